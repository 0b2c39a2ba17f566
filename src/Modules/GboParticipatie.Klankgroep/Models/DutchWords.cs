namespace GboParticipatie.Klankgroep.Models;

/// <summary>What people read for the enums of this module. The only place where these words stand.</summary>
public static class DutchWords
{
    /// <summary>"klankgroep".</summary>
    public static string Dutch(this GroupKind kind) => kind switch
    {
        GroupKind.Klankgroep => "klankgroep",
        GroupKind.OverkoepelendeKlankgroep => "overkoepelende klankgroep",
        GroupKind.Stuurgroep => "stuurgroep",
        GroupKind.Werkgroep => "werkgroep",
        GroupKind.Ervaringsplatform => "ervaringsplatform",
        GroupKind.Testgroep => "testgroep",
        GroupKind.Focusgroep => "focusgroep",
        GroupKind.Overleg => "overleg",
        GroupKind.Brugfiguren => "brugfiguren",
        _ => throw Unknown(kind),
    };

    /// <summary>"lid", "voorzitter".</summary>
    public static string Dutch(this MandateRole role) => role switch
    {
        MandateRole.Member => "lid",
        MandateRole.Chair => "voorzitter",
        MandateRole.Secretary => "verslaggever",
        _ => throw Unknown(role),
    };

    /// <summary>"Gewone bijeenkomst".</summary>
    public static string Dutch(this SessionKind kind) => kind switch
    {
        SessionKind.Regular => "Gewone bijeenkomst",
        SessionKind.GuestAt => "Te gast bij",
        SessionKind.ThinkDay => "Denkdag",
        SessionKind.NetworkMoment => "Netwerkmoment",
        SessionKind.KickOff => "Kick-off",
        SessionKind.CaseConsultation => "Casusoverleg",
        SessionKind.Supervision => "Supervisie",
        _ => throw Unknown(kind),
    };

    /// <summary>"Aangekondigd".</summary>
    public static string Dutch(this SessionState state) => state switch
    {
        SessionState.Draft => "In opmaak",
        SessionState.Announced => "Aangekondigd",
        SessionState.AgendaSent => "Agenda verstuurd",
        SessionState.InProgress => "Bezig",
        SessionState.Held => "Voorbij (verslag volgt)",
        SessionState.Reported => "Verslag klaar",
        SessionState.Cancelled => "Gaat niet door",
        _ => throw Unknown(state),
    };

    /// <summary>"Aangekomen". Where the meeting or the body is known, say it: see <c>StatusWords</c>.</summary>
    public static string Dutch(this AgendaItemStatus status) => status switch
    {
        AgendaItemStatus.Submitted => "Aangekomen",
        AgendaItemStatus.OnAgenda => "Op de agenda",
        AgendaItemStatus.Discussed => "Besproken",
        AgendaItemStatus.Forwarded => "Antwoord gevraagd",
        AgendaItemStatus.Answered => "Beantwoord",
        AgendaItemStatus.Closed => "Klaar",
        AgendaItemStatus.Parked => "Volgende keer",
        AgendaItemStatus.Declined => "Komt niet op de agenda",
        AgendaItemStatus.Withdrawn => "Teruggetrokken",
        AgendaItemStatus.Merged => "Staat samen met een ander punt",
        _ => throw Unknown(status),
    };

    /// <summary>"Met de naam van mijn organisatie".</summary>
    public static string Dutch(this Visibility visibility) => visibility switch
    {
        Visibility.WithName => "Met de naam van mijn organisatie",
        Visibility.WithoutName => "Zonder naam",
        Visibility.CoachOnly => "Alleen de coach",
        _ => throw Unknown(visibility),
    };

    /// <summary>"10 tot 20 mensen".</summary>
    public static string Dutch(this HeardFrom range) => range switch
    {
        HeardFrom.One => "1 persoon",
        HeardFrom.TwoToFour => "2 tot 4 mensen",
        HeardFrom.FiveToNine => "5 tot 9 mensen",
        HeardFrom.TenToTwenty => "10 tot 20 mensen",
        HeardFrom.TwentyOneToFifty => "21 tot 50 mensen",
        HeardFrom.MoreThanFifty => "meer dan 50 mensen",
        _ => throw Unknown(range),
    };

    /// <summary>"Via de site".</summary>
    public static string Dutch(this Channel channel) => channel switch
    {
        Channel.Web => "Via de site",
        Channel.GroupLink => "Via de link van de groep",
        Channel.Phone => "Per telefoon",
        Channel.Paper => "Op papier",
        Channel.Meeting => "Op een bijeenkomst",
        Channel.Api => "Via een ander programma",
        Channel.Talk => "In een gesprek",
        _ => throw Unknown(channel),
    };

    /// <summary>"Bereikbaarheid".</summary>
    public static string Dutch(this BarrierKind barrier) => barrier switch
    {
        BarrierKind.Bruikbaarheid => "Bruikbaarheid",
        BarrierKind.Beschikbaarheid => "Beschikbaarheid",
        BarrierKind.Betaalbaarheid => "Betaalbaarheid",
        BarrierKind.Bereikbaarheid => "Bereikbaarheid",
        BarrierKind.Bekendheid => "Bekendheid",
        BarrierKind.Begrijpbaarheid => "Begrijpbaarheid",
        BarrierKind.Betrouwbaarheid => "Betrouwbaarheid",
        _ => throw Unknown(barrier),
    };

    /// <summary>"Gevraagd".</summary>
    public static string Dutch(this AnswerState state) => state switch
    {
        AnswerState.Asked => "Gevraagd",
        AnswerState.Answered => "Beantwoord",
        AnswerState.Withdrawn => "Niet meer nodig",
        _ => throw Unknown(state),
    };

    /// <summary>"Een deel doen we".</summary>
    public static string Dutch(this Decision decision) => decision switch
    {
        Decision.WillDo => "Doen we",
        Decision.WillDoPart => "Een deel doen we",
        Decision.WillNotDo => "Doen we niet",
        Decision.ExistsAlready => "Bestaat al",
        Decision.WillFindOut => "Zoeken we uit",
        _ => throw Unknown(decision),
    };

    /// <summary>"Een beetje".</summary>
    public static string Dutch(this ClarityRating rating) => rating switch
    {
        ClarityRating.Yes => "Ja",
        ClarityRating.ABit => "Een beetje",
        ClarityRating.No => "Nee",
        _ => throw Unknown(rating),
    };

    /// <summary>What someone found: "niet duidelijk".</summary>
    public static string AsFound(this ClarityRating rating) => rating switch
    {
        ClarityRating.Yes => "duidelijk",
        ClarityRating.ABit => "een beetje duidelijk",
        ClarityRating.No => "niet duidelijk",
        _ => throw Unknown(rating),
    };

    /// <summary>"Een drempel".</summary>
    public static string Dutch(this FeedbackKind kind) => kind switch
    {
        FeedbackKind.Barrier => "Een drempel",
        FeedbackKind.Evaluation => "Hoe iets uitdraait",
        FeedbackKind.Idea => "Een idee",
        FeedbackKind.Question => "Een vraag",
        FeedbackKind.Compliment => "Een compliment",
        _ => throw Unknown(kind),
    };

    /// <summary>What is asked of who tells it: "Waar lopen mensen tegenaan?".</summary>
    public static string Asks(this FeedbackKind? kind) => kind switch
    {
        FeedbackKind.Evaluation => "Hoe draait het uit?",
        FeedbackKind.Idea => "Wat is je idee?",
        FeedbackKind.Question => "Wat is je vraag?",
        FeedbackKind.Compliment => "Wat loopt er goed?",
        _ => "Waar lopen mensen tegenaan?",
    };

    /// <summary>"Gelezen".</summary>
    public static string Dutch(this FeedbackStatus status) => status switch
    {
        FeedbackStatus.Received => "Aangekomen",
        FeedbackStatus.Read => "Gelezen",
        FeedbackStatus.Linked => "Hoort bij een punt",
        FeedbackStatus.Forwarded => "Doorgestuurd",
        FeedbackStatus.Answered => "Beantwoord",
        FeedbackStatus.Closed => "Klaar",
        _ => throw Unknown(status),
    };

    /// <summary>"Alleen de coach".</summary>
    public static string Dutch(this FeedbackReaders readers) => readers switch
    {
        FeedbackReaders.WhoCanHelp => "Wie er iets aan kan doen",
        FeedbackReaders.CoachOnly => "Alleen de coach",
        _ => throw Unknown(readers),
    };

    /// <summary>"Wordt uitgeprobeerd".</summary>
    public static string Dutch(this ActionState state) => state switch
    {
        ActionState.Planned => "Gepland",
        ActionState.Busy => "Bezig",
        ActionState.OnTrial => "Wordt uitgeprobeerd",
        ActionState.Done => "Gedaan",
        ActionState.NotDone => "Niet gedaan",
        _ => throw Unknown(state),
    };

    /// <summary>"We houden het".</summary>
    public static string Dutch(this TrialVerdict verdict) => verdict switch
    {
        TrialVerdict.Keep => "We houden het",
        TrialVerdict.Adapt => "We passen het aan",
        TrialVerdict.Stop => "We stoppen ermee",
        _ => throw Unknown(verdict),
    };

    /// <summary>"Een beetje".</summary>
    public static string Dutch(this ChangeRating rating) => rating switch
    {
        ChangeRating.Yes => "Ja",
        ChangeRating.ABit => "Een beetje",
        ChangeRating.No => "Nee",
        _ => throw Unknown(rating),
    };

    /// <summary>"Bellen".</summary>
    public static string Dutch(this ContactMeans means) => means switch
    {
        ContactMeans.Phone => "Bellen",
        ContactMeans.Letter => "Brief",
        ContactMeans.ViaOrganisation => "Via de organisatie",
        _ => throw Unknown(means),
    };

    private static ArgumentOutOfRangeException Unknown(Enum value) => new(nameof(value), value, "No Dutch words.");
}

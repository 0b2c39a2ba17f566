namespace GboParticipatie.Klankgroep.Models;

/// <summary>Kinds of group, with the words of the field.</summary>
public enum GroupKind
{
    /// <summary>Sounding-board group of one place.</summary>
    Klankgroep,

    /// <summary>The sounding-board group over the whole region.</summary>
    OverkoepelendeKlankgroep,

    /// <summary>Steering group: decides and answers.</summary>
    Stuurgroep,

    /// <summary>Working group.</summary>
    Werkgroep,

    /// <summary>Platform of experience experts.</summary>
    Ervaringsplatform,

    /// <summary>Reads and tries things out, such as pupils of one school.</summary>
    Testgroep,

    /// <summary>Talks about one theme, a few times.</summary>
    Focusgroep,

    /// <summary>Regular consultation of another network.</summary>
    Overleg,

    /// <summary>Bridge figures between people and services.</summary>
    Brugfiguren,
}

/// <summary>Who may read the points of a group that are not for the coach alone.</summary>
public enum GroupReaders
{
    /// <summary>Anyone who visits the site, once the point is confirmed.</summary>
    Everyone,

    /// <summary>The members of the group and of the body that the point is forwarded to.</summary>
    Members,
}

/// <summary>What someone does in a group.</summary>
public enum MandateRole
{
    /// <summary>Takes part.</summary>
    Member,

    /// <summary>Leads the meetings.</summary>
    Chair,

    /// <summary>Writes the reports.</summary>
    Secretary,
}

/// <summary>Kinds of meeting.</summary>
public enum SessionKind
{
    /// <summary>Regular meeting (gewone bijeenkomst).</summary>
    Regular,

    /// <summary>The coach is a guest at another network's meeting (te gast bij): no answers, a head count.</summary>
    GuestAt,

    /// <summary>Denkdag.</summary>
    ThinkDay,

    /// <summary>Netwerkmoment.</summary>
    NetworkMoment,

    /// <summary>Kick-off.</summary>
    KickOff,

    /// <summary>Casusoverleg, without data of clients.</summary>
    CaseConsultation,

    /// <summary>Supervisie.</summary>
    Supervision,
}

/// <summary>How far a meeting is.</summary>
public enum SessionState
{
    /// <summary>In opmaak: only the coach sees it.</summary>
    Draft,

    /// <summary>Uitgenodigd.</summary>
    Announced,

    /// <summary>Agenda verstuurd.</summary>
    AgendaSent,

    /// <summary>Bezig.</summary>
    InProgress,

    /// <summary>Voorbij, the report follows.</summary>
    Held,

    /// <summary>Verslag klaar.</summary>
    Reported,

    /// <summary>Gaat niet door.</summary>
    Cancelled,
}

/// <summary>How far a point is, as people read it.</summary>
public enum AgendaItemStatus
{
    /// <summary>Aangekomen: no meeting yet.</summary>
    Submitted,

    /// <summary>Op de agenda van a meeting.</summary>
    OnAgenda,

    /// <summary>Besproken.</summary>
    Discussed,

    /// <summary>Ligt bij a body, which must answer.</summary>
    Forwarded,

    /// <summary>Beantwoord.</summary>
    Answered,

    /// <summary>Klaar.</summary>
    Closed,

    /// <summary>Volgende keer.</summary>
    Parked,

    /// <summary>Komt niet op de agenda, with the reason.</summary>
    Declined,

    /// <summary>Teruggetrokken by its author.</summary>
    Withdrawn,

    /// <summary>Staat samen met a point that is about the same, and goes its way.</summary>
    Merged,
}

/// <summary>What became of a point on one agenda.</summary>
public enum EntryOutcome
{
    /// <summary>Nothing yet: it waits for the meeting.</summary>
    None,

    /// <summary>It was talked about.</summary>
    Discussed,

    /// <summary>There was no time: it goes to the next meeting, on top.</summary>
    CarriedOver,

    /// <summary>The coach moved it to a later meeting.</summary>
    Parked,

    /// <summary>The coach declined it.</summary>
    Declined,

    /// <summary>The author withdrew it.</summary>
    Withdrawn,

    /// <summary>It was answered before the meeting came to it.</summary>
    AnsweredBefore,

    /// <summary>The meeting did not take place.</summary>
    SessionCancelled,

    /// <summary>It went to stand together with another point.</summary>
    Merged,
}

/// <summary>Who may read a point; the author chooses.</summary>
public enum Visibility
{
    /// <summary>The readers of the group, with the name of the organisation.</summary>
    WithName,

    /// <summary>The readers of the group, without a name.</summary>
    WithoutName,

    /// <summary>Only the coach.</summary>
    CoachOnly,
}

/// <summary>For how many people the author speaks.</summary>
public enum HeardFrom
{
    /// <summary>One.</summary>
    One,

    /// <summary>2 to 4.</summary>
    TwoToFour,

    /// <summary>5 to 9.</summary>
    FiveToNine,

    /// <summary>10 to 20.</summary>
    TenToTwenty,

    /// <summary>21 to 50.</summary>
    TwentyOneToFifty,

    /// <summary>More than 50.</summary>
    MoreThanFifty,
}

/// <summary>How a point came in.</summary>
public enum Channel
{
    /// <summary>By its author on the site.</summary>
    Web,

    /// <summary>Through a group's link or QR.</summary>
    GroupLink,

    /// <summary>By telephone, typed by someone else.</summary>
    Phone,

    /// <summary>On paper, typed by someone else.</summary>
    Paper,

    /// <summary>Said at a meeting, typed by the coach.</summary>
    Meeting,

    /// <summary>Through the API.</summary>
    Api,

    /// <summary>Said in a talk, typed by someone else.</summary>
    Talk,
}

/// <summary>ZORA's frame of barriers: the seven B's. Only the coach sets one.</summary>
public enum BarrierKind
{
    /// <summary>Bruikbaarheid.</summary>
    Bruikbaarheid,

    /// <summary>Beschikbaarheid.</summary>
    Beschikbaarheid,

    /// <summary>Betaalbaarheid.</summary>
    Betaalbaarheid,

    /// <summary>Bereikbaarheid.</summary>
    Bereikbaarheid,

    /// <summary>Bekendheid.</summary>
    Bekendheid,

    /// <summary>Begrijpbaarheid.</summary>
    Begrijpbaarheid,

    /// <summary>Betrouwbaarheid.</summary>
    Betrouwbaarheid,
}

/// <summary>How far an answer is.</summary>
public enum AnswerState
{
    /// <summary>Asked, not given yet.</summary>
    Asked,

    /// <summary>Given.</summary>
    Answered,

    /// <summary>No longer asked.</summary>
    Withdrawn,
}

/// <summary>What a body decides.</summary>
public enum Decision
{
    /// <summary>Doen we.</summary>
    WillDo,

    /// <summary>Een deel doen we.</summary>
    WillDoPart,

    /// <summary>Doen we niet.</summary>
    WillNotDo,

    /// <summary>Bestaat al.</summary>
    ExistsAlready,

    /// <summary>Zoeken we uit.</summary>
    WillFindOut,
}

/// <summary>The author's reply to "Is dit antwoord duidelijk?".</summary>
public enum ClarityRating
{
    /// <summary>Ja.</summary>
    Yes,

    /// <summary>Een beetje.</summary>
    ABit,

    /// <summary>Nee: the point goes back to the agenda, once.</summary>
    No,
}

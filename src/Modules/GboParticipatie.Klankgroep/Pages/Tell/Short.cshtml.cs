using GboParticipatie.Diagnostics;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>
/// Everything on one page, for who has signed in: half a minute. Open to anyone, so that what was typed is not lost when someone was
/// signed out meanwhile, and so that it goes without a name as well.
/// </summary>
[IgnoreAntiforgeryToken]
[LeavesNoTrace]
[Public("Ook wie intussen uitgelogd is, verliest niets. Wie geen naam geeft, hoeft niet ingelogd te zijn.")]
public sealed class ShortModel(
    TellJourney journey, TellChoices choices, FeedbackAuthors authors, PersonService people, ISiteService site, IAntiforgery antiforgery, ICurrentUser user, IStringLocalizer<Startup> S) : PageModel
{
    private const string Myself = "mezelf";
    private const string Nobody = "zonder";
    private const string SomeoneElse = "iemand";

    /// <summary>Makes the form count once.</summary>
    [BindProperty(Name = "draft")]
    public Guid? FormKey { get; set; }

    /// <summary>What it is.</summary>
    [BindProperty]
    public FeedbackKind? Kind { get; set; } = FeedbackKind.Barrier;

    /// <summary>Waar lopen mensen tegenaan?</summary>
    [BindProperty]
    public string? Description { get; set; }

    /// <summary>Wat zou helpen?</summary>
    [BindProperty]
    public string? Remedy { get; set; }

    /// <summary>Key of a life domain.</summary>
    [BindProperty]
    public string? LifeDomain { get; set; }

    /// <summary>From how many people it was heard.</summary>
    [BindProperty]
    public HeardFrom? HeardFrom { get; set; }

    /// <summary>The organisation that it is about.</summary>
    [BindProperty]
    public Guid? AboutOrganisationId { get; set; }

    /// <summary>Number of the point that it is about.</summary>
    [BindProperty]
    public string? AboutReference { get; set; }

    /// <summary>The action that it is about.</summary>
    [BindProperty]
    public Guid? AboutActionId { get; set; }

    /// <summary>Actions to choose from.</summary>
    public IReadOnlyList<Choice> Actions { get; private set; } = [];

    /// <summary>Who may read it.</summary>
    [BindProperty]
    public FeedbackReaders? Readers { get; set; } = FeedbackReaders.WhoCanHelp;

    /// <summary>Key of one of the author's organisations, or one of the other answers.</summary>
    [BindProperty]
    public string? Speaker { get; set; }

    /// <summary>How someone else told it.</summary>
    [BindProperty]
    public Channel? Channel { get; set; }

    /// <summary>Name of that person.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Organisation of that person.</summary>
    [BindProperty]
    public string? OrganisationName { get; set; }

    /// <summary>E-mail address of that person.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>That person, when known in the network: name or e-mail address.</summary>
    [BindProperty]
    public string? Known { get; set; }

    /// <summary>Telephone number of that person.</summary>
    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>How the answer goes back to that person.</summary>
    [BindProperty]
    public ContactMeans? Hears { get; set; }

    /// <summary>Ways in which an answer can go back.</summary>
    public static IReadOnlyList<Choice> Ways(IStringLocalizer S) => [.. Enum.GetValues<ContactMeans>().Select(m => new Choice(m.ToString(), S[m.Dutch()]))];

    /// <summary>Life domains to choose from.</summary>
    public IReadOnlyList<Choice> Domains { get; private set; } = [];

    /// <summary>Organisations to choose from.</summary>
    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    /// <summary>Who may read it.</summary>
    public IReadOnlyList<Choice> Audiences { get; private set; } = [];

    /// <summary>For whom one can speak.</summary>
    public IReadOnlyList<Choice> Speakers { get; private set; } = [];

    /// <summary>How someone else can have told it.</summary>
    public static IReadOnlyList<Choice> Channels(IStringLocalizer S) => [.. new[] { Models.Channel.Phone, Models.Channel.Paper, Models.Channel.Talk, Models.Channel.Meeting }.Select(c => new Choice(c.ToString(), S[c.Dutch()]))];

    /// <summary>True for the coach, who types what others say.</summary>
    public bool TypesForOthers { get; private set; }

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!user.IsAuthenticated) return LocalRedirect(TellSteps.Kind + journey.CameFrom);
        ModelState.Clear();
        FormKey = NewId.Random();
        AboutReference = journey.Point;
        AboutActionId = journey.Action;
        if (AboutActionId is not null) Kind = FeedbackKind.Evaluation;
        await PrepareAsync(cancel);
        Speaker = Speakers[0].Value;
        return Page();
    }

    /// <summary>Sends it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        FormKey ??= NewId.Random();
        await PrepareAsync(cancel);
        if (!await antiforgery.IsRequestValidAsync(HttpContext)) ModelState.AddModelError("", S["Deze pagina stond lang open. Wat je typte, staat er nog. Klik nog eens op de knop."]);
        if (ModelState.IsValid && !Speakers.Any(s => s.Value == Speaker)) ModelState.AddModelError(nameof(Speaker), S["Je bent niet meer ingelogd. Log opnieuw in (in een nieuw tabblad), of kies ‘Zonder naam’."]);
        if (!ModelState.IsValid) return Page();
        try
        {
            return LocalRedirect(await journey.SendAsync(await ToldAsync(cancel), cancel));
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule);
            return Page();
        }
    }

    private async Task<GiveFeedback> ToldAsync(CancellationToken cancel) => new()
    {
        SubmissionKey = FormKey!.Value,
        Author = Speaker switch
        {
            Nobody => FeedbackAuthor.Anonymous(),
            SomeoneElse => await authors.ToldToCoachAsync(new TypedTeller
            {
                Channel = Channel ?? Models.Channel.Phone,
                Known = Known,
                Name = Name,
                OrganisationName = OrganisationName,
                Email = Email,
                Phone = Phone,
                Hears = Hears,
            }, cancel),
            _ => await authors.SignedInAsync(Guid.TryParse(Speaker, out var organisation) ? organisation : null, cancel: cancel),
        },
        Kind = Kind,
        Description = Description,
        Remedy = Remedy,
        LifeDomain = LifeDomain,
        HeardFrom = HeardFrom,
        Readers = Readers,
        AboutReference = AboutReference,
        AboutOrganisationId = AboutOrganisationId,
        AboutActionId = AboutActionId,
    };

    private async Task PrepareAsync(CancellationToken cancel)
    {
        Domains = (await site.GetAsync<KlankgroepSettings>(cancel)).Choices();
        Organisations = await choices.OrganisationsAsync(cancel);
        Actions = await choices.ActionsAsync(AboutActionId, cancel);
        Audiences = await choices.ReadersAsync(cancel);
        TypesForOthers = await user.HasAsync(Permissions.ManageFeedback);
        List<Choice> speakers = [];
        // Looked up, not made: who then gives no name leaves nothing behind.
        if (await people.FindCurrentAsync(cancel) is { } person)
            speakers.AddRange((await people.MembershipsAsync(person.Id, cancel: cancel)).DistinctBy(m => m.OrganisationId).Select(m => new Choice(m.OrganisationId.ToString(), m.OrganisationName)));
        if (user.IsAuthenticated) speakers.Add(new Choice(Myself, S["Mezelf"]));
        if (TypesForOthers) speakers.Add(new Choice(SomeoneElse, S["Iemand anders, die het mij vertelde"]));
        speakers.Add(new Choice(Nobody, S["Zonder naam"], S["Niets bindt dit aan jouw account. We bewaren ook het uur niet."]));
        Speakers = speakers;
    }
}

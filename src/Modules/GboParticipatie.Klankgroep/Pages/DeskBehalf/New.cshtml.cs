using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskBehalf;

/// <summary>The coach writes down a point of someone who has no e-mail, or called: the same questions, on one page.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class NewModel(OnBehalfService behalf, ISiteService site, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    private const string Known = "netwerk";
    private const string Fresh = "nieuw";
    private const string Nobody = "niemand";

    /// <summary>Makes the form count once.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    /// <summary>What follows: files, or else the card to give along.</summary>
    [BindProperty]
    public string? Then { get; set; }

    /// <summary>For which group.</summary>
    [BindProperty]
    public Guid? GroupId { get; set; }

    /// <summary>Waar lopen mensen tegenaan?</summary>
    [BindProperty]
    public string? Description { get; set; }

    /// <summary>Wat zou helpen?</summary>
    [BindProperty]
    public string? Remedy { get; set; }

    /// <summary>Key of a life domain.</summary>
    [BindProperty]
    public string? LifeDomain { get; set; }

    /// <summary>For how many people.</summary>
    [BindProperty]
    public HeardFrom? HeardFrom { get; set; }

    /// <summary>Who may read it.</summary>
    [BindProperty]
    public Visibility? Visibility { get; set; }

    /// <summary>How it was said.</summary>
    [BindProperty]
    public Channel? Channel { get; set; }

    /// <summary>Whether it is someone of the network.</summary>
    [BindProperty]
    public string? Who { get; set; }

    /// <summary>Name or e-mail address of someone of the network.</summary>
    [BindProperty]
    public string? KnownName { get; set; }

    /// <summary>Name of someone new.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Telephone number of someone new.</summary>
    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>How someone new wants to hear.</summary>
    [BindProperty]
    public ContactChannel? AnswerBy { get; set; }

    /// <summary>The organisation that it comes from.</summary>
    [BindProperty]
    public Guid? OrganisationId { get; set; }

    /// <summary>Groups to choose from.</summary>
    public IReadOnlyList<Choice> Groups { get; private set; } = [];

    /// <summary>Life domains to choose from.</summary>
    public IReadOnlyList<Choice> Domains { get; private set; } = [];

    /// <summary>Organisations to choose from.</summary>
    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    /// <summary>Who may read it, to choose from.</summary>
    public IReadOnlyList<Choice> Audiences { get; private set; } = [];

    /// <summary>How it can have been said.</summary>
    public static IReadOnlyList<Choice> Channels(IStringLocalizer S) => [.. OnBehalfService.Channels.Select(c => new Choice(c.ToString(), S[c.Dutch()]))];

    /// <summary>Who it can be.</summary>
    public static IReadOnlyList<Choice> People(IStringLocalizer S) => [
        new(Known, S["Iemand uit het netwerk"], S["Het antwoord gaat zoals die persoon het wil."]),
        new(Fresh, S["Iemand die er nog niet in staat"], S["Zonder e-mail: jij belt, of de organisatie vertelt het."]),
        new(Nobody, S["Niemand met naam"], S["Geef het nummer en de code mee. Daarmee is het antwoord te lezen."])];

    /// <summary>How someone new can hear the answer.</summary>
    public static IReadOnlyList<Choice> AnswerWays(IStringLocalizer S) => [
        new(nameof(ContactChannel.Phone), S["Met een telefoontje"]), new(nameof(ContactChannel.ViaOrganisation), S["Via de organisatie"])];

    /// <summary>Asks.</summary>
    public async Task OnGetAsync([FromQuery(Name = "groep")] string? group, CancellationToken cancel)
    {
        ModelState.Clear();
        Key = NewId.Random();
        await LoadAsync(cancel);
        GroupId = await db.Set<Group>().Where(g => g.Slug == group && g.AcceptsItems).Select(g => (Guid?)g.Id).SingleOrDefaultAsync(cancel)
            ?? (Groups.Count == 1 ? Guid.Parse(Groups[0].Value) : null);
    }

    /// <summary>Takes it in.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Check();
        if (!ModelState.IsValid) return Page();
        try
        {
            var item = await behalf.ProposeAsync(new ProposeAgendaItem
            {
                SubmissionKey = Key == Guid.Empty ? NewId.Random() : Key,
                GroupId = GroupId!.Value,
                Author = new ProposalAuthor(),
                Description = Description ?? "",
                Remedy = Remedy,
                LifeDomain = LifeDomain,
                HeardFrom = HeardFrom,
                Visibility = Visibility!.Value,
            }, Speaker(), cancel);
            TempData["Melding"] = S["Het punt is bewaard. Geef het nummer en de code mee."].Value;
            return LocalRedirect(Then == "bestanden" ? $"/beheer/punten/{item.Id}/bestanden?nieuw=true" : $"/beheer/punten/{item.Id}/briefje");
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, (nameof(SpokenFor.Known), nameof(KnownName)), (nameof(PersonDetails.PreferredChannel), nameof(AnswerBy)));
            return Page();
        }
    }

    private void Check()
    {
        if (GroupId is null) ModelState.AddModelError(nameof(GroupId), S["Kies een groep."]);
        if (string.IsNullOrWhiteSpace(Description)) ModelState.AddModelError(nameof(Description), S["Vertel kort waar mensen tegenaan lopen. Eén zin is genoeg."]);
        if (Visibility is null) ModelState.AddModelError(nameof(Visibility), S["Kies wie dit mag lezen."]);
        if (Visibility == Models.Visibility.WithName && OrganisationId is null && Who != Known)
            ModelState.AddModelError(nameof(OrganisationId), S["Kies de organisatie waarvan anderen de naam lezen, of kies hierboven “zonder naam”."]);
        if (Channel is null) ModelState.AddModelError(nameof(Channel), S["Kies hoe je het hoorde."]);
        if (Who == Known && string.IsNullOrWhiteSpace(KnownName)) ModelState.AddModelError(nameof(KnownName), S["Schrijf de naam of het e-mailadres."]);
        else if (Who == Fresh && string.IsNullOrWhiteSpace(Name)) ModelState.AddModelError(nameof(Name), S["Schrijf een naam. Een schuilnaam mag ook."]);
        else if (Who is not (Known or Fresh or Nobody)) ModelState.AddModelError(nameof(Who), S["Kies wie dit zei."]);
        if (Who == Fresh && AnswerBy is null) ModelState.AddModelError(nameof(AnswerBy), S["Kies hoe deze persoon het antwoord hoort."]);
        if (Who == Fresh && AnswerBy == ContactChannel.Phone && string.IsNullOrWhiteSpace(Phone)) ModelState.AddModelError(nameof(Phone), S["Schrijf het telefoonnummer, dan kan je bellen met het antwoord."]);
    }

    private SpokenFor Speaker() => new()
    {
        Known = Who == Known ? KnownName : null,
        New = Who == Fresh ? new PersonDetails { Name = Name ?? "", Phone = Phone, PreferredChannel = AnswerBy } : null,
        OrganisationId = OrganisationId,
        Channel = Channel!.Value,
    };

    private async Task LoadAsync(CancellationToken cancel)
    {
        var today = BrusselsTime.Today(time);
        var coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        Groups = await db.Set<Group>().AsNoTracking().Where(g => g.AcceptsItems && (g.EndedOn == null || g.EndedOn >= today)).OrderBy(g => g.Position).ThenBy(g => g.Name)
            .Select(g => new Choice(g.Id.ToString(), g.Name, null, null, null)).ToListAsync(cancel);
        Domains = (await site.GetAsync<KlankgroepSettings>(cancel)).Choices();
        Organisations = await DeskChoices.OrganisationsAsync(db, cancel);
        Audiences = [.. Enum.GetValues<Visibility>().Select(v => new Choice(v.ToString(), v switch
        {
            Models.Visibility.CoachOnly => S["Alleen de {0}", coach],
            Models.Visibility.WithName => S["Met de naam van de organisatie"],
            _ => S[v.Dutch()],
        }))];
    }
}

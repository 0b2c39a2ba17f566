using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages.NetworkPeople;

/// <summary>One person: what is known, and where they belong. That it was read stands in the audit trail.</summary>
[RequiresPermission("ManageNetwork")]
public sealed class DetailModel(PersonRegister register, MembershipService memberships, OrganisationService organisations, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Who.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that was seen.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>What is filled in.</summary>
    [BindProperty]
    public PersonForm Form { get; set; } = new();

    /// <summary>The membership that ends.</summary>
    [BindProperty]
    public Guid? MembershipId { get; set; }

    /// <summary>Its last day.</summary>
    [BindProperty]
    public DateOnly? LastDay { get; set; }

    /// <summary>The last day that was seen: empty while it lasts.</summary>
    [BindProperty]
    public DateOnly? SeenLastDay { get; set; }

    /// <summary>Name of an organisation that the person joins.</summary>
    [BindProperty]
    public string? OrganisationName { get; set; }

    /// <summary>From which day.</summary>
    [BindProperty]
    public DateOnly? From { get; set; }

    /// <summary>The person as stored.</summary>
    public PersonCard Card { get; private set; } = default!;

    /// <summary>Where the person belongs and belonged.</summary>
    public IReadOnlyList<PersonMembership> Memberships { get; private set; } = [];

    /// <summary>Names of organisations to choose from while typing.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>What someone else saved meanwhile, in words; or null.</summary>
    public string? Meanwhile { get; private set; }

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/netwerk/mensen/{Id}";

    /// <summary>Shows the card.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        ShowStored();
        return Page();
    }

    /// <summary>Saves the card.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        (LastDay, From) = (Today, Today);
        try
        {
            if (!ModelState.IsValid) return Page();
            await register.ChangeAsync(Id, await Form.ToDetailsAsync(register, cancel), Seen, cancel);
            TempData["Melding"] = S["Bewaard."].Value;
            return LocalRedirect(Address);
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            Meanwhile = S["{0}, {1}, {2}. Hoort het liefst: {3}.", Card.Details.Name, Card.Details.Email ?? S["geen e-mailadres"], Card.Details.Phone ?? S["geen telefoon"], Card.Details.PreferredChannel is { } channel ? S[channel.DisplayName()].Value.ToLower(ReadersLanguage.Culture) : ""];
            ModelState.AddModelError("", S["Iemand anders veranderde deze gegevens net. Wat jij typte, staat er nog. Kijk na wat er nu bewaard is en bewaar opnieuw."]);
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule, nameof(Form));
        }

        return Page();
    }

    /// <summary>The person joins an organisation.</summary>
    public Task<IActionResult> OnPostJoinAsync(CancellationToken cancel) => ActAsync(S["Bewaard."], async () =>
    {
        var organisation = await organisations.MeantAsync(OrganisationName, nameof(OrganisationName), cancel);
        await memberships.AddAsync(Id, organisation, From ?? throw new RuleException("Kies een dag.", nameof(From)), null, cancel);
    }, cancel);

    /// <summary>The person leaves an organisation.</summary>
    public Task<IActionResult> OnPostEndAsync(CancellationToken cancel)
        => ActAsync(S["Bewaard. Dat deze persoon er ooit bij hoorde, blijft staan."], () => EndAsync(LastDay ?? throw new RuleException("Kies een dag.", nameof(LastDay)), cancel), cancel);

    /// <summary>The person does not leave after all.</summary>
    public Task<IActionResult> OnPostStayAsync(CancellationToken cancel) => ActAsync(S["Bewaard."], () => EndAsync(null, cancel), cancel);

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today => BrusselsTime.Today(time);

    private Task EndAsync(DateOnly? lastDay, CancellationToken cancel)
        => memberships.EndAsync(Id, MembershipId ?? throw new NotFoundException("Deze persoon hoort daar niet bij."), lastDay, SeenLastDay, cancel);

    private async Task<IActionResult> ActAsync(string done, Func<Task> act, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        try
        {
            if (ModelState.IsValid)
            {
                await act();
                TempData["Melding"] = done;
                return LocalRedirect(Address);
            }
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule, rule.Field == nameof(Membership.To) ? nameof(LastDay) : rule.Field);
        }

        await LoadAsync(cancel);
        var (organisation, from, last) = (OrganisationName, From, LastDay);
        ShowStored();
        (OrganisationName, From, LastDay) = (organisation, from, last);
        return Page();
    }

    private void ShowStored()
    {
        Form = PersonForm.Of(Card);
        (LastDay, From) = (Today, Today);
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await register.ReadAsync(Id, cancel) is not { } card) return false;
        Card = card;
        Memberships = await memberships.HistoryAsync(Id, cancel);
        Names = await organisations.NamesAsync(cancel);
        return true;
    }
}

using System.ComponentModel.DataAnnotations;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Theme.Pages.StyleGuide;

/// <summary>Every component in every state: to choose from, and to test accessibility on.</summary>
[RequiresPermission("AccessAdmin")]
public sealed class IndexModel(IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Shows the page as the public sees pages.</summary>
    [BindProperty(Name = "publiek", SupportsGet = true)]
    public bool AsPublic { get; set; }

    /// <summary>The page of the sample list.</summary>
    [BindProperty(Name = "pagina", SupportsGet = true)]
    public int PageNumber { get; set; } = 2;

    /// <summary>A form with one of each field.</summary>
    [BindProperty]
    public SampleForm Form { get; set; } = new();

    internal IReadOnlyList<Choice> Audiences =>
    [
        new("group", S["De leden van de klankgroep, met de naam van mijn organisatie"]),
        new("unnamed", S["De leden van de klankgroep, zonder naam"], S["De procescoach weet wel dat het van jou komt."]),
        new("coach", S["Alleen de procescoach"], Icon: "lock"),
    ];

    internal IReadOnlyList<Choice> Groups =>
        [new("1", S["Overkoepelende klankgroep"], Group: S["Hele regio"]), new("2", S["Jonge ouders"], Group: S["Bilzen"]), new("3", S["Zwangere vrouwen"], Group: S["Tongeren"])];

    internal IReadOnlyList<Bar> Bars =>
        [new(S["Bereikbaarheid"], 18, 15), new(S["Begrijpbaarheid"], 14, 13), new(S["Betaalbaarheid"], 8, 6), new(S["Andere thema's (minder dan 5)"], 6, 0)];

    /// <summary>Checks the sample form and stores nothing.</summary>
    public IActionResult OnPost()
    {
        if (!ModelState.IsValid) return Page();
        TempData["Melding"] = S["Alles is ingevuld. Er is niets bewaard: dit is een voorbeeld."].Value;
        return RedirectToPage(new { publiek = AsPublic });
    }

    /// <summary>The sample form.</summary>
    public sealed class SampleForm
    {
        /// <summary>Several lines.</summary>
        [Required(ErrorMessage = "Vertel kort waar mensen tegenaan lopen. Eén zin is genoeg."), StringLength(1000)]
        public string? Problem { get; set; }

        /// <summary>An address.</summary>
        [Required(ErrorMessage = "Vul je e-mailadres in."), EmailAddress]
        public string? Email { get; set; }

        /// <summary>A number.</summary>
        [Range(1, 500)]
        public int? People { get; set; }

        /// <summary>One of a few.</summary>
        [Required(ErrorMessage = "Kies wie dit mag lezen.")]
        public string? Audience { get; set; }

        /// <summary>Some of a few.</summary>
        public List<string> Domains { get; set; } = ["geld"];

        /// <summary>One of three faces.</summary>
        public string? Clear { get; set; }

        /// <summary>One of many.</summary>
        [Required(ErrorMessage = "Kies een groep.")]
        public string? Group { get; set; }

        /// <summary>A day, as three fields.</summary>
        [Required(ErrorMessage = "Vul een dag, een maand en een jaar in.")]
        public DateOnly? Due { get; set; }

        /// <summary>A day, as the browser asks it.</summary>
        public DateOnly? Day { get; set; }

        /// <summary>An hour.</summary>
        public TimeOnly? Hour { get; set; }

        /// <summary>A file.</summary>
        public IFormFile? Letter { get; set; }

        /// <summary>Yes or no.</summary>
        public bool Told { get; set; }
    }
}

using GboParticipatie.Klankgroep.Search;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Search;

/// <summary>Looks for words at the desk.</summary>
[RequiresPermission("ReadAllAgendaItems")]
public sealed class DeskModel(SearchService search, IStringLocalizer<Startup> texts) : SearchPageModel(search, texts)
{
    /// <inheritdoc />
    public override string Address => "/beheer/zoeken";

    /// <inheritdoc />
    public override IReadOnlyList<Choice> Kinds => [.. base.Kinds, new(nameof(SearchKind.Feedback), S["Wat mensen vertellen"])];

    /// <inheritdoc />
    public override string AddressOf(SearchHit hit) => hit.Kind switch
    {
        SearchKind.Report => $"/beheer/bijeenkomsten/{hit.Id}/verslag",
        SearchKind.Feedback => $"/beheer/feedback/{hit.Id}",
        _ => $"/beheer/punten/{hit.Id}",
    };
}

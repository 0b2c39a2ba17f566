using GboParticipatie.Klankgroep.Search;
using GboParticipatie.Security.Permissions;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Search;

/// <summary>Looks for words on the site.</summary>
[Public("Iedereen vindt wat iedereen mag lezen; wie inlogt, vindt ook wat de eigen groepen lezen.")]
public sealed class IndexModel(SearchService search, IStringLocalizer<Startup> texts) : SearchPageModel(search, texts)
{
    /// <inheritdoc />
    public override string Address => "/zoeken";

    /// <inheritdoc />
    public override string AddressOf(SearchHit hit) => hit.Kind == SearchKind.Report ? $"/bijeenkomsten/{hit.Id}" : hit.MeetingId is { } meeting ? $"/bijeenkomsten/{meeting}" : $"/volg/{hit.Reference}";
}

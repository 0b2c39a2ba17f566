using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>All points of the region.</summary>
[RequiresPermission("ReadAllAgendaItems")]
public sealed class IndexModel(GboDbContext db, ISiteService site, ICurrentUser user, TimeProvider time, IStringLocalizer<Startup> texts) : PointListModel(db, site, user, time, texts)
{
    private readonly GboDbContext _db = db;

    /// <inheritdoc />
    public override string Address => "/beheer/punten";

    /// <summary>Shows them.</summary>
    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    /// <summary>As a file.</summary>
    public Task<IActionResult> OnGetCsvAsync(CancellationToken cancel) => FileAsync(isExcel: false, cancel);

    /// <summary>As a workbook.</summary>
    public Task<IActionResult> OnGetXlsxAsync(CancellationToken cancel) => FileAsync(isExcel: true, cancel);

    /// <inheritdoc />
    protected override IQueryable<AgendaItem> All() => _db.Set<AgendaItem>();
}

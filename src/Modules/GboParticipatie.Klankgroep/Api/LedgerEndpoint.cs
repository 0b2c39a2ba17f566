using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Security;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Api;

/// <summary>The ledger for other programs: the same figures as the public page.</summary>
/// <param name="From">First day on which points came in.</param>
/// <param name="To">Last day.</param>
/// <param name="Total">All points together. A figure is null where it, or another one, could give a number under five away.</param>
/// <param name="Restricted">Points that not everyone may read; apart from the others, without group or theme.</param>
/// <param name="Feedback">What people told they notice, also without a name; apart from the points.</param>
/// <param name="PerGroup">Per group.</param>
/// <param name="PerLifeDomain">Per life domain.</param>
/// <param name="PerBarrier">Per one of the seven B's.</param>
public sealed record LedgerResource(
    DateOnly From, DateOnly To, LedgerFigure Total, LedgerFigure Restricted, LedgerFigure Feedback, IReadOnlyList<LedgerFigure> PerGroup, IReadOnlyList<LedgerFigure> PerLifeDomain,
    IReadOnlyList<LedgerFigure> PerBarrier);

internal static class LedgerEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/ledger", ReadAsync).RequirePermission(Permissions.ViewLedger).WithMetadata(new RequiredScope(ApiScopes.Read))
        .WithName("ReadLedger").WithTags("Ledger").Produces<LedgerResource>().ProducesValidationProblem()
        .WithSummary("What came in and what was done with it, of a year or half of it: from 1 January or 1 July, to 30 June or 31 December of the same year. Other periods could be subtracted from each other. Without days: this year.");

    private static async Task<Results<Ok<LedgerResource>, ValidationProblem>> ReadAsync(LedgerService ledger, TimeProvider time, DateOnly? from, DateOnly? to, IStringLocalizer<Startup> S, CancellationToken cancel)
    {
        var year = (from ?? to ?? BrusselsTime.Today(time)).Year;
        var (first, last) = (from ?? new DateOnly(year, 1, 1), to ?? new DateOnly(year, 12, 31));
        if (PeriodOf(first, last) is not { } period)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["from"] = [S["Kies een heel jaar, of de helft ervan: van 1 januari of 1 juli tot 30 juni of 31 december."]] });
        var read = await ledger.ReadAsync(year, period, cancel);
        return TypedResults.Ok(new LedgerResource(first, last, read.Total, read.Restricted, read.Feedback, read.PerGroup, read.PerLifeDomain, read.PerBarrier));
    }

    private static LedgerPeriod? PeriodOf(DateOnly from, DateOnly to) => from.Year != to.Year ? null : (from.Month, from.Day, to.Month, to.Day) switch
    {
        (1, 1, 12, 31) => LedgerPeriod.Year,
        (1, 1, 6, 30) => LedgerPeriod.FirstHalf,
        (7, 1, 12, 31) => LedgerPeriod.SecondHalf,
        _ => null,
    };
}

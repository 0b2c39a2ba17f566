using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Recipes;

namespace GboParticipatie.Klankgroep.Recipes;

/// <summary>Recipe step <c>Mandates</c>: who sits in which group, for which organisation. By group, person and first day.</summary>
public sealed class MandatesStep(GboDbContext db, GroupService groups) : IRecipeStepHandler
{
    /// <inheritdoc />
    public string Name => "Mandates";

    /// <inheritdoc />
    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        var items = RecipeItems.Read<Item>(context, "mandates");
        RecipeItems.RefuseDoubles(context, items, i => $"{i.Group} {i.Person} {i.From:O}");
        var lookups = new RecipeLookups(db, context);
        foreach (var item in items)
        {
            await groups.GiveMandateAsync(new GiveMandate
            {
                GroupId = (await lookups.GroupAsync(item.Group, cancel)).Id,
                PersonId = (await lookups.PersonAsync(item.Person, cancel))!.Id,
                OrganisationId = await lookups.OrganisationAsync(item.Organisation, cancel),
                From = item.From,
                To = item.To,
                Role = item.Role,
            }, cancel);
        }
    }

    private sealed record Item
    {
        public required string Group { get; init; }

        public required string Person { get; init; }

        public string? Organisation { get; init; }

        public required DateOnly From { get; init; }

        public DateOnly? To { get; init; }

        public MandateRole Role { get; init; }
    }
}

using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Recipes;

namespace GboParticipatie.Klankgroep.Recipes;

/// <summary>Recipe step <c>Feedback</c>: what people told, to begin with, by the id that the recipe gives it; applied again, nothing changes.</summary>
public sealed class FeedbackStep(GboDbContext db, FeedbackService feedback) : IRecipeStepHandler
{
    /// <inheritdoc />
    public string Name => "Feedback";

    /// <inheritdoc />
    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        var items = RecipeItems.Read<Item>(context, "feedback");
        RecipeItems.RefuseDoubles(context, items, i => i.Id.ToString());
        var lookups = new RecipeLookups(db, context);
        foreach (var item in items)
        {
            if (await feedback.FindBySubmissionAsync(item.Id, cancel) is not null) continue;
            var given = await feedback.GiveAsync(await ToldAsync(item, lookups, cancel), cancel);
            if (item.Answer is { } answer) await feedback.AnswerAsync(given.Id, answer, cancel: cancel);
        }
    }

    private static async Task<GiveFeedback> ToldAsync(Item item, RecipeLookups lookups, CancellationToken cancel) => new()
    {
        SubmissionKey = item.Id,
        Kind = item.Kind,
        Description = item.Description,
        Remedy = item.Remedy,
        LifeDomain = item.LifeDomain,
        HeardFrom = item.HeardFrom,
        Readers = item.Readers,
        AboutOrganisationId = await lookups.OrganisationAsync(item.About, cancel),
        Author = item.Author is null && item.Organisation is null
            ? FeedbackAuthor.Anonymous(item.Channel)
            : new FeedbackAuthor
            {
                PersonId = (await lookups.PersonAsync(item.Author, cancel))?.Id,
                OrganisationId = await lookups.OrganisationAsync(item.Organisation, cancel),
                Channel = item.Channel,
            },
    };

    private sealed record Item
    {
        public required Guid Id { get; init; }

        public required FeedbackKind Kind { get; init; }

        public required string Description { get; init; }

        public string? Remedy { get; init; }

        public string? LifeDomain { get; init; }

        public HeardFrom? HeardFrom { get; init; }

        public FeedbackReaders Readers { get; init; }

        public string? About { get; init; }

        public string? Author { get; init; }

        public string? Organisation { get; init; }

        public Channel Channel { get; init; }

        public string? Answer { get; init; }
    }
}

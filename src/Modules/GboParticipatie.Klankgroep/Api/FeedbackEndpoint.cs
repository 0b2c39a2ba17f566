using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using GboParticipatie.Diagnostics;
using GboParticipatie.Json;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace GboParticipatie.Klankgroep.Api;

/// <summary>Feedback to give. Values of choices are in camelCase.</summary>
public sealed record NewFeedback
{
    /// <summary>barrier, evaluation, idea, question or compliment.</summary>
    [Required, Choice<FeedbackKind>]
    public string? Kind { get; init; }

    /// <summary>Waar lopen mensen tegenaan?</summary>
    [Required]
    public string? Description { get; init; }

    /// <summary>Wat zou helpen?</summary>
    public string? Remedy { get; init; }

    /// <summary>From how many people it was heard: one, twoToFour, fiveToNine, tenToTwenty, twentyOneToFifty, moreThanFifty.</summary>
    [Choice<HeardFrom>]
    public string? HeardFrom { get; init; }

    /// <summary>Key of a life domain of the region.</summary>
    public string? LifeDomain { get; init; }

    /// <summary>whoCanHelp (default) or coachOnly.</summary>
    [Choice<FeedbackReaders>]
    public string? Readers { get; init; }

    /// <summary>Number of the point that it is about.</summary>
    public string? AboutReference { get; init; }

    /// <summary>The organisation that it is about.</summary>
    public Guid? AboutOrganisationId { get; init; }

    /// <summary>The action that it is about: how something that was done works out.</summary>
    public Guid? AboutActionId { get; init; }

    /// <summary>The organisation you speak for; by default yours, when you belong to one.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>True to give no name: nothing is kept that leads to you or your token, and the Idempotency-Key must be one that nobody else makes, such as a UUID.</summary>
    public bool Anonymous { get; init; }
}

/// <summary>What came of giving feedback.</summary>
/// <param name="Id">Key.</param>
/// <param name="Reference">Number that people say aloud.</param>
/// <param name="ShortCode">With the number, it opens the feedback without an account.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Url">Local address to follow it.</param>
public sealed record CreatedFeedback(
    Guid Id, string Reference, string ShortCode, [property: JsonConverter(typeof(CamelCase<FeedbackStatus>))] FeedbackStatus Status, string Url);

/// <summary>POST /api/v1/feedback.</summary>
internal static class FeedbackEndpoint
{
    private const int ShortestAnonymousKey = 20;

    public static void Map(RouteGroupBuilder api) => api.MapPost("/feedback", GiveAsync).RequirePermission(Permissions.GiveFeedback)
        .WithMetadata(new RequiredScope(ApiScopes.Propose), new LeavesNoTraceAttribute()).WithName("CreateFeedback").WithTags("Feedback")
        .WithSummary("Tells what people notice. Sent again with the same Idempotency-Key, the first one is returned; with another body it is refused.")
        .Produces<CreatedFeedback>(201).ProducesValidationProblem().ProducesProblem(404).ProducesProblem(422);

    private static async Task<Results<Created<CreatedFeedback>, ProblemHttpResult>> GiveAsync(
        NewFeedback body, [FromHeader(Name = "Idempotency-Key")] string? key, FeedbackService feedback, FeedbackAuthors authors, Viewers viewers, ICurrentUser user, CancellationToken cancel)
    {
        Idempotency.Check(key);
        if (body.Anonymous && key is { Length: > 0 and < ShortestAnonymousKey })
            throw new RuleException($"Zonder naam is een Idempotency-Key minstens {ShortestAnonymousKey} tekens lang: gebruik een UUID.", "Idempotency-Key");
        var told = new GiveFeedback
        {
            SubmissionKey = string.IsNullOrEmpty(key) ? NewId.Random() : FeedbackService.KeyOf(user.Id!, key, body.Anonymous),
            Author = await AuthorAsync(body, authors, viewers, cancel),
            Kind = Choices.Read<FeedbackKind>(body.Kind, "kind"),
            Description = body.Description,
            Remedy = body.Remedy,
            LifeDomain = body.LifeDomain,
            HeardFrom = Choices.Read<HeardFrom>(body.HeardFrom, "heardFrom"),
            Readers = Choices.Read<FeedbackReaders>(body.Readers, "readers") ?? FeedbackReaders.WhoCanHelp,
            AboutReference = body.AboutReference,
            AboutOrganisationId = body.AboutOrganisationId,
            AboutActionId = body.AboutActionId,
        };
        var given = await feedback.GiveAsync(told, cancel);
        if (!await feedback.IsFromAsync(told, given, cancel)) return Idempotency.Refused();
        var address = $"/volg/{given.Reference}";
        return TypedResults.Created(address, new CreatedFeedback(given.Id, given.Reference, given.ShortCode, given.Status, address));
    }

    private static async Task<FeedbackAuthor> AuthorAsync(NewFeedback body, FeedbackAuthors authors, Viewers viewers, CancellationToken cancel)
    {
        if (body.Anonymous) return FeedbackAuthor.Anonymous(Channel.Api);
        var mine = (await viewers.CurrentAsync(cancel)).OrganisationIds;
        return await authors.SignedInAsync(body.OrganisationId ?? (mine.Count == 1 ? mine[0] : null), Channel.Api, cancel);
    }
}

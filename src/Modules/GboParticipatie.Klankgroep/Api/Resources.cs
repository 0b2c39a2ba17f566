using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using GboParticipatie.Json;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Klankgroep.Api;

/// <summary>A group in the API.</summary>
/// <param name="Id">Key.</param>
/// <param name="Slug">Name in addresses.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">Kind, in the words of the field.</param>
/// <param name="Description">What it is for.</param>
/// <param name="AcceptsItems">True when it takes points and you may bring them, which a token does with the scope propose.</param>
/// <param name="IsMine">True when you sit in it or belong to a member organisation.</param>
public sealed record GroupResource(
    Guid Id, string Slug, string Name, [property: JsonConverter(typeof(CamelCase<GroupKind>))] GroupKind Kind, string Description, bool AcceptsItems, bool IsMine);

/// <summary>A meeting in the API.</summary>
/// <param name="Id">Key.</param>
/// <param name="GroupId">Whose.</param>
/// <param name="Group">Name of the group.</param>
/// <param name="Title">Title.</param>
/// <param name="Kind">Kind.</param>
/// <param name="State">How far it is.</param>
/// <param name="StartsAt">Start (UTC).</param>
/// <param name="EndsAt">End (UTC).</param>
/// <param name="Place">Where.</param>
/// <param name="VideoLink">Link to take part by video, for members of the group; or null.</param>
/// <param name="Url">Local address of its page.</param>
public sealed record SessionResource(
    Guid Id, Guid GroupId, string Group, string Title, [property: JsonConverter(typeof(CamelCase<SessionKind>))] SessionKind Kind,
    [property: JsonConverter(typeof(CamelCase<SessionState>))] SessionState State, DateTime StartsAt, DateTime EndsAt, string Place, string? VideoLink, string Url);

/// <summary>A point to bring. Values of choices are in camelCase.</summary>
public sealed record NewAgendaItem
{
    /// <summary>The group; see <c>GET /api/v1/groups</c>.</summary>
    [Required]
    public Guid GroupId { get; init; }

    /// <summary>One line; without description it is the description too. One of the two is needed.</summary>
    public string? Title { get; init; }

    /// <summary>Waar lopen mensen tegenaan?</summary>
    public string? Description { get; init; }

    /// <summary>Wat zou helpen?</summary>
    public string? Remedy { get; init; }

    /// <summary>For how many people: one, twoToFour, fiveToNine, tenToTwenty, twentyOneToFifty, moreThanFifty.</summary>
    [Choice<HeardFrom>]
    public string? HeardFrom { get; init; }

    /// <summary>Key of a life domain of the region.</summary>
    public string? LifeDomain { get; init; }

    /// <summary>withName (default), withoutName or coachOnly.</summary>
    [Choice<Visibility>]
    public string? Visibility { get; init; }

    /// <summary>The organisation you speak for; by default yours, when you belong to one.</summary>
    public Guid? OrganisationId { get; init; }
}

/// <summary>What came of bringing a point.</summary>
/// <param name="Id">Key.</param>
/// <param name="Reference">Number that people say aloud.</param>
/// <param name="ShortCode">With the number, it opens the point without an account.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Url">Local address to follow it.</param>
public sealed record CreatedAgendaItem(
    Guid Id, string Reference, string ShortCode, [property: JsonConverter(typeof(CamelCase<AgendaItemStatus>))] AgendaItemStatus Status, string Url);

/// <summary>A moment on a timeline in the API.</summary>
public sealed record TimelineResource(
    DateOnly On, [property: JsonConverter(typeof(CamelCase<TimelineKind>))] TimelineKind Kind, string Title, string? Text, bool HasHappened,
    [property: JsonConverter(typeof(CamelCase<Decision>))] Decision? Decision, string? WhatHappens, DateOnly? ByWhen);

/// <summary>A photo or file that was sent along with a point.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Its name for who brought it and for the coach; for others "Foto 1", because a name can give someone away.</param>
/// <param name="Type">Media type.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Href">Local address of the content.</param>
public sealed record FileResource(Guid Id, string Name, string Type, int Size, string Href);

/// <summary>A point in the API, as you may read it.</summary>
public sealed record AgendaItemResource
{
    /// <summary>Key.</summary>
    public required Guid Id { get; init; }

    /// <summary>Number that people say aloud.</summary>
    public required string Reference { get; init; }

    /// <summary>The group it was brought to.</summary>
    public required Guid GroupId { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Waar lopen mensen tegenaan?</summary>
    public required string Description { get; init; }

    /// <summary>Wat zou helpen?</summary>
    public string? Remedy { get; init; }

    /// <summary>Key of a life domain.</summary>
    public string? LifeDomain { get; init; }

    /// <summary>For how many people.</summary>
    [JsonConverter(typeof(CamelCase<HeardFrom>))]
    public HeardFrom? HeardFrom { get; init; }

    /// <summary>From whom, as others read it: an organisation, never a person.</summary>
    public required string From { get; init; }

    /// <summary>How far it is.</summary>
    [JsonConverter(typeof(CamelCase<AgendaItemStatus>))]
    public required AgendaItemStatus Status { get; init; }

    /// <summary>The same in plain Dutch, with the meeting or the body.</summary>
    public required string StatusText { get; init; }

    /// <summary>How many points about the same stand together with it: they go one way and get one answer.</summary>
    public int TogetherWith { get; init; }

    /// <summary>Number of the one among those that the meeting talks about, when it is another and you may read it; or null.</summary>
    public string? StandsWith { get; init; }

    /// <summary>Day it came in.</summary>
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>Day that counts now, or null.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Photos and files that were sent along.</summary>
    public IReadOnlyList<FileResource> Files { get; init; } = [];

    /// <summary>What happened, oldest first; then what comes next.</summary>
    public required IReadOnlyList<TimelineResource> Timeline { get; init; }

    internal static AgendaItemResource Of(PointView view) => new()
    {
        Id = view.Item.Id,
        Reference = view.Item.Reference,
        GroupId = view.Item.GroupId,
        Title = view.Item.Title,
        Description = view.Item.Description,
        Remedy = view.Item.Remedy,
        LifeDomain = view.Item.LifeDomain,
        HeardFrom = view.Item.HeardFrom,
        From = view.AuthorShown,
        Status = view.Root.Status,
        StatusText = view.StatusText,
        TogetherWith = view.Root.TogetherWith,
        StandsWith = view.RootReference,
        ReceivedOn = view.Item.ReceivedOn,
        DueOn = view.Root.DueOn,
        Timeline = [.. view.Timeline.Select(t => new TimelineResource(t.On, t.Kind, t.Title, t.Text, t.HasHappened, t.Decision, t.WhatHappens, t.ByWhen))],
    };
}

/// <summary>A question to a body in the API, and its answer.</summary>
public sealed record AnswerResource
{
    /// <summary>Key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The point.</summary>
    public required Guid AgendaItemId { get; init; }

    /// <summary>Number of the point.</summary>
    public required string Reference { get; init; }

    /// <summary>Title of the point; of a point for the coach alone: the neutral text.</summary>
    public required string Title { get; init; }

    /// <summary>What is asked, or null: the point is the question.</summary>
    public string? Question { get; init; }

    /// <summary>The group that must answer, or null.</summary>
    public Guid? GroupId { get; init; }

    /// <summary>The organisation that must answer, or null.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>Last day on which it is on time.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>True when that day has passed without an answer.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>How far it is.</summary>
    [JsonConverter(typeof(CamelCase<AnswerState>))]
    public required AnswerState State { get; init; }

    /// <summary>What the body decides, or null.</summary>
    [JsonConverter(typeof(CamelCase<Decision>))]
    public Decision? Decision { get; init; }

    /// <summary>Why, or null.</summary>
    public string? Why { get; init; }

    /// <summary>What happens, or null.</summary>
    public string? WhatHappens { get; init; }

    /// <summary>By when, or null.</summary>
    public DateOnly? ByWhen { get; init; }

    /// <summary>Raised at each change; send it back as <c>If-Match</c>.</summary>
    public required int Version { get; init; }

    internal static AnswerResource Of(Answer answer, DateOnly today) => new()
    {
        Id = answer.Id,
        AgendaItemId = answer.ItemId,
        Reference = answer.Item!.Reference,
        Title = answer.Item.Visibility == Visibility.CoachOnly ? answer.Question ?? "" : answer.Item.Title,
        Question = answer.Question,
        GroupId = answer.GroupId,
        OrganisationId = answer.OrganisationId,
        DueOn = answer.DueOn,
        IsOverdue = answer.IsOverdueOn(today),
        State = answer.State,
        Decision = answer.Decision,
        Why = answer.Why,
        WhatHappens = answer.WhatHappens,
        ByWhen = answer.ByWhen,
        Version = answer.Version,
    };
}

/// <summary>An answer to give.</summary>
public sealed record NewAnswer
{
    /// <summary>willDo, willDoPart, willNotDo, existsAlready or willFindOut.</summary>
    [Required, Choice<Decision>]
    public string? Decision { get; init; }

    /// <summary>Why, in plain words.</summary>
    [Required]
    public string? Why { get; init; }

    /// <summary>What happens; asked with willDo and willDoPart.</summary>
    public string? WhatHappens { get; init; }

    /// <summary>By when; asked with willDo, willDoPart and willFindOut.</summary>
    public DateOnly? ByWhen { get; init; }
}

using System.ComponentModel.DataAnnotations;
using GboParticipatie.Files;
using GboParticipatie.Json;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages;
using GboParticipatie.Klankgroep.Pages.Attachments;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Api;

/// <summary>The module's part of /api/v1.</summary>
internal static class Endpoints
{
    private const string ReadOne = "GetAgendaItem";

    // The longest texts of a point, in the widest letters that JSON can write, fit four times.
    private const long LargestBody = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").AddEndpointFilter<RuleProblems>().WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        api.MapGet("/groups", GroupsAsync).RequireAuthorization(new RequiresSignInAttribute()).WithMetadata(new RequiredScope(ApiScopes.Read))
            .WithName("ListGroups").WithTags("Groups").WithSummary("Groups: those that you can bring a point to come first, your own before others.");
        api.MapGet("/sessions", SessionsAsync).RequireAuthorization(new RequiresSignInAttribute()).WithMetadata(new RequiredScope(ApiScopes.Read))
            .WithName("ListSessions").WithTags("Sessions").WithSummary("Meetings that you may see, in order of time. Without from: those to come.");
        api.MapPost("/agenda-items", ProposeAsync).RequirePermission(Permissions.ProposeAgendaItem).WithMetadata(new RequiredScope(ApiScopes.Propose))
            .WithName("CreateAgendaItem").WithTags("Agenda items").WithSummary("Brings a point. Sent again with the same Idempotency-Key, the first point is returned; with another body it is refused.")
            .Produces<CreatedAgendaItem>(201).ProducesValidationProblem().ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        FeedbackEndpoint.Map(api);
        LedgerEndpoint.Map(api);
        api.MapGet("/agenda-items/{id:guid}", ItemAsync).RequireAuthorization(new RequiresSignInAttribute()).WithMetadata(new RequiredScope(ApiScopes.Read))
            .WithName(ReadOne).WithTags("Agenda items").WithSummary("A point that you may read, with its timeline.").Produces<AgendaItemResource>().Produces(304).ProducesProblem(404);
        api.MapGet("/agenda-items/{id:guid}/files/{file:guid}", FileAsync).RequireAuthorization(new RequiresSignInAttribute()).WithMetadata(new RequiredScope(ApiScopes.Read))
            .WithName("GetAgendaItemFile").WithTags("Agenda items").WithSummary("The content of a file of a point that you may read.").Produces<FileContentHttpResult>(200, "application/octet-stream").ProducesProblem(404);
        api.MapGet("/answers", AnswersAsync).RequireAuthorization(new RequiresSignInAttribute()).WithMetadata(new RequiredScope(ApiScopes.Read))
            .WithName("ListAnswers").WithTags("Answers").WithSummary("Questions that you may answer, the first due first: state open, overdue or answered.");
        api.MapPost("/answers/{id:guid}", GiveAsync).RequirePermission(Permissions.GiveAnswer).WithMetadata(new RequiredScope(ApiScopes.Answer))
            .WithName("GiveAnswer").WithTags("Answers").WithSummary("Answers for a body that you sit in. Sent again with an Idempotency-Key, the answer that was given is returned.")
            .ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
    }

    private static async Task<Ok<List<GroupResource>>> GroupsAsync(GroupService groups, Viewers viewers, ICurrentUser user, CancellationToken cancel)
    {
        var all = await groups.ListAsync(await viewers.CurrentAsync(cancel), cancel);
        var mayBring = await user.HasAsync(Permissions.ProposeAgendaItem);
        var sorted = all.Select(g => new GroupResource(g.Id, g.Slug, g.Name, g.Kind, g.Description, mayBring && g.AcceptsItems, g.IsMine))
            .OrderByDescending(g => g.AcceptsItems).ThenByDescending(g => g.IsMine);
        return TypedResults.Ok(sorted.ToList());
    }

    private static async Task<Ok<List<SessionResource>>> SessionsAsync(
        GboDbContext db, Viewers viewers, TimeProvider time, HttpContext http, DateOnly? from, DateOnly? to, Guid? group, int page = 1, int pageSize = 50, CancellationToken cancel = default)
    {
        var viewer = await viewers.CurrentAsync(cancel);
        var sessions = db.Set<Session>().AsNoTracking().Where(SessionAccess.ReadableBy(viewer));
        var start = BrusselsTime.StartOfDay(InReach(from ?? BrusselsTime.Today(time)));
        sessions = sessions.Where(s => s.EndsAt > start);
        if (to is { } last)
        {
            var end = BrusselsTime.StartOfDay(InReach(last).AddDays(1));
            sessions = sessions.Where(s => s.StartsAt < end);
        }

        if (group is { } id) sessions = sessions.Where(s => s.GroupId == id);
        var found = await Paging.TakeAsync(sessions.OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Select(s => new { Session = s, Group = s.Group!.Name }), http, page, pageSize, cancel);
        return TypedResults.Ok(found.Select(f => new SessionResource(
            f.Session.Id, f.Session.GroupId, f.Group, f.Session.Title, f.Session.Kind, f.Session.State, f.Session.StartsAt, f.Session.EndsAt,
            f.Session.Place, MayJoin(viewer, f.Session) ? f.Session.VideoLink : null, $"/bijeenkomsten/{f.Session.Id}")).ToList());
    }

    // As on the page of the meeting: the link to take part is for the members.
    private static bool MayJoin(Viewer viewer, Session session) => viewer.ReadsAll || viewer.GroupIds.Contains(session.GroupId);

    // Days that are so far away that no time of day fits in them.
    private static DateOnly InReach(DateOnly day) => day.Year < 1900 ? new DateOnly(1900, 1, 1) : day.Year > 9000 ? new DateOnly(9000, 1, 1) : day;

    private static async Task<Results<CreatedAtRoute<CreatedAgendaItem>, ProblemHttpResult>> ProposeAsync(
        NewAgendaItem body, [FromHeader(Name = "Idempotency-Key")] string? key, AgendaItemService points, ProposalAuthors authors, Viewers viewers, PublicLimits limits, ICurrentUser user, IStringLocalizer<Startup> S, HttpContext http, CancellationToken cancel)
    {
        Idempotency.Check(key);
        var mine = (await viewers.CurrentAsync(cancel)).OrganisationIds;
        var organisation = body.OrganisationId ?? (mine.Count == 1 ? mine[0] : null);
        var proposal = new ProposeAgendaItem
        {
            SubmissionKey = string.IsNullOrEmpty(key) ? NewId.Random() : AgendaItemService.KeyOf(user.Id!, key),
            GroupId = body.GroupId,
            Author = await authors.SignedInAsync(body.GroupId, organisation, null, Channel.Api, cancel),
            Title = body.Title,
            Description = body.Description ?? body.Title ?? "",
            Remedy = body.Remedy,
            LifeDomain = body.LifeDomain,
            HeardFrom = Choices.Read<HeardFrom>(body.HeardFrom, "heardFrom"),
            Visibility = Choices.Read<Visibility>(body.Visibility, "visibility") ?? Visibility.WithName,
        };
        var item = await points.FindBySubmissionAsync(proposal.SubmissionKey, cancel);
        if (item is null && !limits.AllowsPoint(user.Id!)) return TooMany.Refused(http, S["Je verstuurde net heel veel punten. Wacht een kwartier en probeer het dan opnieuw."]);
        item ??= await points.ProposeAsync(proposal, cancel);
        if (!await points.IsFromAsync(proposal, item, cancel)) return Idempotency.Refused();
        return TypedResults.CreatedAtRoute(new CreatedAgendaItem(item.Id, item.Reference, item.ShortCode, item.Status, $"/volg/{item.Reference}"), ReadOne, new { id = item.Id });
    }

    private static async Task<IResult> ItemAsync(Guid id, AgendaItemService points, TimelineService timelines, IFileStore files, Viewers viewers, HttpContext http, IStringLocalizer<Startup> S, CancellationToken cancel)
    {
        var viewer = await viewers.CurrentAsync(cancel);
        var item = await points.FindAsync(id, cancel);
        if (item is null || !AgendaItemAccess.MayRead(viewer, item)) throw new NotFoundException("Dit punt bestaat niet, of je mag het niet lezen.");
        var knowsNames = KnowsNames(viewer, item);
        return Tagged.Json(http, AgendaItemResource.Of(await timelines.ReadAsync(item, viewer, isAuthor: false, cancel)) with
        {
            Files = [.. (await files.ListAsync(id, cancel: cancel)).Select(f => new FileResource(
                f.Id, knowsNames ? f.Name : f.NameForOthers(S), f.Kind.MediaType(), f.Size, $"/api/v1/agenda-items/{id}/files/{f.Id}"))],
        });
    }

    private static async Task<IResult> FileAsync(Guid id, Guid file, AgendaItemService points, PointFiles pointFiles, IFileStore files, Viewers viewers, HttpContext http, IStringLocalizer<Startup> S, CancellationToken cancel)
    {
        var viewer = await viewers.CurrentAsync(cancel);
        if (await points.FindAsync(id, cancel) is not { } item || !AgendaItemAccess.MayRead(viewer, item) || await files.FindAsync(id, file, cancel) is not { } found)
            throw new NotFoundException("Dit bestand bestaat niet, of je mag het niet lezen.");
        await pointFiles.NoteReadAsync(item, found, viewer.PersonId is { } person && item.AuthorPersonId == person, cancel);
        return FileEndpoints.Give(http, files, found, KnowsNames(viewer, item) ? found.Name : FileEndpoints.NameFor(found, item.Reference, S), show: false);
    }

    // To others the name of a file can give away who sent it.
    private static bool KnowsNames(Viewer viewer, AgendaItem item) => viewer.ReadsAll || (viewer.PersonId is { } person && item.AuthorPersonId == person);

    private static async Task<Ok<List<AnswerResource>>> AnswersAsync(
        GboDbContext db, Viewers viewers, TimeProvider time, HttpContext http, [AllowedValues("open", "overdue", "answered")] string state = "open", int page = 1, int pageSize = 50, CancellationToken cancel = default)
    {
        var viewer = await viewers.CurrentAsync(cancel);
        var today = BrusselsTime.Today(time);
        var answers = db.Set<Answer>().AsNoTracking().Include(a => a.Item).Where(AgendaItemAccess.AnswerableBy(viewer));
        answers = state switch
        {
            "open" => answers.Where(a => a.State == AnswerState.Asked).OrderBy(a => a.DueOn).ThenBy(a => a.Id),
            "overdue" => answers.Where(a => a.State == AnswerState.Asked && a.DueOn < today).OrderBy(a => a.DueOn).ThenBy(a => a.Id),
            "answered" => answers.Where(a => a.State == AnswerState.Answered).OrderByDescending(a => a.AnsweredAt).ThenBy(a => a.Id),
            _ => throw new RuleException("Gebruik open, overdue of answered.", "state"),
        };
        var found = await Paging.TakeAsync(answers, http, page, pageSize, cancel);
        return TypedResults.Ok(found.Select(a => AnswerResource.Of(a, today)).ToList());
    }

    private static async Task<Results<Ok<AnswerResource>, ProblemHttpResult>> GiveAsync(
        Guid id, NewAnswer body, [FromHeader(Name = "If-Match")] string? ifMatch, [FromHeader(Name = "Idempotency-Key")] string? key,
        AnswerService answers, Viewers viewers, TimeProvider time, CancellationToken cancel)
    {
        Idempotency.Check(key);
        var viewer = await viewers.CurrentAsync(cancel);
        var answer = await answers.FindAsync(id, cancel);
        if (answer is null || !AgendaItemAccess.MayAnswer(viewer, answer)) throw new NotFoundException("Deze vraag bestaat niet, of je mag ze niet beantwoorden.");
        var given = new GiveAnswer
        {
            AnswerId = id,
            Decision = Choices.Read<Decision>(body.Decision, "decision"),
            Why = body.Why ?? "",
            WhatHappens = body.WhatHappens,
            ByWhen = body.ByWhen,
            AnsweredByPersonId = viewer.PersonId,
            Version = Tagged.VersionOf(ifMatch),
        };
        try
        {
            await answers.GiveAsync(given, cancel);
        }
        catch (RuleException problem)
        {
            // Sent again: what was given the first time follows.
            var isRepeated = !string.IsNullOrEmpty(key) && await answers.IsGivenAsync(given, cancel);
            if (!isRepeated && problem is ChangedMeanwhileException && given.Version is not null)
                return TypedResults.Problem(problem.Message, statusCode: StatusCodes.Status412PreconditionFailed);
            if (!isRepeated) throw;
        }

        return TypedResults.Ok(AnswerResource.Of((await answers.FindAsync(id, cancel))!, BrusselsTime.Today(time)));
    }
}

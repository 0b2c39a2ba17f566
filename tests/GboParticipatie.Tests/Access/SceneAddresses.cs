using System.Text.RegularExpressions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Services.Calendars;
using GboParticipatie.Notifications.Services.Digests;
using GboParticipatie.Tests.Web;
using GboParticipatie.Users;
using GboParticipatie.Workflows.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace GboParticipatie.Tests.Access;

/// <summary>Every address of the site that can be asked for, with the keys of what there is in the scene.</summary>
internal static partial class SceneAddresses
{
    /// <summary>The route of each page and download, and an address of it.</summary>
    public static async Task<List<(string Route, string Address)>> AllAsync(AccessScene scene)
    {
        var values = await ValuesAsync(scene);
        var all = (await SitePages.PagesAsync(scene.Site.Services)).Select(p => (Route: "/" + p.AttributeRouteInfo!.Template, Place: p.ShortName())).ToList();
        all.AddRange(from endpoint in scene.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     where endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null
                     where endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
                     let route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
                     where !route.StartsWith("/test/", StringComparison.Ordinal) && !IsAsset(endpoint)
                     select (route, route));
        return [.. all.DistinctBy(a => a.Route).Select(a => (ShownAs(a.Place, a.Route), Parameter().Replace(a.Route, match => values(a.Place, match.Groups["name"].Value))))];
    }

    /// <summary>A route as it stands in the tables.</summary>
    /// <param name="place">Short name of the page.</param>
    /// <param name="route">Its template, from the slash on.</param>
    public static string ShownAs(string place, string route) => place == "Follow/Feedback" ? "/volg/FB-{number}" : Parameter().Replace(route, "{${name}}");

    // Style, script, fonts and pictures: hundreds of addresses, one rule.
    private static bool IsAsset(RouteEndpoint endpoint) => endpoint.Metadata.Any(m => m.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal));

    private static async Task<Func<string, string, string>> ValuesAsync(AccessScene scene)
    {
        var member = await scene.PersonAsync(AccessScene.Member);
        var organisation = await scene.Site.UseAsync((GboDbContext db) => db.Set<Organisation>().OrderBy(o => o.Slug).FirstAsync());
        var municipality = await scene.Site.UseAsync((GboDbContext db) => db.Set<Municipality>().Select(m => m.Id).FirstAsync());
        var workflow = await scene.Site.UseAsync((GboDbContext db) => db.Set<WorkflowTypeRecord>().OrderBy(w => w.Id).Select(w => w.Id).FirstAsync());
        var group = await scene.Site.UseAsync((GboDbContext db) => db.Set<GboParticipatie.Klankgroep.Models.Group>().SingleAsync(g => g.Slug == "overkoepelende-klankgroep"));
        var user = (await scene.Site.UseAsync((IUserDirectory u) => u.FindByEmailAsync(AccessScene.Author)))!.Id;
        var signal = await scene.Site.UseAsync((SignalLinks l) => l.ToAnswerAsync(organisation.Id));
        await scene.Site.UseAsync((SignalBundles b) => b.SendAsync(organisation.Id, [scene.ToldWithoutName.Id]));
        var links = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Digests/Preference"] = await scene.LinkAsync((DigestPreferences p) => p.Url(scene.Asked.GroupId!.Value, member)),
            ["Invitations/Reply"] = await scene.LinkAsync((InvitationLinks l) => l.ToReply(scene.Invited.Id, scene.Invited.LinkVersion)),
            ["Attendance/Index"] = await scene.LinkAsync((AttendanceLinks l) => l.ToCheckIn(scene.Meeting.Id)),
            ["Signals/Index"] = signal,
            ["Signals/Answer"] = signal,
            ["Propose/GroupLink"] = await scene.Site.GroupLinkAsync(),
            ["AnswerQuestion/Question"] = await scene.LinkAsync((PointLinks l) => l.ToAnswer(scene.Asked, member)),
            ["/antwoord/{token}/bestanden/{id:guid}"] = await scene.LinkAsync((PointLinks l) => l.ToAnswer(scene.Asked, member)),
            ["/kalender/{token}.ics"] = await scene.Site.UseAsync((CalendarFeeds f) => f.RenewAsync(user, TestContext.Current.CancellationToken)),
        };
        return (place, name) => name switch
        {
            "token" => links.TryGetValue(place, out var link) ? link.Split('/')[^1] : "verzonnen",
            "slug" => place.StartsWith("SignalBundle", StringComparison.Ordinal) ? organisation.Slug : group.Slug,
            "reference" => place == "Follow/Feedback" ? scene.Told.Reference : scene.Open.Reference,
            "what" => "duidelijk",
            "sheet" => "agenda",
            "colour" => "1f5f5b",
            "documentName" => "v1",
            "file" => scene.FileOfOpen.ToString(),
            "invitationId" => scene.Invited.Id.ToString(),
            "answerId" => scene.Asked.Id.ToString(),
            "item" => scene.Open.Id.ToString(),
            "run" => Guid.Empty.ToString(),
            "key" => KeyOf(scene, place),
            "id" => IdOf(scene, place, organisation.Id, municipality, member, workflow),
            _ => throw new InvalidOperationException($"{place}: what to put for {name}?"),
        };
    }

    private static string KeyOf(AccessScene scene, string place) => place switch
    {
        "Propose/Resume" => scene.Draft.Id.ToString(),
        "DeskFeedback/Detail" => scene.Told.Id.ToString(),
        "DeskPoints/Detail" => scene.Open.Id.ToString(),
        _ => Guid.Empty.ToString(),
    };

    private static string IdOf(AccessScene scene, string place, Guid organisation, Guid municipality, Guid person, string workflow) => place.Split('/') switch
    {
        ["Workflows", ..] or ["", "api", "v1", "workflows", ..] => workflow,
        ["Mail", ..] or ["", "beheer", "mail", ..] => scene.Mail.ToString(),
        ["Digests", ..] => scene.Digest.ToString(),
        ["Letters", ..] => scene.Task.ToString(),
        ["DeskActions", ..] => scene.Action.Id.ToString(),
        ["DeskAnswers", ..] or ["", "api", "v1", "answers", ..] => scene.Asked.Id.ToString(),
        ["Signals", ..] => scene.ToldWithoutName.Id.ToString(),
        ["DeskPoints" or "DeskPointFiles" or "DeskNeutral" or "DeskSplit" or "DeskBehalf", ..] or ["", "api", "v1", "agenda-items", ..] => scene.Open.Id.ToString(),
        ["DeskMeetings" or "DeskAttendance" or "DeskLines" or "DeskReport" or "DeskPrint" or "Meetings", ..] or ["", "bijeenkomsten", ..] => scene.Meeting.Id.ToString(),
        ["NetworkOrganisations", ..] => organisation.ToString(),
        ["NetworkMunicipalities", ..] => municipality.ToString(),
        ["NetworkPeople", ..] => person.ToString(),
        // A list that was read in.
        ["NetworkFiles", ..] => Guid.Empty.ToString(),
        ["", "punt", "bestanden", ..] => scene.DraftFile.ToString(),
        ["", "volg", ..] or ["", "antwoord", ..] => scene.FileOfOpen.ToString(),
        _ => throw new InvalidOperationException($"{place}: which record?"),
    };

    [GeneratedRegex(@"\{(?<name>\w+)[^{}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}

using System.Text.Json.Nodes;
using GboParticipatie.Recipes;
using GboParticipatie.Workflows;
using GboParticipatie.Workflows.Definitions;
using GboParticipatie.Workflows.Models;
using GboParticipatie.Workflows.Services;
using static GboParticipatie.Tests.Workflows.Define;

namespace GboParticipatie.Tests.Workflows;

public sealed class DefinitionTests(DatabaseFixture databases)
{
    private static readonly WorkflowType Good = OnPoint([Mail()], "start Done mail");

    [Theory, AllDatabases]
    public async Task Saving_the_same_definition_makes_no_new_version(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);

        await kit.SaveAsync(Good);
        await kit.SaveAsync(Good with { Name = "Een andere naam", IsEnabled = false });
        await kit.SaveAsync(OnPoint([Mail(), Step("log", "Log", """{ "Text": "x" }""")], "start Done mail", "mail Done log"));

        Assert.Equal([1, 2], await kit.Site.DataAsync(db => db.Set<WorkflowTypeVersion>().OrderBy(v => v.Number).Select(v => v.Number).ToListAsync()));
    }

    [Theory, AllDatabases]
    public async Task What_runs_finishes_on_its_version_and_what_starts_takes_the_new_one(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(OnPoint([Step("wait", "Wait", """{ "Duration": "P1D" }"""), Step("old", "Log", """{ "Text": "old" }""")], "start Done wait", "wait Done old"));
        await kit.ProposeAsync();

        await kit.SaveAsync(OnPoint([Step("new", "Log", """{ "Text": "new" }""")], "start Done new"));
        await kit.ProposeAsync();
        await kit.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal(["new:Done", "old:Done", "start:Done", "start:Done", "wait:Done"], (await kit.TraceAsync()).Order(StringComparer.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task A_type_that_is_off_starts_nothing_and_lets_finish_what_runs(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(OnPoint([Step("wait", "Wait", """{ "Duration": "P1D" }"""), Step("effect", "Effect")], "start Done wait", "wait Done effect"));
        await kit.ProposeAsync();

        await kit.Site.UseAsync<WorkflowTypeService>(s => s.SetEnabledAsync("test", false, CancellationToken.None));
        await kit.ProposeAsync();
        await kit.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal(WorkflowState.Completed, (await kit.RunAsync()).State);
        Assert.Equal(1, await kit.CountAsync("effect-"));
    }

    [Theory, AllDatabases]
    public async Task A_start_whose_condition_does_not_hold_leaves_nothing(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(Type([Step("start", nameof(TestPointProposed), """{ "Condition": "point.heardFrom > 10" }""", isStart: true), Step("effect", "Effect")], "start Done effect"));

        await kit.ProposeAsync(new TestPoint { HeardFrom = 3 });
        await kit.ProposeAsync(new TestPoint { HeardFrom = 30 });

        await kit.RunAsync();
        Assert.Equal(1, await kit.CountAsync("effect-"));
    }

    [Theory, AllDatabases]
    public async Task A_condition_chooses_the_way(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(OnPoint(
            [Step("many", "IfElse", """{ "Condition": "point.heardFrom >= 5" }"""), Step("yes", "Log", """{ "Text": "yes" }"""), Step("stop", "End")],
            "start Done many", "many True yes", "many False stop"));

        await kit.ProposeAsync();

        Assert.Equal(["start:Done", "many:True", "yes:Done"], await kit.TraceAsync());
    }

    [Theory, AllDatabases]
    public async Task A_mail_is_filled_in_for_its_recipient_and_goes_once_though_its_step_is_tried_twice(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(OnPoint([Mail(), Step("effect", "Effect")], "start Done mail", "start Done effect"));
        kit.Points.FailTimes = 1;

        await kit.ProposeAsync();
        await kit.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await kit.CountAsync("mail-"));
        var mail = Assert.Single(kit.Points.Offered.DistinctBy(m => m.Key));
        Assert.Equal(("organisatie@zolim.example", "Fatima", "Je punt is goed aangekomen"), (mail.To, mail.ToName, mail.Subject));
        Assert.Equal("Dag Fatima,\n\nWe kregen: De bus rijdt niet op zondag", mail.Body);
        Assert.EndsWith("?voor=person:1", mail.ActionUrl, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Who_takes_no_mail_is_told_another_way(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(OnPoint([Mail(), Step("call", "Log", """{ "Text": "call" }""")], "start Done mail", "mail NoAddress call"));

        await kit.ProposeAsync(new TestPoint { AuthorEmail = null });

        Assert.Equal(["start:Done", "mail:Done, NoAddress", "call:Done"], await kit.TraceAsync());
        Assert.Equal(0, await kit.CountAsync("mail-"));
    }

    [Theory, AllDatabases]
    public async Task A_timer_starts_at_its_time_in_Brussels_and_makes_up_a_missed_one_once(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await using var other = kit.Another();
        await kit.SaveAsync(Type([Step("start", "TimerEvent", """{ "CronExpression": "0 8 * * 1-5" }""", isStart: true), Step("effect", "Effect")], "start Done effect"));

        // Now it is Sunday at 9 in Brussels; Monday at 8 there is 7 UTC.
        await kit.PassAsync(TimeSpan.FromHours(23) - TimeSpan.FromSeconds(1));
        Assert.Empty(await kit.RunsAsync());
        await kit.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Single(await kit.RunsAsync());
        kit.Site.Time.Advance(TimeSpan.FromDays(3));
        await Task.WhenAll(kit.RunDueAsync(), other.RunDueAsync());
        await kit.RunDueAsync();

        Assert.Equal(2, (await kit.RunsAsync()).Count);
        Assert.Equal(2, await kit.CountAsync("effect-"));
    }

    [Theory, AllDatabases]
    public async Task A_person_can_start_what_may_be_started_by_hand(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(Type([Step("start", "ManualStart", isStart: true), Step("effect", "Effect")], "start Done effect"));
        await kit.SaveAsync(Good with { WorkflowTypeId = "other" });

        await kit.Site.UseAsync<WorkflowTypeService>(async s => await s.StartAsync("test", CancellationToken.None));
        await kit.Site.DrainAsync();

        Assert.Equal(1, await kit.CountAsync("effect-"));
        await Assert.ThrowsAsync<RuleException>(() => kit.Site.UseAsync<WorkflowTypeService>(s => s.StartAsync("other", CancellationToken.None)));
    }

    [Theory, AllDatabases]
    public async Task A_recipe_that_is_applied_again_changes_nothing_not_even_what_an_administrator_changed(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        var json = JsonNode.Parse(WorkflowTypeJson.Write(Good))!;
        await kit.ApplyRecipeAsync(json);
        await kit.Site.UseAsync<WorkflowTypeService>(s => s.SetEnabledAsync("test", false, CancellationToken.None));

        await kit.ApplyRecipeAsync(json);
        var type = await kit.Site.DataAsync(db => db.Set<WorkflowTypeRecord>().SingleAsync());
        Assert.False(type.IsEnabled);
        json["Name"] = "Nieuwe naam";
        await kit.ApplyRecipeAsync(json);

        type = await kit.Site.DataAsync(db => db.Set<WorkflowTypeRecord>().SingleAsync());
        Assert.Equal((true, "Nieuwe naam"), (type.IsEnabled, type.Name));
        Assert.Equal(1, await kit.Site.DataAsync(db => db.Set<WorkflowTypeVersion>().CountAsync()));
    }

    [Fact]
    public async Task A_definition_is_told_as_a_list_that_people_can_read()
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, Db.Sqlite);
        var definition = OnPoint(
            [Step("if", "IfElse", """{ "Condition": "point.heardFrom >= 5 and point.state != 'Answered' and not (point.title contains 'and')" }"""), Mail(), Step("answer", "WaitForEvent", """{ "Events": "TestPointAnswered", "Until": "point.dueOn", "OffsetWorkingDays": -1 }""")],
            "start Done if", "if True mail", "if False answer", "mail Done answer");

        var steps = await kit.Site.UseAsync<DefinitionText, IReadOnlyList<StepText>>(text => Task.FromResult(text.Describe(definition)));

        Assert.Equal(
        [
            "Er komt een punt binnen",
            "Kijk of dit klopt: van hoeveel mensen >= 5 en status ≠ \"Beantwoord\" en niet (titel bevat 'and')",
            "Stuur een mail aan wie het bracht: Je punt is goed aangekomen",
            "Wacht op \"Er komt een antwoord\", hoogstens tot 1 werkdag voor tegen wanneer",
        ], steps.Select(s => s.Text));
        Assert.Equal([("Als het klopt", 3), ("Als het niet klopt", 4)], steps[1].Next);
    }

    [Fact]
    public async Task The_input_of_a_step_is_told_in_words()
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, Db.Sqlite);
        var wait = Step("wait", "WaitForEvent", """{ "Events": ["TestPointAnswered"], "Duration": "P2D" }""");

        var (mail, waits) = await kit.Site.UseAsync<DefinitionText, (IReadOnlyList<(string, string)>, IReadOnlyList<(string, string)>)>(
            text => Task.FromResult((text.Settings(Mail()), text.Settings(wait))));

        Assert.Equal(
        [
            ("Aan", "wie het bracht"), ("Onderwerp", "Je punt is goed aangekomen"),
            ("Tekst", "Dag [naam van wie het krijgt],\n\nWe kregen: [titel]"), ("Tekst van de knop", "Bekijk"), ("Adres van de knop", "[link]"),
        ], mail);
        Assert.Contains(waits, s => s.Item2 == "\"Er komt een antwoord\"");
        Assert.Contains(("Hoe lang", "2 dagen"), waits);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { """{ "Activities": [] }""", "Er is geen begin" },
        { """{ "Activities": [@mail] }""", "Er is geen begin" },
        { """{ "Activities": [@start, { "ActivityId": "x", "Name": "SendMail" }], "Transitions": [@to-x] }""", "Stap \"x\" (SendMail): soort stap of gebeurtenis bestaat niet. Bedoel je \"SendEmail\"?" },
        { """{ "Activities": [@start, @mail, @mail] }""", "Stap \"mail\" staat er meer dan één keer" },
        { """{ "Activities": [@start, @mail] }""", "Stap \"mail\" (SendEmail): hier komt het nooit" },
        { """{ "Activities": [@start, @mail], "Transitions": [{ "SourceActivityId": "start", "SourceOutcomeName": "Klaar", "DestinationActivityId": "mail" }] }""", "Stap \"start\" (TestPointProposed): uitkomst \"Klaar\" bestaat niet (wel: Done)" },
        { """{ "Activities": [@start], "Transitions": [@to-x] }""", "naar stap \"x\", die niet bestaat" },
        { """{ "Activities": [{ "ActivityId": "start", "Name": "PointProposed", "IsStart": true }] }""", "Stap \"start\" (PointProposed): soort stap of gebeurtenis bestaat niet" },
        { """{ "Activities": [@start, { "ActivityId": "x", "Name": "TestPointMoved" }], "Transitions": [@to-x] }""", "een gebeurtenis kan alleen het begin zijn" },
        { """{ "Activities": [@start, { "ActivityId": "x", "Name": "SendEmail", "IsStart": true }] }""", "hiermee kan niets beginnen" },
        { """{ "Activities": [@start, @x(SendEmail | "To": "author", "Subject": "Dag")], "Transitions": [@to-x] }""", "Stap \"x\" (SendEmail): eigenschap \"Body\" ontbreekt" },
        { """{ "Activities": [@start, @x(SendEmail | "To": "author", "Subject": "Dag", "Body": "", "Cc": "y")], "Transitions": [@to-x] }""", "eigenschap \"Cc\" bestaat niet" },
        { """{ "Activities": [@start, @x(SendEmail | "To": "autor", "Subject": "Dag", "Body": "b")], "Transitions": [@to-x] }""", "ontvanger \"autor\" bestaat niet (wel: " },
        { """{ "Activities": [@start, @x(SendEmail | "To": "role:Baas", "Subject": "Dag", "Body": "b")], "Transitions": [@to-x] }""", "rol \"Baas\" bestaat niet" },
        { """{ "Activities": [@start, @x(SendEmail | "To": "role", "Subject": "Dag", "Body": "b")], "Transitions": [@to-x] }""", "na \"role\" hoort een dubbele punt" },
        { """{ "Activities": [@start, @x(SendEmail | "To": 3, "Subject": "Dag", "Body": "b")], "Transitions": [@to-x] }""", "To: dit is geen tekst" },
        { """{ "Activities": [@start, @x(SendEmail | "To": "author", "Subject": "{{ point.titel }}", "Body": "b")], "Transitions": [@to-x] }""", "Stap \"x\" (SendEmail): Subject: Veld \"point.titel\" bestaat hier niet. Bedoel je \"point.title\"?" },
        { """{ "Activities": [@start, @x(IfElse | "Condition": "point.heardFrom = 3")], "Transitions": [@to-x] }""", "Stap \"x\" (IfElse): Condition: Schrijf ==" },
        { """{ "Activities": [@start, @x(Wait | "Duration": "3 dagen")], "Transitions": [@to-x] }""", "\"3 dagen\" is geen duur" },
        { """{ "Activities": [@start, @x(Wait | "Until": "point.dueOn", "OffsetWorkingDays": 99999999)], "Transitions": [@to-x] }""", "OffsetWorkingDays ligt tussen -2000 en 2000" },
        { """{ "Activities": [@start, @x(Wait | "Until": "point.dueOn", "OffsetWorkingDays": -2001)], "Transitions": [@to-x] }""", "OffsetWorkingDays ligt tussen -2000 en 2000" },
        { """{ "Activities": [@start, @x(Wait | "Until": "point.dueOn", "OffsetDays": 99999999)], "Transitions": [@to-x] }""", "OffsetDays ligt tussen -2000 en 2000" },
        { """{ "Activities": [@start, @x(WaitForEvent | "Events": ["TestPointAnswered"], "Until": "point.dueOn", "OffsetDays": -99999999)], "Transitions": [@to-x] }""", "OffsetDays ligt tussen -2000 en 2000" },
        { """{ "Activities": [@start, @x(Wait | "At": "08:00")], "Transitions": [@to-x] }""", "geef Duration, WorkingDays of Until" },
        { """{ "Activities": [@start, @x(Wait | "Until": "point.title")], "Transitions": [@to-x] }""", "veld \"point.title\" is van de soort Text" },
        { """{ "Activities": [@start, @x(WaitForEvent | "Events": ["Answered"])], "Transitions": [@to-x] }""", "gebeurtenis \"Answered\" bestaat niet" },
        { """{ "Activities": [{ "ActivityId": "start", "Name": "TimerEvent", "IsStart": true, "Properties": { "CronExpression": "elke dag" } }] }""", "geen cron-uitdrukking" },
        { """{ "Activities": [{ "ActivityId": "start", "Name": "ManualStart", "IsStart": true }, @x(SendEmail | "To": "author", "Subject": "Dag", "Body": "b")], "Transitions": [@to-x] }""", "\"author\" is er niet bij een begin zonder gebeurtenis" },
        { """{ "Activities": [@start], "Steps": [] }""", "heeft niet de juiste vorm" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_recipe_with_a_wrong_definition_is_refused_and_says_where_and_why(string json, string reason)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, Db.Sqlite);

        var problem = await Assert.ThrowsAsync<RecipeException>(() => kit.ApplyRecipeAsync(Expand(json)));

        Assert.Contains("stap 3 (WorkflowType)", problem.Message, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, await kit.Site.DataAsync(db => db.Set<WorkflowTypeRecord>().CountAsync()));
    }

    private static JsonNode Expand(string json)
    {
        json = System.Text.RegularExpressions.Regex.Replace(json, @"@x\((?<name>\w+) \| (?<properties>.*?)\)\]", """{ "ActivityId": "x", "Name": "${name}", "Properties": { ${properties} } }]""",
            System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        json = json.Replace("@start", """{ "ActivityId": "start", "Name": "TestPointProposed", "IsStart": true }""", StringComparison.Ordinal)
            .Replace("@mail", """{ "ActivityId": "mail", "Name": "SendEmail", "Properties": { "To": "author", "Subject": "s", "Body": "b" } }""", StringComparison.Ordinal)
            .Replace("@to-x", """{ "SourceActivityId": "start", "SourceOutcomeName": "Done", "DestinationActivityId": "x" }""", StringComparison.Ordinal);
        var node = (JsonObject)JsonNode.Parse(json)!;
        node["WorkflowTypeId"] = "test";
        node["Name"] = "Test";
        return node;
    }
}

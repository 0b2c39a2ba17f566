using System.Text.Json.Nodes;

namespace GboParticipatie.Tests.Crash;

/// <summary>What a site says on its very first start, as whoever collects its log receives it.</summary>
[Collection("Crash")]
public sealed class FirstStartLogTests(DatabaseFixture databases)
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task All_that_a_first_start_logs_is_a_line_of_JSON_and_none_of_it_a_failure(Db kind)
    {
        var database = await databases.CreateEmptyAsync(kind);
        await using var site = SiteProcess.Ours(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Gbo__Region"] = "zolim",
            ["Gbo__AppData"] = TestFolder.Create("first-start"),
            ["Gbo__BackgroundTasks"] = "false",
            ["ConnectionStrings__Gbo"] = database.ConnectionString,
        });

        await site.StartAsync(TestContext.Current.CancellationToken);

        var lines = site.LastLines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(IsLog).ToList();
        Assert.Contains(lines, l => l.Contains("Applying 1 migrations", StringComparison.Ordinal));
        Assert.All(lines, line =>
        {
            var level = (string?)JsonNode.Parse(line)!["LogLevel"];
            Assert.False(level is "Error" or "Critical", line);
        });
    }

    // The command says on standard output where the site is: that is no log.
    private static bool IsLog(string line) => !line.StartsWith("De site staat op ", StringComparison.Ordinal);
}

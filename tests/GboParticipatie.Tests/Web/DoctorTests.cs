using GboParticipatie.Data.Audit;
using GboParticipatie.Web.CommandLine;
using GboParticipatie.Web.Health;
using GboParticipatie.Web.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GboParticipatie.Tests.Web;

/// <summary>What the doctor prints and the exit status say the same: 1 where it prints FOUT, else 0.</summary>
public sealed class DoctorTests(DatabaseFixture databases)
{
    private static readonly string[] Verdicts = ["Alles is in orde.", "De site werkt. Kijk na waar \"let op\" staat.", "Er is iets mis: kijk na waar FOUT staat."];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task All_is_well_with_status_0(Db kind)
    {
        var (status, output) = await LookAsync(await HostAsync(kind));

        Assert.Equal((0, Verdicts[0]), (status, output[^1]));
        Assert.All(output[1..^1], line => Assert.StartsWith("goed    ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_warning_is_said_with_status_0()
    {
        var host = await HostAsync(Db.Sqlite) with { Environment = "Production" };

        var (status, output) = await LookAsync(host);

        Assert.Equal((0, Verdicts[1]), (status, output[^1]));
        Assert.StartsWith("let op  adres", Assert.Single(output, l => !l.StartsWith("goed", StringComparison.Ordinal) && l != output[0] && l != output[^1]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-121, "FOUT    klok            De klok staat achter: er gebeurde al iets op ", 1)]
    [InlineData(-119, "goed    klok", 0)]
    public async Task A_clock_that_is_behind_what_happened_already_is_wrong(int seconds, string line, int expected)
    {
        var host = await HostAsync(Db.Sqlite);
        var last = await LastAsync(host);
        var time = new TestTime();
        time.Set(last.AddSeconds(seconds));

        var (status, output) = await LookAsync(host with { Time = time });

        Assert.Equal(expected, status);
        Assert.Single(output, l => l.StartsWith(line, StringComparison.Ordinal));
        Assert.Equal(Verdicts[expected * 2], output[^1]);
    }

    [Fact]
    public async Task A_clock_that_is_not_that_of_the_database_is_wrong()
    {
        var time = new TestTime();
        time.Set(DateTime.UtcNow.AddMinutes(3));

        var (status, output) = await LookAsync(await HostAsync(Db.PostgreSql) with { Time = time });

        Assert.Equal((1, Verdicts[2]), (status, output[^1]));
        Assert.Matches("^FOUT    klok +De klok verschilt 00:0[23]:", Assert.Single(output, l => l.StartsWith("FOUT", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0, HealthStatus.Unhealthy)]
    [InlineData((100L << 20) - 1, HealthStatus.Unhealthy)]
    [InlineData(100L << 20, HealthStatus.Degraded)]
    [InlineData((500L << 20) - 1, HealthStatus.Degraded)]
    [InlineData(500L << 20, HealthStatus.Healthy)]
    public void Less_than_500_MB_free_is_a_warning_and_less_than_100_MB_is_wrong(long free, HealthStatus expected)
        => Assert.Equal((expected, $"{free >> 20} MB vrij op de schijf."), (DiskCheck.Judge(free).Status, DiskCheck.Judge(free).Description));

    [Fact]
    public async Task A_PostgreSQL_that_is_away_is_said_in_one_line_with_status_1()
    {
        var host = RunningSite.Options(GboDatabaseOptions.From("Host=127.0.0.1;Port=1;Username=gbo;Database=weg"), RunningSite.RecipeFolder());
        var (output, error) = (new StringWriter(), new StringWriter());

        var status = await GboCommandLine.RunAsync(["doctor"], output, error, host, Cancel);

        Assert.Equal((1, ""), (status, output.ToString()));
        Assert.StartsWith("De databank is niet bereikbaar: ", error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().Trim().Split('\n'));
    }

    private async Task<GboHostOptions> HostAsync(Db kind)
    {
        var host = RunningSite.Options(await databases.CreateDatabaseAsync(kind), RunningSite.RecipeFolder());
        await using (await GboHost.BuildAsync(host, Cancel)) return host;
    }

    private static async Task<DateTime> LastAsync(GboHostOptions host)
    {
        await using var site = TestSite.On(GboDatabaseOptions.From(host.Settings["ConnectionStrings:Gbo"]!), null);
        return await site.DataAsync(db => db.Set<AuditEntry>().MaxAsync(a => a.At, Cancel));
    }

    private static async Task<(int Status, string[] Output)> LookAsync(GboHostOptions host)
    {
        var output = new StringWriter();
        var status = await GboCommandLine.RunAsync(["doctor"], output, TextWriter.Null, host, Cancel);
        return (status, output.ToString().Trim().Split('\n'));
    }
}

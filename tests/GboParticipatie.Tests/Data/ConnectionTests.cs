using System.Data.Common;
using GboParticipatie.Data;

namespace GboParticipatie.Tests.Data;

/// <summary>How the site speaks to PostgreSQL, unless the connection string says otherwise.</summary>
public sealed class ConnectionTests(DatabaseFixture databases)
{
    [Fact]
    public void What_the_connection_string_says_goes_before_what_the_site_would_choose()
    {
        var chosen = Read("Host=db;Database=gbo");
        var given = Read("Host=db;Database=gbo;Options=-c work_mem=8MB;Max Auto Prepare=0;No Reset On Close=false");

        Assert.Equal(("-c jit=off -c random_page_cost=1.1", "100", "True"), (chosen["Options"], chosen["Max Auto Prepare"], chosen["No Reset On Close"]));
        Assert.Equal("-c work_mem=8MB", given["Options"]);
        Assert.Equal("0", given.TryGetValue("Max Auto Prepare", out var prepared) ? prepared : "0");
        Assert.False(given.TryGetValue("No Reset On Close", out var kept) && (string)kept == "True");

        static DbConnectionStringBuilder Read(string text) => new() { ConnectionString = GboDatabaseOptions.From(text).ConnectionString };
    }

    [Fact]
    public async Task A_query_is_planned_for_rows_that_are_read_in_milliseconds_and_not_compiled_first()
    {
        var database = await databases.CreateDatabaseAsync(Db.PostgreSql);
        await using var connection = database.NewConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT current_setting('jit') || ' ' || current_setting('random_page_cost')";

        Assert.Equal("off 1.1", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}

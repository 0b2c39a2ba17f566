using System.Data.Common;
using System.Globalization;
using System.Text;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Every row of every table as one line of text, whatever the table is: for looking for what may not be there.</summary>
internal static class WholeDatabase
{
    public static async Task<List<string>> RowsAsync(GboDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var tables = await ReadAsync(connection, db.IsSqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        Assert.True(tables.Count > 30, $"Only {tables.Count} tables were found.");
        var rows = new List<string>();
        foreach (var table in tables) rows.AddRange((await ReadAsync(connection, $"SELECT * FROM \"{table}\"")).Select(row => $"{table}: {row}"));
        return rows;
    }

    private static async Task<List<string>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        return rows;
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Encoding.Latin1.GetString(bytes),
        Array list => string.Join(", ", list.Cast<object>().Select(Text)),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}

using GboParticipatie.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace GboParticipatie.Bench;

/// <summary>Stores many records at once, by the model: its tables, columns and conversions.</summary>
internal static class BulkCopy
{
    public static async Task InsertAsync<T>(GboDbContext db, IReadOnlyCollection<T> records) where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var table = type.GetTableName()!;
        var columns = type.GetProperties().Select(p => new Column(p, StoreObjectIdentifier.Table(table, type.GetSchema()))).ToList();
        if (db.IsSqlite) await InsertSqliteAsync(db, table, columns, records);
        else await CopyPostgresAsync(db, table, columns, records);
    }

    private static async Task InsertSqliteAsync<T>(GboDbContext db, string table, List<Column> columns, IReadOnlyCollection<T> records) where T : class
    {
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var transaction = connection.BeginTransaction();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => c.Name))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
        var parameters = columns.Select((_, i) => command.Parameters.AddWithValue($"$p{i}", "")).ToList();
        foreach (var record in records)
        {
            for (var i = 0; i < columns.Count; i++) parameters[i].Value = columns[i].ValueOf(record) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        await db.Database.CloseConnectionAsync();
    }

    private static async Task CopyPostgresAsync<T>(GboDbContext db, string table, List<Column> columns, IReadOnlyCollection<T> records) where T : class
    {
        await db.Database.OpenConnectionAsync();
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY \"{table}\" ({string.Join(", ", columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var record in records)
            {
                await copy.StartRowAsync();
                foreach (var column in columns)
                {
                    if (column.ValueOf(record) is { } value) await copy.WriteAsync(value);
                    else await copy.WriteNullAsync();
                }
            }

            await copy.CompleteAsync();
        }

        await db.Database.CloseConnectionAsync();
    }

    private sealed class Column(IProperty property, StoreObjectIdentifier table)
    {
        public string Name { get; } = $"\"{property.GetColumnName(table)}\"";

        public object? ValueOf(object record)
        {
            var value = property.GetGetter().GetClrValue(record);
            return value is not null && property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }
    }
}

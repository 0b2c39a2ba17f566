using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GboParticipatie.Data.Prepared;

/// <summary>How a record is written as a new row: its table, columns and values as EF's model has them.</summary>
internal sealed class RowMap
{
    private readonly IReadOnlyList<(string Name, IProperty Property, RelationalTypeMapping Mapping)> _columns;

    /// <summary>Reads it from the model.</summary>
    /// <exception cref="NotSupportedException">A column has no property in the class, so that the record does not hold the whole row.</exception>
    public RowMap(IEntityType type)
    {
        if (type.GetProperties().FirstOrDefault(p => p.IsShadowProperty()) is { } shadow)
            throw new NotSupportedException($"{type.DisplayName()} has the column {shadow.Name}, which is not in the class: save it with EF Core.");
        _columns = [.. type.GetProperties().Select((property, i) => ($"@p{i}", property, property.GetRelationalTypeMapping()))];
        var names = _columns.Select(c => $"\"{c.Property.GetColumnName()}\"");
        Insert = $"INSERT INTO \"{type.GetTableName()}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", _columns.Select(c => c.Name))})";
    }

    /// <summary>The statement, with a parameter per column.</summary>
    public string Insert { get; }

    /// <summary>New parameters with the values of a record.</summary>
    public IEnumerable<DbParameter> Parameters(DbCommand maker, object record)
        => _columns.Select(c => c.Mapping.CreateParameter(maker, c.Name, c.Property.GetGetter().GetClrValue(record), c.Property.IsNullable));

    /// <summary>Gives parameters that this map made the values of another record.</summary>
    public void Fill(DbParameterCollection parameters, object record)
    {
        for (var i = 0; i < _columns.Count; i++)
        {
            var value = _columns[i].Property.GetGetter().GetClrValue(record);
            parameters[i].Value = (value is not null && _columns[i].Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
        }
    }
}

/// <summary>The maps of all kinds of records; made at first use.</summary>
internal sealed class RowMaps
{
    private readonly ConcurrentDictionary<Type, RowMap> _maps = new();

    public RowMap Of(Type type, GboDbContext db)
        => _maps.GetOrAdd(type, static (t, context) => new RowMap(context.Model.FindEntityType(t) ?? throw new NotSupportedException($"{t.Name} is no entity.")), db);
}

using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Recipes;

/// <summary>SQLite keeps texts of any length, PostgreSQL refuses them in words of its own: here both refuse the same, naming what is too long.</summary>
internal static class TextLimits
{
    /// <summary>Looks at what is about to be saved.</summary>
    /// <exception cref="RuleException">A text is longer than its column.</exception>
    public static void Check(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified))
            foreach (var property in entry.Properties)
                if (property.CurrentValue is string text && property.Metadata.GetMaxLength() is { } most && text.Length > most)
                    throw new RuleException($"'{property.Metadata.Name}' is te lang: {text.Length} tekens, en er mogen er {most} staan ('{text[..Math.Min(20, most)]}...').", property.Metadata.Name);
    }
}

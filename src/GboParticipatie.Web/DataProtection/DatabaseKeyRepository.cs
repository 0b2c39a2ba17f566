using System.Xml.Linq;
using GboParticipatie.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Web.DataProtection;

/// <summary>A key that protects cookies and form tokens.</summary>
public sealed class ProtectionKey
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; }

    /// <summary>Name that the framework gives it.</summary>
    public required string Name { get; set; }

    /// <summary>The key, as the framework writes it.</summary>
    public required string Xml { get; set; }
}

internal sealed class ProtectionKeyConfiguration : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> builder)
    {
        builder.ToTable("ProtectionKeys");
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Name).HasMaxLength(200);
    }
}

/// <summary>Keeps the framework's keys in the region's database, so that all instances share them.</summary>
internal sealed class DatabaseKeyRepository(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => Run(async db =>
        (IReadOnlyCollection<XElement>)[.. (await db.Set<ProtectionKey>().AsNoTracking().OrderBy(k => k.Id).Select(k => k.Xml).ToListAsync()).Select(xml => XElement.Parse(xml))]);

    public void StoreElement(XElement element, string friendlyName) => Run(db =>
    {
        db.Add(new ProtectionKey { Id = NewId.InOrder(), Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        return db.SaveChangesAsync();
    });

    // The framework asks synchronously, a few times in the life of a process; a thread of the pool keeps it from locking up.
    private T Run<T>(Func<GboDbContext, Task<T>> work) => Task.Run(async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<GboDbContext>());
    }).GetAwaiter().GetResult();
}

using GboParticipatie.Data.Audit;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Data.Settings;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Data;

internal sealed class OutboxStreamConfiguration : IEntityTypeConfiguration<OutboxStream>
{
    public void Configure(EntityTypeBuilder<OutboxStream> builder)
    {
        builder.ToTable("OutboxStreams");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.LastError).HasMaxLength(1000);
        builder.HasIndex(s => s.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasIndex(s => s.ParkedAt).HasFilter("\"ParkedAt\" IS NOT NULL");
    }
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessages");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Type).HasMaxLength(100);
        builder.HasIndex(m => new { m.StreamId, m.Position }).IsUnique();
    }
}

internal sealed class OutboxHandledConfiguration : IEntityTypeConfiguration<OutboxHandled>
{
    public void Configure(EntityTypeBuilder<OutboxHandled> builder)
    {
        builder.ToTable("OutboxHandled");
        builder.HasKey(h => new { h.MessageId, h.Handler });
        builder.Property(h => h.Handler).HasMaxLength(200);
    }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Action).HasMaxLength(100);
        builder.HasIndex(a => a.SubjectId);
        builder.HasIndex(a => a.Position).IsUnique();
    }
}

internal sealed class SettingsDocumentConfiguration : IEntityTypeConfiguration<SettingsDocument>
{
    public void Configure(EntityTypeBuilder<SettingsDocument> builder)
    {
        builder.ToTable("Settings");
        builder.HasKey(s => s.Name);
        builder.Property(s => s.Name).HasMaxLength(100);
    }
}

internal sealed class CounterConfiguration : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.ToTable("Counters");
        builder.HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(100);
    }
}

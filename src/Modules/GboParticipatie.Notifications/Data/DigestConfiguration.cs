using GboParticipatie.Notifications.Models;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Notifications.Data;

internal sealed class DigestConfiguration : IEntityTypeConfiguration<Digest>
{
    public void Configure(EntityTypeBuilder<Digest> builder)
    {
        builder.ToTable("Digests");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Title).HasMaxLength(200);
        builder.Property(d => d.Period).HasMaxLength(40);
        builder.HasIndex(d => new { d.AudienceId, d.Period }).IsUnique();
        builder.HasIndex(d => new { d.AudienceId, d.Until });
        builder.HasIndex(d => d.State).HasFilter("\"State\" = 'Compiling'");
    }
}

internal sealed class DigestEntryConfiguration : IEntityTypeConfiguration<DigestEntry>
{
    public void Configure(EntityTypeBuilder<DigestEntry> builder)
    {
        builder.ToTable("DigestEntries");
        builder.HasKey(e => new { e.DigestId, e.SubjectType, e.SubjectId });
        builder.Property(e => e.SubjectType).HasMaxLength(60);
        builder.Property(e => e.Theme).HasMaxLength(100);
        builder.Property(e => e.Gist).HasMaxLength(300);
        builder.HasIndex(e => new { e.DigestId, e.Number });
        builder.HasOne<Digest>().WithMany().HasForeignKey(e => e.DigestId);
    }
}

internal sealed class DigestQueueEntryConfiguration : IEntityTypeConfiguration<DigestQueueEntry>
{
    public void Configure(EntityTypeBuilder<DigestQueueEntry> builder)
    {
        builder.ToTable("DigestQueue");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.SubjectType).HasMaxLength(60);
        builder.HasIndex(e => new { e.AudienceId, e.SubjectType, e.SubjectId, e.Section }).IsUnique();
        builder.HasIndex(e => new { e.AudienceId, e.QueuedAt });
    }
}

internal sealed class DigestReadConfiguration : IEntityTypeConfiguration<DigestRead>
{
    public void Configure(EntityTypeBuilder<DigestRead> builder)
    {
        builder.ToTable("DigestReads");
        builder.HasKey(r => new { r.DigestId, r.PersonId });
        builder.HasOne<Digest>().WithMany().HasForeignKey(r => r.DigestId);
    }
}

internal sealed class DigestOptOutConfiguration : IEntityTypeConfiguration<DigestOptOut>
{
    public void Configure(EntityTypeBuilder<DigestOptOut> builder)
    {
        builder.ToTable("DigestOptOuts");
        builder.HasKey(o => new { o.AudienceId, o.PersonId });
    }
}

using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Klankgroep.Data;

internal sealed class ActionItemConfiguration : IEntityTypeConfiguration<ActionItem>
{
    public void Configure(EntityTypeBuilder<ActionItem> builder)
    {
        builder.ToTable("Actions", t =>
        {
            t.HasCheckConstraint("CK_Actions_Owner", "(\"OwnerGroupId\" IS NULL) <> (\"OwnerOrganisationId\" IS NULL)");
            t.HasCheckConstraint("CK_Actions_Ended", "(\"State\" IN ('Done', 'NotDone')) = (\"EndedOn\" IS NOT NULL)");
        });
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.What).HasMaxLength(TypedText.MaxLength);
        builder.HasIndex(a => a.FromAnswerId).IsUnique();
        builder.HasIndex(a => new { a.State, a.DueOn });
        builder.HasIndex(a => a.DueOn).HasFilter("\"EndedOn\" IS NULL");
        builder.HasIndex(a => new { a.OwnerGroupId, a.State });
        builder.HasIndex(a => new { a.OwnerOrganisationId, a.State });
        builder.HasIndex(a => a.AskChangeOn);
        builder.HasIndex(a => a.TrialUntil);
        builder.HasOne<Answer>().WithOne().HasForeignKey<ActionItem>(a => a.FromAnswerId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Group>().WithMany().HasForeignKey(a => a.OwnerGroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(a => a.OwnerOrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Group>().WithMany().HasForeignKey(a => a.JudgedByGroupId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ActionPointConfiguration : IEntityTypeConfiguration<ActionPoint>
{
    public void Configure(EntityTypeBuilder<ActionPoint> builder)
    {
        builder.ToTable("ActionPoints");
        builder.HasKey(p => new { p.ActionId, p.ItemId });
        builder.Property(p => p.ChangedWord).HasMaxLength(2000);
        builder.HasIndex(p => p.ItemId);
        builder.HasOne(p => p.Action).WithMany(a => a.Points).HasForeignKey(p => p.ActionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(p => p.Item).WithMany().HasForeignKey(p => p.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ActionSignalConfiguration : IEntityTypeConfiguration<ActionSignal>
{
    public void Configure(EntityTypeBuilder<ActionSignal> builder)
    {
        builder.ToTable("ActionSignals");
        builder.HasKey(s => new { s.ActionId, s.FeedbackId });
        builder.HasIndex(s => s.FeedbackId);
        builder.HasOne(s => s.Action).WithMany(a => a.Signals).HasForeignKey(s => s.ActionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(s => s.Feedback).WithMany().HasForeignKey(s => s.FeedbackId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ActionNoteConfiguration : IEntityTypeConfiguration<ActionNote>
{
    public void Configure(EntityTypeBuilder<ActionNote> builder)
    {
        builder.ToTable("ActionNotes");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Text).HasMaxLength(ActionItem.TextLength);
        builder.Property(n => n.ByUserId).HasMaxLength(450);
        builder.HasIndex(n => new { n.ActionId, n.At });
        builder.HasOne<ActionItem>().WithMany(a => a.Notes).HasForeignKey(n => n.ActionId).OnDelete(DeleteBehavior.Cascade);
    }
}

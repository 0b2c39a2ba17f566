using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Klankgroep.Data;

internal sealed class CheckInConfiguration : IEntityTypeConfiguration<CheckIn>
{
    public void Configure(EntityTypeBuilder<CheckIn> builder)
    {
        builder.ToTable("CheckIns", t => t.HasCheckConstraint("CK_CheckIns_People", $"\"People\" BETWEEN 1 AND {CheckIn.MostPeople}"));
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Name).HasMaxLength(CheckIn.NameLength);
        builder.Property(c => c.ByUserId).HasMaxLength(450);
        builder.HasIndex(c => new { c.SessionId, c.OrganisationId });
        builder.HasOne<Session>().WithMany().HasForeignKey(c => c.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GuestVisitConfiguration : IEntityTypeConfiguration<GuestVisit>
{
    public void Configure(EntityTypeBuilder<GuestVisit> builder)
    {
        builder.ToTable("GuestVisits", t => t.HasCheckConstraint("CK_GuestVisits_HeadCount", $"\"HeadCount\" IS NULL OR \"HeadCount\" BETWEEN 0 AND {GuestVisit.MostPeople}"));
        builder.HasKey(v => v.SessionId);
        builder.Property(v => v.SessionId).ValueGeneratedNever();
        builder.Property(v => v.Notes).HasMaxLength(TypedText.MaxLength);
        builder.HasOne<Session>().WithOne().HasForeignKey<GuestVisit>(v => v.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RhythmConfiguration : IEntityTypeConfiguration<Rhythm>
{
    public void Configure(EntityTypeBuilder<Rhythm> builder)
    {
        builder.ToTable("Rhythms", t =>
        {
            t.HasCheckConstraint("CK_Rhythms_EveryMonths", "\"EveryMonths\" BETWEEN 1 AND 12");
            t.HasCheckConstraint("CK_Rhythms_Week", $"\"Week\" BETWEEN 1 AND {Rhythm.LastWeek}");
        });
        builder.HasKey(r => r.GroupId);
        builder.Property(r => r.GroupId).ValueGeneratedNever();
        builder.Ignore(r => r.StartsAt);
        builder.Ignore(r => r.InWords);
        builder.HasOne<Group>().WithOne().HasForeignKey<Rhythm>(r => r.GroupId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ReportCorrectionConfiguration : IEntityTypeConfiguration<ReportCorrection>
{
    public void Configure(EntityTypeBuilder<ReportCorrection> builder)
    {
        builder.ToTable("ReportCorrections");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Before).HasMaxLength(TypedText.MaxLength);
        builder.Property(c => c.ConclusionBefore).HasMaxLength(TypedText.MaxLength);
        builder.Property(c => c.Why).HasMaxLength(ReportCorrection.WhyLength);
        builder.Property(c => c.ByUserId).HasMaxLength(450);
        builder.HasIndex(c => new { c.SessionId, c.ItemId });
        builder.HasOne<AgendaEntry>().WithMany().HasForeignKey(c => new { c.ItemId, c.SessionId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class NeutralTextConfiguration : IEntityTypeConfiguration<NeutralText>
{
    public void Configure(EntityTypeBuilder<NeutralText> builder)
    {
        builder.ToTable("NeutralTexts", t => t.HasCheckConstraint("CK_NeutralTexts_Answer", "\"AgreedAt\" IS NULL OR \"RefusedAt\" IS NULL"));
        builder.HasKey(n => n.ItemId);
        builder.Property(n => n.ItemId).ValueGeneratedNever();
        builder.Property(n => n.Text).HasMaxLength(NeutralText.Longest);
        builder.Property(n => n.Word).HasMaxLength(2000);
        builder.Property(n => n.AnsweredBy).HasMaxLength(450);
        builder.Ignore(n => n.IsAsked);
        builder.HasOne<AgendaItem>().WithOne().HasForeignKey<NeutralText>(n => n.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

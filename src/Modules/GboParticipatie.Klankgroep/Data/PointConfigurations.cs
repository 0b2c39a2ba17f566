using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Klankgroep.Data;

internal sealed class AgendaItemConfiguration : IEntityTypeConfiguration<AgendaItem>
{
    public void Configure(EntityTypeBuilder<AgendaItem> builder)
    {
        builder.ToTable("AgendaItems", t =>
        {
            t.HasCheckConstraint("CK_AgendaItems_Dues", "\"AnswerDueOn\" >= \"FirstWordDueOn\"");
            t.HasCheckConstraint("CK_AgendaItems_DeclineReason", "(\"DeclinedAt\" IS NULL) = (\"DeclineReason\" IS NULL)");
            t.HasCheckConstraint("CK_AgendaItems_ParkReason", "(\"ParkedAt\" IS NULL) = (\"ParkReason\" IS NULL)");
            // What stands together with another has nothing that stands together with it: one step, and never a circle.
            t.HasCheckConstraint("CK_AgendaItems_MergedInto", "\"MergedIntoId\" IS NULL OR (\"MergedIntoId\" <> \"Id\" AND \"TogetherWith\" = 0)");
        });
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Reference).HasMaxLength(20);
        builder.Property(i => i.ShortCode).HasMaxLength(ShortCode.Length);
        builder.Property(i => i.Title).HasMaxLength(AgendaItem.TitleLength);
        builder.Property(i => i.Description).HasMaxLength(TypedText.MaxLength);
        builder.Property(i => i.Remedy).HasMaxLength(TypedText.MaxLength);
        builder.Property(i => i.LifeDomain).HasMaxLength(LifeDomain.KeyLength);
        builder.Property(i => i.AuthorOrganisationName).HasMaxLength(Organisation.NameLength);
        builder.Property(i => i.EnteredByUserId).HasMaxLength(450);
        builder.Property(i => i.OwnerUserId).HasMaxLength(450);
        builder.Property(i => i.DeclineReason).HasMaxLength(5000);
        builder.Property(i => i.ParkReason).HasMaxLength(5000);
        builder.Property(i => i.Earlier).HasConversion(moments => EarlierMoments.Write(moments!), text => EarlierMoments.Read(text), EarlierMoments.Compare);
        builder.HasOne(i => i.MergedInto).WithMany().HasForeignKey(i => i.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(i => i.SplitFrom).HasMaxLength(20);
        builder.HasIndex(i => i.SplitFrom);
        builder.HasIndex(i => i.Reference).IsUnique();
        builder.HasIndex(i => i.SubmissionKey).IsUnique();
        builder.HasIndex(i => new { i.GroupId, i.Status });
        builder.HasIndex(i => new { i.GroupId, i.ReceivedOn, i.Reference });
        builder.HasIndex(i => new { i.Status, i.DueOn });
        // The list of what is open in its order, and the counts above it: both are answered from the index alone.
        builder.HasIndex(i => new { i.DueOn, i.Reference, i.OwnerUserId }).HasFilter("\"DueOn\" IS NOT NULL");
        builder.HasIndex(i => new { i.OwnerUserId, i.DueOn, i.FirstWordOn, i.IsConfirmed });
        builder.HasIndex(i => new { i.AuthorPersonId, i.ReceivedAt });
        builder.HasIndex(i => i.AuthorOrganisationId);
        builder.HasIndex(i => i.ReceivedOn);
        builder.HasOne(i => i.Group).WithMany().HasForeignKey(i => i.GroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.AuthorPersonId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(i => i.AuthorOrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(i => i.IsOver);
        builder.Ignore(i => i.CanSplit);
        builder.Ignore(i => i.IsMerged);
        builder.Ignore(i => i.CanMerge);
    }
}

internal sealed class AgendaEntryConfiguration : IEntityTypeConfiguration<AgendaEntry>
{
    public void Configure(EntityTypeBuilder<AgendaEntry> builder)
    {
        builder.ToTable("AgendaEntries", t => t.HasCheckConstraint("CK_AgendaEntries_Minutes", "\"Minutes\" IS NULL OR \"Minutes\" BETWEEN 0 AND 600"));
        builder.HasKey(e => new { e.ItemId, e.SessionId });
        builder.Property(e => e.WorkAgenda).HasMaxLength(AgendaEntry.WorkAgendaLength);
        builder.Property(e => e.WhatWasSaid).HasMaxLength(TypedText.MaxLength);
        builder.Property(e => e.Conclusion).HasMaxLength(TypedText.MaxLength);
        builder.Ignore(e => e.Said);
        builder.HasIndex(e => new { e.SessionId, e.Order, e.AddedAt });
        builder.HasOne(e => e.Item).WithMany(i => i.Entries).HasForeignKey(e => e.ItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(e => e.Session).WithMany(s => s.Entries).HasForeignKey(e => e.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AnswerConfiguration : IEntityTypeConfiguration<Answer>
{
    public void Configure(EntityTypeBuilder<Answer> builder)
    {
        builder.ToTable("Answers", t =>
        {
            t.HasCheckConstraint("CK_Answers_Body", "(\"GroupId\" IS NULL) <> (\"OrganisationId\" IS NULL)");
            t.HasCheckConstraint("CK_Answers_Given", "(\"State\" = 'Answered') = (\"Decision\" IS NOT NULL AND \"Why\" IS NOT NULL AND \"AnsweredAt\" IS NOT NULL)");
        });
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Question).HasMaxLength(TypedText.MaxLength);
        builder.Property(a => a.Why).HasMaxLength(TypedText.MaxLength);
        builder.Property(a => a.WhatHappens).HasMaxLength(TypedText.MaxLength);
        builder.Property(a => a.RatingWord).HasMaxLength(2000);
        builder.Property(a => a.NothingChangedWord).HasMaxLength(2000);
        builder.Property(a => a.UnclearWord).HasMaxLength(2000);
        builder.Property(a => a.PauseReason).HasMaxLength(5000);
        builder.HasIndex(a => new { a.GroupId, a.State, a.DueOn });
        builder.HasIndex(a => new { a.OwnerPersonId, a.State, a.DueOn });
        builder.HasIndex(a => new { a.State, a.DueOn });
        builder.HasIndex(a => a.AnsweredAt);
        builder.HasOne(a => a.Item).WithMany(i => i.Answers).HasForeignKey(a => a.ItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Group>().WithMany().HasForeignKey(a => a.GroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(a => a.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.OwnerPersonId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class MergedRatingConfiguration : IEntityTypeConfiguration<MergedRating>
{
    public void Configure(EntityTypeBuilder<MergedRating> builder)
    {
        builder.ToTable("MergedRatings");
        builder.HasKey(r => new { r.AnswerId, r.ItemId });
        builder.Property(r => r.Word).HasMaxLength(2000);
        builder.HasIndex(r => r.ItemId);
        builder.HasOne<Answer>().WithMany().HasForeignKey(r => r.AnswerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(r => r.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ProposalDraftConfiguration : IEntityTypeConfiguration<ProposalDraft>
{
    public void Configure(EntityTypeBuilder<ProposalDraft> builder)
    {
        builder.ToTable("ProposalDrafts");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Description).HasMaxLength(TypedText.MaxLength);
        builder.Property(d => d.Remedy).HasMaxLength(TypedText.MaxLength);
        builder.Property(d => d.LifeDomain).HasMaxLength(LifeDomain.KeyLength);
        builder.Property(d => d.OrganisationName).HasMaxLength(Organisation.NameLength);
        builder.Property(d => d.UserId).HasMaxLength(450);
        builder.HasIndex(d => d.ExpiresAt);
    }
}

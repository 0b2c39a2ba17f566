using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Klankgroep.Data;

internal sealed class SignalAccessConfiguration : IEntityTypeConfiguration<SignalAccess>
{
    public void Configure(EntityTypeBuilder<SignalAccess> builder)
    {
        builder.ToTable("SignalAccess");
        builder.HasKey(a => a.OrganisationId);
        builder.Property(a => a.OrganisationId).ValueGeneratedNever();
    }
}

internal sealed class AnswerProposalConfiguration : IEntityTypeConfiguration<AnswerProposal>
{
    public void Configure(EntityTypeBuilder<AnswerProposal> builder)
    {
        builder.ToTable("AnswerProposals");
        builder.HasKey(p => p.AnswerId);
        builder.Property(p => p.AnswerId).ValueGeneratedNever();
        builder.Property(p => p.Why).HasMaxLength(TypedText.MaxLength);
        builder.Property(p => p.WhatHappens).HasMaxLength(TypedText.MaxLength);
        builder.Property(p => p.ByUserId).HasMaxLength(450);
        builder.HasOne<Answer>().WithOne().HasForeignKey<AnswerProposal>(p => p.AnswerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ContactTaskConfiguration : IEntityTypeConfiguration<ContactTask>
{
    public void Configure(EntityTypeBuilder<ContactTask> builder)
    {
        builder.ToTable("ContactTasks", t => t.HasCheckConstraint("CK_ContactTasks_About",
            """(CASE WHEN "ItemId" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN "SessionId" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN "FeedbackId" IS NULL THEN 0 ELSE 1 END) = 1"""));
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Key).HasMaxLength(200);
        builder.Property(t => t.Text).HasMaxLength(ContactTask.TextLength);
        builder.Property(t => t.DoneByUserId).HasMaxLength(450);
        builder.HasIndex(t => t.Key).IsUnique();
        builder.HasIndex(t => new { t.DoneOn, t.CreatedAt });
        builder.HasIndex(t => t.ItemId);
        builder.HasIndex(t => t.SessionId);
        builder.HasIndex(t => t.FeedbackId);
        builder.HasOne(t => t.Item).WithMany().HasForeignKey(t => t.ItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(t => t.Session).WithMany().HasForeignKey(t => t.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(t => t.Feedback).WithMany().HasForeignKey(t => t.FeedbackId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(t => t.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

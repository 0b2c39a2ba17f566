using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Klankgroep.Data;

internal sealed class FeedbackConfiguration : IEntityTypeConfiguration<Feedback>
{
    public void Configure(EntityTypeBuilder<Feedback> builder)
    {
        builder.ToTable("Feedback", t =>
        {
            t.HasCheckConstraint("CK_Feedback_Anonymous", """
                NOT "IsAnonymous" OR ("AuthorPersonId" IS NULL AND "AuthorName" IS NULL AND "AuthorEmail" IS NULL
                AND "AuthorPhone" IS NULL AND "AuthorHears" IS NULL AND "AuthorOrganisationId" IS NULL AND "AuthorOrganisationName" IS NULL)
                """.ReplaceLineEndings(" "));
            t.HasCheckConstraint("CK_Feedback_Answer", "(\"Answer\" IS NULL) = (\"AnsweredOn\" IS NULL)");
            t.HasCheckConstraint("CK_Feedback_AnsweredBy", "\"AnsweredBy\" IS NULL OR \"Answer\" IS NOT NULL");
            t.HasCheckConstraint("CK_Feedback_Link", "(\"ItemId\" IS NULL) = (\"LinkedOn\" IS NULL)");
            t.HasCheckConstraint("CK_Feedback_Forward", "(\"ForwardedToOrganisationId\" IS NULL) = (\"ForwardedOn\" IS NULL)");
            t.HasCheckConstraint("CK_Feedback_CloseReason", "\"ClosedOn\" IS NULL OR \"Answer\" IS NOT NULL OR \"CloseReason\" IS NOT NULL");
        });
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Reference).HasMaxLength(20);
        builder.Property(f => f.ShortCode).HasMaxLength(ShortCode.Length);
        builder.Property(f => f.Description).HasMaxLength(TypedText.MaxLength);
        builder.Property(f => f.Remedy).HasMaxLength(TypedText.MaxLength);
        builder.Property(f => f.LifeDomain).HasMaxLength(LifeDomain.KeyLength);
        builder.Property(f => f.AuthorName).HasMaxLength(Person.NameLength);
        builder.Property(f => f.AuthorEmail).HasMaxLength(256);
        builder.Property(f => f.AuthorOrganisationName).HasMaxLength(Organisation.NameLength);
        builder.Property(f => f.OwnerUserId).HasMaxLength(450);
        builder.Property(f => f.AuthorPhone).HasMaxLength(Feedback.PhoneLength);
        builder.Property(f => f.Answer).HasMaxLength(Feedback.KeptLength);
        builder.Property(f => f.AnsweredBy).HasMaxLength(1000);
        builder.Property(f => f.CloseReason).HasMaxLength(Feedback.AnswerLength);
        builder.HasIndex(f => f.Reference).IsUnique();
        builder.HasIndex(f => f.SubmissionKey).IsUnique();
        builder.HasIndex(f => new { f.Status, f.DueOn });
        builder.HasIndex(f => new { f.OwnerUserId, f.DueOn });
        builder.HasIndex(f => new { f.DueOn, f.Reference }).HasFilter("\"DueOn\" IS NOT NULL");
        builder.HasIndex(f => new { f.AuthorEmail, f.ReceivedOn });
        builder.HasIndex(f => f.ReceivedOn);
        builder.HasIndex(f => f.AuthorPersonId);
        builder.HasIndex(f => f.ItemId);
        builder.HasIndex(f => f.SessionId);
        builder.HasIndex(f => new { f.AboutOrganisationId, f.ReceivedOn });
        builder.HasIndex(f => new { f.ForwardedToOrganisationId, f.Status });
        builder.HasIndex(f => f.AboutActionId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(f => f.ForwardedToOrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(f => f.Item).WithMany().HasForeignKey(f => f.ItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Session>().WithMany().HasForeignKey(f => f.SessionId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(f => f.AboutItemId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<ActionItem>().WithMany().HasForeignKey(f => f.AboutActionId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(f => f.AboutOrganisationId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.AuthorPersonId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(f => f.AuthorOrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FeedbackDraftConfiguration : IEntityTypeConfiguration<FeedbackDraft>
{
    public void Configure(EntityTypeBuilder<FeedbackDraft> builder)
    {
        builder.ToTable("FeedbackDrafts");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Description).HasMaxLength(TypedText.MaxLength);
        builder.Property(d => d.Remedy).HasMaxLength(TypedText.MaxLength);
        builder.Property(d => d.LifeDomain).HasMaxLength(LifeDomain.KeyLength);
        builder.Property(d => d.AboutReference).HasMaxLength(40);
        builder.Property(d => d.Name).HasMaxLength(Person.NameLength);
        builder.Property(d => d.OrganisationName).HasMaxLength(Organisation.NameLength);
        builder.Property(d => d.Email).HasMaxLength(256);
        builder.HasIndex(d => d.ExpiresOn);
    }
}

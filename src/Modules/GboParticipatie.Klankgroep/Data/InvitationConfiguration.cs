using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Klankgroep.Data;

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations", t =>
        {
            t.HasCheckConstraint("CK_Invitations_Who", "\"PersonId\" IS NOT NULL OR \"OrganisationId\" IS NOT NULL");
            t.HasCheckConstraint("CK_Invitations_Waiting", "\"WaitingSince\" IS NULL OR \"Reply\" = 'Yes'");
            t.HasCheckConstraint("CK_Invitations_People", $"\"People\" BETWEEN 0 AND {Invitation.MostPeople}");
        });
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.RepliedBy).HasMaxLength(450);
        builder.Property(i => i.InterpreterLanguage).HasMaxLength(Languages.TagLength);
        builder.ComplexProperty(i => i.Needs, needs => needs.Ignore(n => n.IsNone));
        builder.Ignore(i => i.IsSeated);
        builder.Ignore(i => i.IsWaiting);
        builder.Ignore(i => i.IsSilent);
        builder.HasIndex(i => new { i.SessionId, i.PersonId }).IsUnique();
        builder.HasIndex(i => new { i.SessionId, i.OrganisationId }).IsUnique().HasFilter("\"PersonId\" IS NULL");
        builder.HasIndex(i => i.PersonId);
        builder.HasOne<Session>().WithMany().HasForeignKey(i => i.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(i => i.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

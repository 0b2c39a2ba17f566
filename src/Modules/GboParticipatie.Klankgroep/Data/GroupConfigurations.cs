using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Klankgroep.Data;

internal sealed class GroupConfiguration : IEntityTypeConfiguration<Group>
{
    public void Configure(EntityTypeBuilder<Group> builder)
    {
        builder.ToTable("Groups");
        builder.Property(g => g.Id).ValueGeneratedNever();
        builder.Property(g => g.Slug).HasMaxLength(Slug.MaxLength);
        builder.Property(g => g.Name).HasMaxLength(Group.NameLength);
        builder.Property(g => g.NameInText).HasMaxLength(Group.NameLength);
        builder.Property(g => g.Description).HasMaxLength(TypedText.MaxLength);
        builder.Property(g => g.Cadence).HasMaxLength(Group.CadenceLength);
        builder.Property(g => g.DefaultPlace).HasMaxLength(Group.PlaceLength);
        builder.Property(g => g.CoachUserId).HasMaxLength(450);
        builder.HasIndex(g => g.Slug).IsUnique();
        builder.HasOne<Group>().WithMany().HasForeignKey(g => g.ForwardsToGroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(g => g.Organisations).WithOne().HasForeignKey(o => o.GroupId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(g => g.Mandates).WithOne().HasForeignKey(m => m.GroupId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GroupOrganisationConfiguration : IEntityTypeConfiguration<GroupOrganisation>
{
    public void Configure(EntityTypeBuilder<GroupOrganisation> builder)
    {
        builder.ToTable("GroupOrganisations");
        builder.HasKey(o => new { o.GroupId, o.OrganisationId });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(o => o.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MandateConfiguration : IEntityTypeConfiguration<Mandate>
{
    public void Configure(EntityTypeBuilder<Mandate> builder)
    {
        builder.ToTable("Mandates", t => t.HasCheckConstraint("CK_Mandates_Period", "\"To\" IS NULL OR \"To\" >= \"From\""));
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.HasIndex(m => new { m.PersonId, m.GroupId, m.From }).IsUnique();
        builder.HasIndex(m => new { m.GroupId, m.To });
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Sessions", t =>
        {
            t.HasCheckConstraint("CK_Sessions_Times", "\"EndsAt\" > \"StartsAt\"");
            t.HasCheckConstraint("CK_Sessions_Maximum", "\"Maximum\" IS NULL OR \"Maximum\" > 0");
            t.HasCheckConstraint("CK_Sessions_CancelReason", "(\"State\" = 'Cancelled') = (\"CancelReason\" IS NOT NULL)");
        });
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Title).HasMaxLength(Session.TitleLength);
        builder.Property(s => s.Place).HasMaxLength(300);
        builder.Property(s => s.VideoLink).HasMaxLength(500);
        builder.Property(s => s.CancelReason).HasMaxLength(2000);
        builder.Property(s => s.Introduction).HasMaxLength(TypedText.MaxLength);
        builder.HasIndex(s => s.StartsAt);
        builder.HasIndex(s => new { s.GroupId, s.StartsAt });
        builder.HasOne(s => s.Group).WithMany().HasForeignKey(s => s.GroupId).OnDelete(DeleteBehavior.Restrict);
    }
}

using GboParticipatie.Network.Models;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Network.Data;

internal sealed class MunicipalityConfiguration : IEntityTypeConfiguration<Municipality>
{
    public void Configure(EntityTypeBuilder<Municipality> builder)
    {
        builder.ToTable("Municipalities");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Slug).HasMaxLength(Slug.MaxLength);
        builder.Property(m => m.Name).HasMaxLength(Municipality.NameLength);
        builder.Property(m => m.SearchName).HasMaxLength(2 * Municipality.NameLength);
        builder.HasIndex(m => m.Slug).IsUnique();
        builder.HasOne<Municipality>().WithMany().HasForeignKey(m => m.SuccessorId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrganisationConfiguration : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("Organisations");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Slug).HasMaxLength(Slug.MaxLength);
        builder.Property(o => o.Name).HasMaxLength(Organisation.NameLength);
        builder.Property(o => o.SearchName).HasMaxLength(2 * Organisation.NameLength);
        builder.Property(o => o.Description).HasMaxLength(Organisation.DescriptionLength);
        builder.Property(o => o.Email).HasMaxLength(256);
        builder.Property(o => o.Phone).HasMaxLength(40);
        builder.Property(o => o.Website).HasMaxLength(300);
        builder.HasIndex(o => o.Slug).IsUnique();
        builder.HasIndex(o => new { o.SearchName, o.Id });
        builder.HasIndex(o => new { o.Kind, o.IsActive });
        builder.HasMany(o => o.Municipalities).WithMany().UsingEntity(
            "OrganisationMunicipalities",
            right => right.HasOne(typeof(Municipality)).WithMany().HasForeignKey("MunicipalityId").OnDelete(DeleteBehavior.Restrict),
            left => left.HasOne(typeof(Organisation)).WithMany().HasForeignKey("OrganisationId").OnDelete(DeleteBehavior.Cascade));
    }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Name).HasMaxLength(Person.NameLength);
        builder.Property(p => p.SearchName).HasMaxLength(2 * Person.NameLength);
        builder.Property(p => p.Email).HasMaxLength(256);
        builder.Property(p => p.NormalizedEmail).HasMaxLength(256);
        builder.Property(p => p.Phone).HasMaxLength(40);
        builder.Property(p => p.Language).HasMaxLength(Languages.TagLength);
        builder.Property(p => p.UserId).HasMaxLength(450);
        // Sets of flags are numbers, not names: they are counted and tested bit by bit.
        builder.Property(p => p.Needs).HasConversion<int>();
        builder.Property(p => p.WorkingDays).HasConversion<int>();
        builder.HasIndex(p => p.NormalizedEmail).IsUnique();
        builder.HasIndex(p => p.UserId).IsUnique();
        builder.HasIndex(p => new { p.SearchName, p.Id });
        builder.HasIndex(p => p.BridgeFigure).HasFilter("\"BridgeFigure\" IS NOT NULL");
        builder.HasIndex(p => p.AwayFrom).HasFilter("\"AwayFrom\" IS NOT NULL");
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.DeputyId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("Memberships");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.HasIndex(m => new { m.PersonId, m.OrganisationId, m.From }).IsUnique();
        builder.HasIndex(m => new { m.OrganisationId, m.To });
        builder.HasOne(m => m.Person).WithMany(p => p.Memberships).HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(m => m.Organisation).WithMany(o => o.Memberships).HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Web.Recipes;

/// <summary>Notes that a recipe was applied.</summary>
public sealed class AppliedRecipe
{
    /// <summary>Most characters of a name.</summary>
    public const int NameLength = 100;

    /// <summary>Name of the recipe.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 over its files.</summary>
    public required string Hash { get; set; }

    /// <summary>When it was last applied with another content than before (UTC).</summary>
    public DateTime AppliedAt { get; set; }
}

internal sealed class AppliedRecipeConfiguration : IEntityTypeConfiguration<AppliedRecipe>
{
    public void Configure(EntityTypeBuilder<AppliedRecipe> builder)
    {
        builder.ToTable("AppliedRecipes");
        builder.HasKey(r => r.Name);
        builder.Property(r => r.Name).HasMaxLength(AppliedRecipe.NameLength);
        builder.Property(r => r.Hash).HasMaxLength(64);
    }
}

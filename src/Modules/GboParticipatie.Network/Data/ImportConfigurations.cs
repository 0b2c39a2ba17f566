using System.Text.Json;
using GboParticipatie.Network.Models;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Network.Data;

internal sealed class NetworkImportConfiguration : IEntityTypeConfiguration<NetworkImport>
{
    public void Configure(EntityTypeBuilder<NetworkImport> builder)
    {
        builder.ToTable("NetworkImports");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.FileName).HasMaxLength(NetworkImport.FileNameLength);
        builder.Property(i => i.UserId).HasMaxLength(450);
        builder.HasIndex(i => i.UploadedAt);
    }
}

internal sealed class ImportFileConfiguration : IEntityTypeConfiguration<ImportFile>
{
    public void Configure(EntityTypeBuilder<ImportFile> builder)
    {
        builder.ToTable("NetworkImportFiles");
        builder.HasKey(f => f.ImportId);
        builder.Property(f => f.ImportId).ValueGeneratedNever();
        builder.HasOne<NetworkImport>().WithOne().HasForeignKey<ImportFile>(f => f.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ImportProblemConfiguration : IEntityTypeConfiguration<ImportProblem>
{
    public void Configure(EntityTypeBuilder<ImportProblem> builder)
    {
        builder.ToTable("NetworkImportProblems");
        builder.HasKey(p => new { p.ImportId, p.Position });
        builder.Property(p => p.Column).HasMaxLength(100);
        builder.Property(p => p.Message).HasMaxLength(NetworkImport.MessageLength);
        builder.HasOne<NetworkImport>().WithMany().HasForeignKey(p => p.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Rows to look at before an import. Public, as the model that is compiled ahead reads and writes cells by it.</summary>
public sealed class ImportChangeConfiguration : IEntityTypeConfiguration<ImportChange>
{
    // Written once and read whole: nothing is looked for inside.
    private static readonly ValueComparer<List<CellChange>> Compare = new((a, b) => a!.SequenceEqual(b!), c => c.Count, c => c.ToList());

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<ImportChange> builder)
    {
        builder.ToTable("NetworkImportChanges");
        builder.HasKey(c => new { c.ImportId, c.Position });
        builder.Property(c => c.Name).HasMaxLength(NetworkImport.CellLength);
        builder.Property(c => c.Cells).HasConversion(cells => Write(cells), text => Read(text), Compare);
        builder.HasOne<NetworkImport>().WithMany().HasForeignKey(c => c.ImportId).OnDelete(DeleteBehavior.Cascade);
    }

    /// <summary>Cells as they are stored.</summary>
    public static string Write(List<CellChange> cells) => JsonSerializer.Serialize(cells);

    /// <summary>Cells from what is stored.</summary>
    public static List<CellChange> Read(string text) => JsonSerializer.Deserialize<List<CellChange>>(text)!;
}

using GboParticipatie.Files;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Data.Files;

/// <summary>A part of the content of a file: sending a file holds no more than one of them in memory, on either database.</summary>
public sealed class StoredFilePart
{
    /// <summary>Most bytes of a part.</summary>
    public const int Length = 256 * 1024;

    /// <summary>The file.</summary>
    public required Guid FileId { get; init; }

    /// <summary>Place in the file, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The bytes.</summary>
    public required byte[] Content { get; init; }
}

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.ToTable("StoredFiles", t =>
        {
            t.HasCheckConstraint("CK_StoredFiles_Place", $"\"Place\" IS NULL OR \"Place\" BETWEEN 0 AND {FileLimits.MostFiles - 1}");
            t.HasCheckConstraint("CK_StoredFiles_Removed", "(\"Place\" IS NULL) = (\"RemovedBecause\" IS NOT NULL)");
        });
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Name).HasMaxLength(StoredFile.NameLength);
        builder.Property(f => f.Hash).HasMaxLength(64);
        builder.Property(f => f.RemovedBecause).HasMaxLength(StoredFile.ReasonLength);
        builder.Ignore(f => f.IsPicture);
        // Never more files than places, whoever adds them at the same moment.
        builder.HasIndex(f => new { f.OwnerId, f.Place }).IsUnique();
    }
}

internal sealed class StoredFilePartConfiguration : IEntityTypeConfiguration<StoredFilePart>
{
    public void Configure(EntityTypeBuilder<StoredFilePart> builder)
    {
        builder.ToTable("StoredFileParts");
        builder.HasKey(p => new { p.FileId, p.Number });
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(p => p.FileId).OnDelete(DeleteBehavior.Cascade);
    }
}

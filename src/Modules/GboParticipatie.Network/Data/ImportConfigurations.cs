using GboParticipatie.Network.Models;
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

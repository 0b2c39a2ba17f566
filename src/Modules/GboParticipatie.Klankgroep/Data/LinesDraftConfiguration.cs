using GboParticipatie.Klankgroep.Models;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Klankgroep.Data;

internal sealed class LinesDraftConfiguration : IEntityTypeConfiguration<LinesDraft>
{
    public void Configure(EntityTypeBuilder<LinesDraft> builder)
    {
        builder.ToTable("LinesDrafts");
        builder.HasKey(d => new { d.SessionId, d.UserId });
        builder.Property(d => d.UserId).HasMaxLength(450);
        builder.Property(d => d.Text).HasMaxLength(LinesDraft.TextLength);
        builder.HasOne<Session>().WithMany().HasForeignKey(d => d.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}

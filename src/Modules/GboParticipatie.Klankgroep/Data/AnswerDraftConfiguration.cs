using GboParticipatie.Klankgroep.Models;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Klankgroep.Data;

internal sealed class AnswerDraftConfiguration : IEntityTypeConfiguration<AnswerDraft>
{
    public void Configure(EntityTypeBuilder<AnswerDraft> builder)
    {
        builder.ToTable("AnswerDrafts");
        builder.HasKey(d => new { d.AnswerId, d.PersonId });
        builder.Property(d => d.Why).HasMaxLength(TypedText.MaxLength);
        builder.Property(d => d.WhatHappens).HasMaxLength(TypedText.MaxLength);
        builder.HasOne<Answer>().WithMany().HasForeignKey(d => d.AnswerId).OnDelete(DeleteBehavior.Cascade);
    }
}

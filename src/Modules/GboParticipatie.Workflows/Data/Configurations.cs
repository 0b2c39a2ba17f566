using GboParticipatie.Workflows.Models;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Workflows.Data;

internal sealed class WorkflowTypeConfiguration : IEntityTypeConfiguration<WorkflowTypeRecord>
{
    public void Configure(EntityTypeBuilder<WorkflowTypeRecord> builder)
    {
        builder.ToTable("WorkflowTypes");
        builder.Property(t => t.Id).HasMaxLength(WorkflowTypeRecord.IdLength);
        builder.Property(t => t.Name).HasMaxLength(200);
        builder.Property(t => t.RecipeHash).HasMaxLength(64);
    }
}

internal sealed class WorkflowTypeVersionConfiguration : IEntityTypeConfiguration<WorkflowTypeVersion>
{
    public void Configure(EntityTypeBuilder<WorkflowTypeVersion> builder)
    {
        builder.ToTable("WorkflowTypeVersions");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.WorkflowTypeId).HasMaxLength(WorkflowTypeRecord.IdLength);
        builder.Property(v => v.Hash).HasMaxLength(64);
        builder.HasIndex(v => new { v.WorkflowTypeId, v.Number }).IsUnique();
        builder.HasOne<WorkflowTypeRecord>().WithMany().HasForeignKey(v => v.WorkflowTypeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkflowStartConfiguration : IEntityTypeConfiguration<WorkflowStart>
{
    public void Configure(EntityTypeBuilder<WorkflowStart> builder)
    {
        builder.ToTable("WorkflowStarts");
        builder.HasKey(s => new { s.WorkflowTypeId, s.ActivityId });
        builder.Property(s => s.WorkflowTypeId).HasMaxLength(WorkflowTypeRecord.IdLength);
        builder.Property(s => s.ActivityId).HasMaxLength(100);
        builder.Property(s => s.EventName).HasMaxLength(100);
        builder.Property(s => s.Cron).HasMaxLength(100);
        builder.HasIndex(s => s.EventName);
        builder.HasIndex(s => s.NextAt).HasFilter("\"NextAt\" IS NOT NULL");
        builder.HasOne<WorkflowTypeRecord>().WithMany().HasForeignKey(s => s.WorkflowTypeId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WorkflowInstanceConfiguration : IEntityTypeConfiguration<WorkflowInstance>
{
    public void Configure(EntityTypeBuilder<WorkflowInstance> builder)
    {
        builder.ToTable("WorkflowInstances");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.WorkflowTypeId).HasMaxLength(WorkflowTypeRecord.IdLength);
        builder.Property(i => i.StartEventName).HasMaxLength(100);
        builder.HasIndex(i => new { i.WorkflowTypeId, i.StartEventId }).IsUnique();
        builder.HasIndex(i => new { i.WorkflowTypeId, i.StartedAt, i.Id });
        builder.HasIndex(i => new { i.WorkflowTypeId, i.State });
        builder.HasIndex(i => i.State).HasFilter("\"State\" = 'Faulted'");
        builder.HasIndex(i => i.CorrelationId);
        builder.HasIndex(i => i.EndedAt).HasFilter("\"EndedAt\" IS NOT NULL");
        builder.HasOne<WorkflowTypeVersion>().WithMany().HasForeignKey(i => i.TypeVersionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkflowPositionConfiguration : IEntityTypeConfiguration<WorkflowPosition>
{
    public void Configure(EntityTypeBuilder<WorkflowPosition> builder)
    {
        builder.ToTable("WorkflowPositions");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.ActivityId).HasMaxLength(100);
        builder.Property(p => p.WaitsFor).HasMaxLength(1000);
        builder.Property(p => p.ResumeEvent).HasMaxLength(100);
        builder.Property(p => p.LastError).HasMaxLength(500);
        builder.HasIndex(p => p.InstanceId);
        builder.HasIndex(p => p.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasOne<WorkflowInstance>().WithMany().HasForeignKey(p => p.InstanceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WorkflowCorrelationConfiguration : IEntityTypeConfiguration<WorkflowCorrelation>
{
    public void Configure(EntityTypeBuilder<WorkflowCorrelation> builder)
    {
        builder.ToTable("WorkflowCorrelations");
        builder.HasKey(c => new { c.CorrelationId, c.InstanceId });
        builder.HasIndex(c => c.InstanceId);
        builder.HasOne<WorkflowInstance>().WithMany().HasForeignKey(c => c.InstanceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WorkflowSignalConfiguration : IEntityTypeConfiguration<WorkflowSignal>
{
    public void Configure(EntityTypeBuilder<WorkflowSignal> builder)
    {
        builder.ToTable("WorkflowSignals");
        builder.HasKey(s => new { s.InstanceId, s.EventId });
        builder.Property(s => s.EventName).HasMaxLength(100);
        builder.HasOne<WorkflowInstance>().WithMany().HasForeignKey(s => s.InstanceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WorkflowTraceConfiguration : IEntityTypeConfiguration<WorkflowTrace>
{
    public void Configure(EntityTypeBuilder<WorkflowTrace> builder)
    {
        builder.ToTable("WorkflowTraces");
        builder.HasKey(t => new { t.InstanceId, t.Number });
        builder.Property(t => t.ActivityId).HasMaxLength(100);
        builder.Property(t => t.ActivityName).HasMaxLength(100);
        builder.Property(t => t.Outcome).HasMaxLength(300);
        builder.Property(t => t.Error).HasMaxLength(500);
        builder.Property(t => t.Note).HasMaxLength(ActivityResult.NoteLength);
        builder.HasOne<WorkflowInstance>().WithMany().HasForeignKey(t => t.InstanceId).OnDelete(DeleteBehavior.Cascade);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Web.BackgroundTasks;

/// <summary>How a background task went the last time, for the administrator.</summary>
public sealed class TaskRun
{
    /// <summary>Name of the task.</summary>
    public required string Name { get; set; }

    /// <summary>When it last began (UTC).</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>How long it took, in milliseconds.</summary>
    public long Milliseconds { get; set; }

    /// <summary>Type of the error when it failed, or null.</summary>
    public string? Error { get; set; }
}

internal sealed class TaskRunConfiguration : IEntityTypeConfiguration<TaskRun>
{
    public void Configure(EntityTypeBuilder<TaskRun> builder)
    {
        builder.ToTable("TaskRuns");
        builder.HasKey(r => r.Name);
        builder.Property(r => r.Name).HasMaxLength(200);
        builder.Property(r => r.Error).HasMaxLength(500);
    }
}

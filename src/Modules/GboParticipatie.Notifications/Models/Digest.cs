using GboParticipatie.Digests;

namespace GboParticipatie.Notifications.Models;

/// <summary>How far a digest is.</summary>
public enum DigestState
{
    /// <summary>Being compiled, or left half-way by a process that stopped: then another goes on.</summary>
    Compiling,

    /// <summary>Frozen, mailed, and kept.</summary>
    Ready,

    /// <summary>There was nothing new in the period: no mail. Kept so that the period is not tried again.</summary>
    Empty,
}

/// <summary>What a group, or the coaches, get to read about one period. Frozen once ready.</summary>
public sealed class Digest
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; }

    /// <summary>The group, or <see cref="DigestAudiences.Coach"/>.</summary>
    public Guid AudienceId { get; set; }

    /// <summary>Name of the group when it was compiled.</summary>
    public required string Title { get; set; }

    /// <summary>What makes it the only one: the day it is for, or the key of a digest made at once.</summary>
    public required string Period { get; set; }

    /// <summary>From when (UTC).</summary>
    public DateTime Since { get; set; }

    /// <summary>Until when (UTC).</summary>
    public DateTime Until { get; set; }

    /// <summary>How far it is.</summary>
    public DigestState State { get; set; }

    /// <summary>Entries in it.</summary>
    public int EntryCount { get; set; }

    /// <summary>How many people it is for.</summary>
    public int RecipientCount { get; set; }

    /// <summary>Until when the process that compiles it has it (UTC).</summary>
    public DateTime? LeasedUntil { get; set; }

    /// <summary>Which lease: a process that lost it may not write.</summary>
    public Guid? LeaseId { get; set; }
}

/// <summary>One line of a digest. A record stands in it once.</summary>
public sealed class DigestEntry
{
    /// <summary>The digest.</summary>
    public Guid DigestId { get; set; }

    /// <summary>Kind of record.</summary>
    public required string SubjectType { get; set; }

    /// <summary>The record.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>Where it stands.</summary>
    public DigestSection Section { get; set; }

    /// <summary>Place of the section, from 1.</summary>
    public int SectionOrder { get; set; }

    /// <summary>When a record is in two sections, the lower one is shown.</summary>
    public int Precedence { get; set; }

    /// <summary>0 when it is late, else 1: late comes first.</summary>
    public int LateOrder { get; set; }

    /// <summary>Theme, or empty.</summary>
    public required string Theme { get; set; }

    /// <summary>When it happened (UTC).</summary>
    public DateTime At { get; set; }

    /// <summary>Day by which something must happen, or null.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>What it is about, in one line.</summary>
    public required string Gist { get; set; }

    /// <summary>True when it is a reason to send the digest.</summary>
    public bool IsNews { get; set; }

    /// <summary>Place in the digest from 1; 0 until it is frozen.</summary>
    public int Number { get; set; }
}

/// <summary>A record that waits for the next digest of a group.</summary>
public sealed class DigestQueueEntry
{
    /// <summary>Key, in order of time.</summary>
    public Guid Id { get; set; }

    /// <summary>The group, or <see cref="DigestAudiences.Coach"/>.</summary>
    public Guid AudienceId { get; set; }

    /// <summary>Where it stands.</summary>
    public DigestSection Section { get; set; }

    /// <summary>Kind of record.</summary>
    public required string SubjectType { get; set; }

    /// <summary>The record.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>Since when (UTC).</summary>
    public DateTime QueuedAt { get; set; }
}

/// <summary>Someone opened a digest.</summary>
public sealed class DigestRead
{
    /// <summary>The digest.</summary>
    public Guid DigestId { get; set; }

    /// <summary>The reader.</summary>
    public Guid PersonId { get; set; }

    /// <summary>When first (UTC).</summary>
    public DateTime ReadAt { get; set; }
}

/// <summary>Someone does not want the digests of a group by mail. They can still be read on the site.</summary>
public sealed class DigestOptOut
{
    /// <summary>The group, or <see cref="DigestAudiences.Coach"/>.</summary>
    public Guid AudienceId { get; set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; set; }

    /// <summary>Since when (UTC).</summary>
    public DateTime At { get; set; }
}

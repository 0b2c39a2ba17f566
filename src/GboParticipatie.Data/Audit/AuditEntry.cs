namespace GboParticipatie.Data.Audit;

/// <summary>
/// Who did what to which record. Rows go in unchained; the sealer chains them afterwards. The chain covers
/// <see cref="Commitment"/> = SHA-256(salt, payload), so payload and salt can be erased while the chain still verifies.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; }

    /// <summary>When (UTC).</summary>
    public DateTime At { get; set; }

    /// <summary>Opaque user id, or null for the system or an anonymous person.</summary>
    public string? UserId { get; set; }

    /// <summary>What, such as <c>AgendaItem.Declined</c>.</summary>
    public required string Action { get; set; }

    /// <summary>Record it was done to.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>Details as JSON; null once erased.</summary>
    public string? Payload { get; set; }

    /// <summary>32 random bytes; null once erased.</summary>
    public byte[]? Salt { get; set; }

    /// <summary>SHA-256 of salt and payload.</summary>
    public required byte[] Commitment { get; set; }

    /// <summary>Place in the chain, from 1; null until sealed.</summary>
    public long? Position { get; set; }

    /// <summary>SHA-256 over the previous hash and this row; null until sealed.</summary>
    public byte[]? Hash { get; set; }
}

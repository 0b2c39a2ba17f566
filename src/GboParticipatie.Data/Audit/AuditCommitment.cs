using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GboParticipatie.Data.Audit;

/// <summary>The salted commitment of an audit row: SHA-256(salt || UTF-8 payload).</summary>
public static class AuditCommitment
{
    /// <summary>A new, unsealed row.</summary>
    public static AuditEntry Create(string action, Guid subject, string? userId, object? details, DateTime at)
    {
        var payload = JsonSerializer.Serialize(details ?? new object());
        var salt = RandomNumberGenerator.GetBytes(32);
        return new AuditEntry
        {
            Id = NewId.Random(),
            At = at,
            UserId = userId,
            Action = action,
            SubjectId = subject,
            Payload = payload,
            Salt = salt,
            Commitment = Compute(salt, payload),
        };
    }

    /// <summary>The commitment of a payload under a salt.</summary>
    public static byte[] Compute(byte[] salt, string payload) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(payload)]);
}

namespace GboParticipatie.Web.Users.Tokens;

/// <summary>A bearer token for the API. The token itself is shown once and not stored.</summary>
public sealed class ApiToken
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; }

    /// <summary>Whose token it is; it never does more than this person.</summary>
    public required string UserId { get; set; }

    /// <summary>What it is for, in the words of its owner.</summary>
    public required string Name { get; set; }

    /// <summary>How the token begins, to recognise it by.</summary>
    public required string Prefix { get; set; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>What it may do: names of scopes with a space between.</summary>
    public required string Scopes { get; set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>Until when it works (UTC).</summary>
    public DateTime ExpiresAt { get; set; }

    /// <summary>Day on which it was last used, in Brussels; null while never.</summary>
    public DateOnly? LastUsedOn { get; set; }

    /// <summary>When it was withdrawn; null while it was not.</summary>
    public DateTime? RevokedAt { get; set; }

    /// <summary>The scopes one by one.</summary>
    public IReadOnlyList<string> ScopeNames => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True when it works at this time.</summary>
    public bool WorksAt(DateTime now) => RevokedAt is null && ExpiresAt > now;
}

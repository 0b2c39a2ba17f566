namespace GboParticipatie.Web.Users.Tokens;

/// <summary>A bearer token for the API. The token itself is shown once and not stored.</summary>
public sealed class ApiToken
{
    /// <summary>Stands before the scopes of a token that an operator made on the command line.</summary>
    public const string Operator = "operator";

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

    /// <summary>What it may do: names of scopes with a space between, after <see cref="Operator"/> when an operator made it.</summary>
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
    public IReadOnlyList<string> ScopeNames => [.. Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(s => s != Operator)];

    /// <summary>
    /// True when it was made with the second step that its owner has now. An operator needs none; a token that was made before the
    /// step was set up could be that of whoever read the mail once.
    /// </summary>
    public bool HasSecondStep(DateTime? since) => Scopes.StartsWith(Operator + " ", StringComparison.Ordinal) || CreatedAt >= since;

    /// <summary>True when it works at this time.</summary>
    public bool WorksAt(DateTime now) => RevokedAt is null && ExpiresAt > now;
}

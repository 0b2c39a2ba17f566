using Microsoft.AspNetCore.Identity;

namespace GboParticipatie.Data.Users;

/// <summary>Someone who can sign in. There are no passwords.</summary>
public sealed class GboUser : IdentityUser
{
    /// <summary>Name as shown to colleagues and in greetings.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>When the account was made (UTC).</summary>
    public DateTime CreatedAt { get; set; }
}

namespace GboParticipatie.Email;

/// <summary>How people are greeted.</summary>
public static class Greeting
{
    /// <summary>
    /// The name to greet someone with; empty when it is no name but the front of the address, as for someone who signed in and never
    /// told a name.
    /// </summary>
    public static string NameOf(string name, string? email) => email is not null && email.Split('@')[0] == name ? "" : name;
}

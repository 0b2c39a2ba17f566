using System.ComponentModel.DataAnnotations;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>How mails leave; configuration section <c>Mail</c>. Without a host they become files under App_Data/mail.</summary>
public sealed class MailOptions
{
    /// <summary>The mail server.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>Most mails handed over in a minute by all instances together; 0 is no limit. Above it, mails wait.</summary>
    public int PerMinute { get; set; }
}

/// <summary>A mail server; configuration section <c>Mail:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    /// <summary>Name of the server; empty: mails become files.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port: 587 for submission with STARTTLS. Implicit TLS (465) is not supported.</summary>
    public int Port { get; set; } = 587;

    /// <summary>User name, or empty for a server that asks none.</summary>
    public string User { get; set; } = "";

    /// <summary>Password.</summary>
    public string Password { get; set; } = "";

    /// <summary>Encrypts by STARTTLS; a server that does not offer it is refused.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Address that mails come from; empty: that of the region's settings.</summary>
    public string From { get; set; } = "";

    /// <summary>Seconds after which a server that does not answer is given up for now. Below the outbox's lease of a minute.</summary>
    public int TimeoutSeconds { get; set; } = 30;
}

/// <summary>What a region decides about its mails. Recipe step <c>settings</c>, property <c>MailSettings</c>.</summary>
public sealed record MailSettings
{
    /// <summary>Holds all mails back, except those with which people sign in: for trying out a region.</summary>
    public bool HoldAll { get; init; }

    /// <summary>Days after which the text of a sent mail is erased; the line in the list stays.</summary>
    [Range(1, 3650)]
    public int KeepTextDays { get; init; } = 180;

    /// <summary>Days after which the line goes as well, and with it the address.</summary>
    [Range(1, 3650)]
    public int KeepDays { get; init; } = 730;
}

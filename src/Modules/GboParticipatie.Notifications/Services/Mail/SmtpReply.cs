using System.Net.Mail;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>What a mail server's refusal means: never, or not now.</summary>
internal static class SmtpReply
{
    /// <summary>The exception that says which.</summary>
    /// <param name="problem">What the server or the connection said.</param>
    /// <param name="notLetIn">What to say, beside that, of a server that does not let the site in.</param>
    public static Exception Judge(SmtpException problem, string notLetIn)
    {
        var code = (int)problem.StatusCode;
        var isRecipient = problem is SmtpFailedRecipientException;
        var said = code > 0 ? $"{code}: {problem.Message}" : problem.InnerException?.Message ?? problem.Message;
        if (IsAboutUs(code)) said = $"{notLetIn} {said}";
        // Only a refusal of the recipient is surely about this mail. Another 5xx may be a wrong password or sender, which
        // someone will mend: it is tried a few times, and then set aside so that it does not hold up the mails behind it.
        return isRecipient && code is >= 500 and < 600
            ? new MailRefusedException(said, problem)
            : new MailNotNowException(said, problem, isServerDown: code is < 500 or >= 600 || IsAboutUs(code));
    }

    // 530 STARTTLS or sign-in first, 534, 535 and 538 sign-in refused: says nothing about the mail.
    private static bool IsAboutUs(int code) => code is 530 or 534 or 535 or 538;
}

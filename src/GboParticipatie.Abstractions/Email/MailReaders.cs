namespace GboParticipatie.Email;

/// <summary>A mail that the site stored, as far as one can tell from it what it is about.</summary>
/// <param name="Id">Key of the mail.</param>
/// <param name="Body">Its text, or null once erased.</param>
/// <param name="ActionUrl">Address of its button, or null.</param>
public sealed record StoredMail(Guid Id, string? Body, string? ActionUrl);

/// <summary>
/// What a module knows of stored mails: which tell of a record that not everyone at the desk may read, and which words in them
/// open it. Asked outside a demonstration, by the page that shows mails.
/// </summary>
public interface IMailReaders
{
    /// <summary>True when the person of this request may read whatever record a mail tells of.</summary>
    Task<bool> MayReadAllAsync(CancellationToken cancel = default);

    /// <summary>Of these mails, those that tell of a record that the person of this request may not read.</summary>
    Task<IReadOnlySet<Guid>> ClosedAsync(IReadOnlyList<StoredMail> mails, CancellationToken cancel = default);

    /// <summary>What in this mail opens something for whoever has it, beside links: short codes.</summary>
    Task<IReadOnlyList<string>> SecretsInAsync(StoredMail mail, CancellationToken cancel = default);
}

namespace GboParticipatie.Files;

/// <summary>Kinds of file that people may send along; found out from the content, never from the name.</summary>
public enum FileKind
{
    /// <summary>A photo.</summary>
    Jpeg,

    /// <summary>A picture, such as a screenshot.</summary>
    Png,

    /// <summary>A picture.</summary>
    WebP,

    /// <summary>A document to read.</summary>
    Pdf,

    /// <summary>A text of Word.</summary>
    Docx,

    /// <summary>A text of LibreOffice.</summary>
    Odt,

    /// <summary>A text without layout.</summary>
    Text,
}

/// <summary>A file that was looked through: its content gives nothing away any more that its sender does not see in it.</summary>
/// <param name="Name">Name as its sender knows it; on one line.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Content">What is kept.</param>
/// <param name="Hash">SHA-256 of what was sent: the same file sent twice is there once.</param>
public sealed record CheckedFile(string Name, FileKind Kind, byte[] Content, string Hash);

/// <summary>What is known of a file that is kept. Its content stands apart, so that no list reads it.</summary>
public sealed class StoredFile
{
    /// <summary>Longest name.</summary>
    public const int NameLength = 200;

    /// <summary>Longest reason why it was taken away.</summary>
    public const int ReasonLength = 1000;

    /// <summary>Key: random, because it stands in addresses.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Key of the record that it belongs to: whoever may read that one may read the file, and nobody else.</summary>
    public required Guid OwnerId { get; set; }

    /// <summary>Place among the files of its record, from 0; null once it was taken away. Unique, so that there are never more than allowed.</summary>
    public required int? Place { get; set; }

    /// <summary>Name as its sender knows it. Others read "Foto 1": a name can give someone away.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required FileKind Kind { get; init; }

    /// <summary>Bytes of what is kept.</summary>
    public required int Size { get; init; }

    /// <summary>SHA-256 of what was sent: the same file sent twice is there once.</summary>
    public required string Hash { get; init; }

    /// <summary>Why it was taken away, for whoever brought it; null while it is there. The content is gone then.</summary>
    public string? RemovedBecause { get; set; }

    /// <summary>True for what a browser shows.</summary>
    public bool IsPicture => Kind is FileKind.Jpeg or FileKind.Png or FileKind.WebP;
}

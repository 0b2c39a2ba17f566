namespace GboParticipatie.Network.Models;

/// <summary>What a file holds.</summary>
public enum ImportKind
{
    /// <summary>Organisations.</summary>
    Organisations,

    /// <summary>People.</summary>
    People,
}

/// <summary>How far an import is.</summary>
public enum ImportState
{
    /// <summary>The file is here and will be looked through.</summary>
    Reading,

    /// <summary>Looked through without errors: someone decides.</summary>
    Checked,

    /// <summary>There are errors: nothing was imported.</summary>
    Refused,

    /// <summary>Someone said yes: it will be imported.</summary>
    Confirmed,

    /// <summary>All of it was imported.</summary>
    Done,

    /// <summary>Someone said no: nothing was imported.</summary>
    Cancelled,
}

/// <summary>A file of organisations or people on its way into the network: looked through first, then all of it or nothing.</summary>
public sealed class NetworkImport : IVersioned
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Most rows of a file.</summary>
    public const int MaxRows = 50_000;

    /// <summary>How many errors are kept; more help nobody.</summary>
    public const int MaxProblems = 200;

    /// <summary>How many rows that are new or change something are kept to look at first; those that change something before the new ones.</summary>
    public const int MaxChanges = 1_000;

    /// <summary>Most characters of a cell that are kept to look at.</summary>
    public const int CellLength = 200;

    /// <summary>Longest name of a file; the rest is left out.</summary>
    public const int FileNameLength = 200;

    /// <summary>Longest text of an error.</summary>
    public const int MessageLength = 500;

    /// <summary>Key.</summary>
    public Guid Id { get; init; } = NewId.InOrder();

    /// <summary>What the file holds.</summary>
    public required ImportKind Kind { get; init; }

    /// <summary>Name of the file on the computer that it came from.</summary>
    public required string FileName { get; init; }

    /// <summary>Who brought it: an opaque user id.</summary>
    public string? UserId { get; init; }

    /// <summary>When it came (UTC).</summary>
    public required DateTime UploadedAt { get; init; }

    /// <summary>How far it is.</summary>
    public ImportState State { get; set; }

    /// <summary>How many rows the file has, without its head; 0 until that is known.</summary>
    public int Rows { get; set; }

    /// <summary>How many of them have been looked through.</summary>
    public int RowsRead { get; set; }

    /// <summary>How many are new.</summary>
    public int Added { get; set; }

    /// <summary>How many change something.</summary>
    public int Changed { get; set; }

    /// <summary>How many are as they stand already.</summary>
    public int Unchanged { get; set; }

    /// <summary>How many errors there are, also those that were not kept.</summary>
    public int ProblemCount { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>True while something still happens by itself.</summary>
    public bool IsWorking => State is ImportState.Reading or ImportState.Confirmed;
}

/// <summary>The content of a file, apart, so that lists need not read it. Gone when the import is over.</summary>
public sealed class ImportFile
{
    /// <summary>The import.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>As it came.</summary>
    public required byte[] Content { get; init; }
}

/// <summary>An error in a file.</summary>
public sealed class ImportProblem
{
    /// <summary>The import.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>Place among the errors, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>Line of the file, from 1; 0 for the whole file.</summary>
    public required int Line { get; init; }

    /// <summary>Name of the column, or empty.</summary>
    public required string Column { get; init; }

    /// <summary>What is wrong and how to mend it.</summary>
    public required string Message { get; init; }
}

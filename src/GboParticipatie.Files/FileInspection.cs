using System.Security.Cryptography;

namespace GboParticipatie.Files;

/// <summary>
/// Looks through what people send: what is it really, does it hold a number that points to one person, and what does it give away
/// that its sender does not see? What comes out can be kept and shown to whoever may read the record that it goes with.
/// </summary>
public static class FileInspection
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // One document and two pictures at a time: whatever is sent, the memory that looking takes stays within bounds.
    private static readonly SemaphoreSlim Documents = new(1, 1);
    private static readonly SemaphoreSlim Pictures = new(2, 2);

    /// <summary>Looks a file through.</summary>
    /// <param name="name">Name as the browser gave it; used to speak of the file, never to find out what it is.</param>
    /// <param name="content">The content; at most <see cref="FileLimits.MostBytes"/> of it are read.</param>
    /// <param name="field">Name of the input, for a refusal.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">It is too large, empty, damaged, of a kind that cannot be kept, or names someone by number.</exception>
    public static async Task<CheckedFile> CheckAsync(string name, Stream content, string field, CancellationToken cancel)
    {
        var shown = FileName.Clean(name);
        if (PersonalNumbers.HasNationalNumber(shown) || PersonalNumbers.HasIban(shown))
            throw new RuleException("In de naam van je bestand staat een rijksregisternummer of een rekeningnummer. Geef het bestand een andere naam: zo blijft die persoon beschermd.", field);
        var bytes = await ReadAsync(shown, content, field, cancel);
        var kind = FileContent.KindOf(bytes, shown) ?? throw FileContent.WhyNot(bytes, shown, field);
        var turns = kind is FileKind.Jpeg or FileKind.Png or FileKind.WebP ? Pictures : Documents;
        if (!await turns.WaitAsync(LongestWait, cancel)) throw new RuleException("Er worden net veel bestanden nagekeken. Wacht een minuut en probeer het dan opnieuw.", field);
        // On a thread of its own, with its turn until it is done: what takes too long holds up no request, and no second one starts.
        var work = Task.Factory.StartNew(() => InTurn(turns, shown, kind, bytes, field), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await work.WaitAsync(Longest, cancel);
        }
        catch (TimeoutException)
        {
            throw new RuleException($"“{shown}” nakijken duurt te lang. Maak het kleiner, of stuur er foto's van.", field);
        }
    }

    private static CheckedFile InTurn(SemaphoreSlim turns, string name, FileKind kind, byte[] bytes, string field)
    {
        try
        {
            return new CheckedFile(name, kind, Strip(kind, bytes, new PersonalSearch(name, field)), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (ExcessiveFileException)
        {
            throw new RuleException($"“{name}” kunnen we niet nakijken: het is te groot of te ingewikkeld. Maak het kleiner, of stuur er foto's van.", field);
        }
        catch (Exception problem) when (problem is not RuleException)
        {
            // Whatever the libraries that read it make of it: it is not a sound file.
            throw new RuleException($"“{name}” is beschadigd. Open het op je toestel, bewaar het opnieuw en kies het dan nog eens.", field);
        }
        finally
        {
            turns.Release();
        }
    }

    private static byte[] Strip(FileKind kind, byte[] bytes, PersonalSearch search) => kind switch
    {
        FileKind.Jpeg => JpegFile.Strip(bytes),
        FileKind.Png => PngFile.Strip(bytes),
        FileKind.WebP => WebPFile.Strip(bytes),
        FileKind.Pdf => PdfFile.Strip(bytes, search),
        FileKind.Docx or FileKind.Odt => OfficeFile.Strip(bytes, kind, search),
        _ => PlainText.Strip(bytes, search),
    };

    private static async Task<byte[]> ReadAsync(string name, Stream content, string field, CancellationToken cancel)
    {
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            read.Write(buffer, 0, count);
            if (read.Length > FileLimits.MostBytes) throw new RuleException($"“{name}” is groter dan 10 MB. Maak het kleiner, of kies een ander bestand.", field);
        }

        return read.Length > 0 ? read.ToArray() : throw new RuleException($"“{name}” is leeg. Kies een ander bestand.", field);
    }
}

/// <summary>Looks for numbers that point to one person in the text of a file.</summary>
internal sealed class PersonalSearch(string name, string field)
{
    /// <summary>Name of the file, for a refusal.</summary>
    public string Name { get; } = name;

    /// <summary>Name of the input, for a refusal.</summary>
    public string Field { get; } = field;

    /// <exception cref="RuleException">There is one.</exception>
    public void In(string text)
    {
        if (PersonalNumbers.HasNationalNumber(text))
            throw new RuleException($"In “{Name}” staat een rijksregisternummer. Haal het weg uit het bestand en kies het dan opnieuw: zo blijft die persoon beschermd.", Field);
        if (PersonalNumbers.HasIban(text))
            throw new RuleException($"In “{Name}” staat een rekeningnummer. Haal het weg uit het bestand en kies het dan opnieuw: zo blijft die persoon beschermd.", Field);
    }
}

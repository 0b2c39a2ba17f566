using System.Diagnostics;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Writer;

namespace GboParticipatie.Files;

/// <summary>
/// A PDF written anew from its pages alone: without who made it, with what, when, and for whom; without earlier versions, attached
/// files, programs and bookmarks. What cannot be written anew as it was is refused.
/// </summary>
internal static class PdfFile
{
    private const int MostPages = 300;
    private const int MostLetters = 3_000_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public static byte[] Strip(byte[] pdf, PersonalSearch search)
    {
        var looked = Stopwatch.StartNew();
        byte[] kept;
        List<string> texts;
        using (var document = Open(pdf, search))
        {
            if (document.NumberOfPages == 0) throw new BrokenFileException("No pages.");
            if (document.NumberOfPages > MostPages) throw new RuleException($"“{search.Name}” heeft meer dan {MostPages} bladzijden. Kies alleen de bladzijden die erbij horen.", search.Field);
            texts = Look(document, search, looked);
            using var builder = new PdfDocumentBuilder { IncludeDocumentInformation = false };
            for (var number = 1; number <= document.NumberOfPages; number++)
            {
                builder.AddPage(document, number, new PdfDocumentBuilder.AddPageOptions { KeepAnnotations = false });
                MustBeIn(looked);
            }

            kept = builder.Build();
        }

        using var again = Open(kept, search);
        if (!Texts(again, looked).SequenceEqual(texts, StringComparer.Ordinal)) throw new BrokenFileException("It is not the same any more.");
        PdfLeftovers.Blank(again, kept, search);
        return kept;
    }

    private static PdfDocument Open(byte[] pdf, PersonalSearch search)
    {
        var document = PdfDocument.Open(pdf, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, MaxStackDepth = 100, FilterProvider = new CappedFilters() });
        if (!document.IsEncrypted) return document;
        document.Dispose();
        throw new RuleException($"“{search.Name}” is beveiligd met een wachtwoord. Maak er een gewone pdf van: kies Afdrukken en dan Opslaan als pdf.", search.Field);
    }

    private static List<string> Look(PdfDocument document, PersonalSearch search, Stopwatch looked)
    {
        var (texts, letters) = (new List<string>(), 0);
        foreach (var page in document.GetPages())
        {
            MustBeIn(looked);
            if (page.GetAnnotations().Any(IsPartOfText)) throw new RuleException($"“{search.Name}” heeft opmerkingen of velden om in te vullen. Maak er een gewone pdf van: kies Afdrukken en dan Opslaan als pdf.", search.Field);
            letters += page.Letters.Count;
            if (letters > MostLetters) throw new ExcessiveFileException($"{letters} letters.");
            search.In(page.Text);
            search.In(string.Join(' ', page.GetWords().Select(w => w.Text)));
            texts.Add(page.Text);
        }

        return texts;
    }

    private static IEnumerable<string> Texts(PdfDocument document, Stopwatch looked)
    {
        foreach (var page in document.GetPages())
        {
            MustBeIn(looked);
            yield return page.Text;
        }
    }

    // A link is left out without loss; a note or a field that was filled in is not.
    private static bool IsPartOfText(Annotation annotation) => annotation.Type is not (AnnotationType.Link or AnnotationType.Popup);

    // How long it took, not what time it is: a clock that is put right in between changes nothing.
    private static void MustBeIn(Stopwatch looked)
    {
        if (looked.Elapsed > Longest) throw new ExcessiveFileException("It takes too long.");
    }
}

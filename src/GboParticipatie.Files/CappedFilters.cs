using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace GboParticipatie.Files;

/// <summary>
/// Unpacks the parts of one PDF, but not more than a person's PDF has: ten megabytes can be made to unpack to ten thousand. Pictures
/// are not unpacked at all.
/// </summary>
internal sealed class CappedFilters : IFilterProvider
{
    private const long MostOfOne = 48 * 1024 * 1024;
    private const int MostLzw = 16 * 1024;
    private const long MostAcross = 4 * 1024 * 1024;

    private readonly IFilterProvider _all = DefaultFilterProvider.Instance;
    private long _left = 192 * 1024 * 1024;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Cap(_all.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Cap(_all.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Cap(_all.GetAllFilters());

    private IReadOnlyList<IFilter> Cap(IReadOnlyList<IFilter> filters) => filters.Count > 4 ? throw new ExcessiveFileException("Packed too often.") : [.. filters.Select(f => new Capped(f, this))];

    private void Check(IFilter filter, Memory<byte> input, DictionaryToken dictionary, int index)
    {
        _left -= filter switch
        {
            FlateFilter => Unpacked(input) + AcrossOf(dictionary, index),
            LzwFilter => input.Length > MostLzw ? throw new ExcessiveFileException("An old way of packing.") : input.Length,
            RunLengthFilter => input.Length * 64L > MostOfOne ? throw new ExcessiveFileException("Packed too well.") : input.Length * 64L,
            Ascii85Filter or AsciiHexDecodeFilter => input.Length,
            _ => throw new ExcessiveFileException("A picture where text should be."),
        };
        if (_left < 0) throw new ExcessiveFileException("Unpacked it is far larger than it is.");
    }

    // Counted without being kept. Damaged input is for the filter to refuse.
    private static long Unpacked(Memory<byte> input)
    {
        var (buffer, total) = (new byte[64 * 1024], 0L);
        try
        {
            using var unpacked = new ZLibStream(new MemoryStream(input.ToArray()), CompressionMode.Decompress);
            while (unpacked.Read(buffer) is > 0 and var read)
            {
                total += read;
                if (total > MostOfOne) throw new ExcessiveFileException("Packed too well.");
            }
        }
        catch (InvalidDataException)
        {
            // What came out before it went wrong is all there is.
        }

        return total;
    }

    // Rows of this length are held in memory, whether they are there or not.
    private static long AcrossOf(DictionaryToken dictionary, int index)
    {
        var parameters = DecodeParameterResolver.GetFilterParameters(dictionary, index);
        var across = 1L;
        foreach (var name in new[] { "Columns", "Colors", "BitsPerComponent" })
            if (parameters.TryGet(NameToken.Create(name), out var token) && token is NumericToken number) across *= Math.Clamp((long)number.Double, 0, int.MaxValue);
        return across > MostAcross ? throw new ExcessiveFileException("Rows without end.") : across;
    }

    private sealed class Capped(IFilter filter, CappedFilters all) : IFilter
    {
        public bool IsSupported => filter.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            all.Check(filter, input, streamDictionary, filterIndex);
            return filter.Decode(input, streamDictionary, filterProvider, filterIndex);
        }
    }
}

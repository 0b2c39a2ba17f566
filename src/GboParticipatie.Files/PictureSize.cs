namespace GboParticipatie.Files;

/// <summary>How many pixels a picture may have: more than any phone makes, fewer than what a browser cannot hold.</summary>
internal static class PictureSize
{
    private const long MostPixels = 120_000_000;
    private const int MostAcross = 30_000;

    public static void Check(int width, int height)
    {
        if (width <= 0 || height <= 0) throw new BrokenFileException("A picture without size.");
        if (width > MostAcross || height > MostAcross || (long)width * height > MostPixels) throw new ExcessiveFileException($"{width} x {height} pixels.");
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace GboParticipatie.Tests.Notifications;

/// <summary>A message as another mail program (Python's) reads it.</summary>
public sealed record ReadMail(string[][] Headers, string Type, string[][] Parts, string[] Defects, bool Ascii)
{
    public string this[string header] => Headers.Single(h => h[0].Equals(header, StringComparison.OrdinalIgnoreCase))[1];

    public bool Has(string header) => Headers.Any(h => h[0].Equals(header, StringComparison.OrdinalIgnoreCase));

    public static async Task<ReadMail> FromFileAsync(string file)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(TestFolder.Repository, "tests", "read_mail.py"));
        start.ArgumentList.Add(file);
        using var process = Process.Start(start)!;
        var json = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<ReadMail>(json, JsonSerializerOptions.Web)!;
    }
}

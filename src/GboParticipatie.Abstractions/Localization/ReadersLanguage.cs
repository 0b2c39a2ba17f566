using System.Collections.Concurrent;
using System.Globalization;

namespace GboParticipatie.Localization;

/// <summary>
/// The language of who reads: Dutch, unless the region offers another and the reader chose it. It is the culture of the thread, as
/// everywhere in .NET; only the cultures that are made here count, so the language of the machine never does.
/// </summary>
public static class ReadersLanguage
{
    private static readonly ConcurrentDictionary<string, Reader> Readers = new(StringComparer.Ordinal);

    /// <summary>Dutch of Belgium: the source of all texts.</summary>
    public static CultureInfo Dutch { get; } = CultureInfo.GetCultureInfo("nl-BE");

    /// <summary>The culture in which words, days and numbers are written now.</summary>
    public static CultureInfo Culture => IsOther ? CultureInfo.CurrentUICulture : Dutch;

    /// <summary>True when the reader chose another language than Dutch.</summary>
    public static bool IsOther => CultureInfo.CurrentUICulture is Reader;

    /// <summary>Two letters, such as <c>nl</c>.</summary>
    public static string Code => Culture.TwoLetterISOLanguageName;

    /// <summary>From here on, in this request or task, texts are in this language.</summary>
    /// <param name="code">Two letters, such as <c>fr</c>.</param>
    public static void Use(string code)
    {
        CultureInfo.CurrentUICulture = code == Dutch.TwoLetterISOLanguageName ? Dutch : Readers.GetOrAdd(code, c => new Reader(c));
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture;
    }

    /// <summary>Does something in a language; then the one of before counts again.</summary>
    /// <param name="code">Two letters, such as <c>fr</c>.</param>
    /// <param name="work">What to do.</param>
    public static T In<T>(string code, Func<T> work)
    {
        var (ui, culture) = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);
        Use(code);
        try
        {
            return work();
        }
        finally
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (ui, culture);
        }
    }

    /// <summary>Does something in a language; what follows on it has the one of before.</summary>
    /// <param name="code">Two letters, such as <c>fr</c>.</param>
    /// <param name="work">What to do.</param>
    public static async Task<T> InAsync<T>(string code, Func<Task<T>> work)
    {
        Use(code);
        return await work();
    }

    /// <summary>What a language calls itself, such as "Français".</summary>
    public static string NameOf(string code)
    {
        var name = CultureInfo.GetCultureInfo(code).NativeName;
        return char.ToUpper(name[0], CultureInfo.GetCultureInfo(code)) + name[1..];
    }

    // As it is written in Belgium: fr-BE has the week, the comma and the 24 hours that the Dutch pages have.
    private sealed class Reader(string code) : CultureInfo($"{code}-BE", useUserOverride: false);
}

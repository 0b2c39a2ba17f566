using GboParticipatie.Network.Models;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages.NetworkFiles;

/// <summary>What people read about files.</summary>
public static class FileWords
{
    /// <summary>Kinds of file to choose from.</summary>
    public static IReadOnlyList<Choice> Kinds(IStringLocalizer S) => [.. Enum.GetValues<ImportKind>().Select(k => new Choice(k.ToString(), S[k.Dutch()]))];

    /// <summary>"Organisaties".</summary>
    public static string Dutch(this ImportKind kind) => kind switch
    {
        ImportKind.Organisations => "Organisaties",
        ImportKind.People => "Mensen",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No Dutch words."),
    };

    /// <summary>"Wacht op jouw ja".</summary>
    public static string Dutch(this ImportState state) => state switch
    {
        ImportState.Reading => "Wordt nagekeken",
        ImportState.Checked => "Wacht op jouw ja",
        ImportState.Refused => "Er zijn fouten",
        ImportState.Confirmed => "Wordt ingevoerd",
        ImportState.Done => "Ingevoerd",
        ImportState.Cancelled => "Niet ingevoerd",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No Dutch words."),
    };

    /// <summary>Colour of a state.</summary>
    public static StatusKind Look(this ImportState state) => state switch
    {
        ImportState.Reading or ImportState.Confirmed => StatusKind.Busy,
        ImportState.Checked => StatusKind.New,
        ImportState.Refused => StatusKind.Late,
        ImportState.Done => StatusKind.Done,
        _ => StatusKind.Plain,
    };
}

using GboParticipatie.Network.Csv;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Network.Imports;

/// <summary>Someone as the cells of a row.</summary>
internal static class PersonCells
{
    public const string Number = "Nummer";
    public const string Name = "Naam";
    public const string Email = "E-mailadres";
    public const string Phone = "Telefoon";
    public const string Channel = "Hoort het liefst";
    public const string Language = "Taal";
    public const string Needs = "Nodig";
    public const string BridgeFigure = "Brugfiguur";
    public const string WorkingDays = "Werkdagen";
    public const string Deputy = "Vervanger";
    public const string Organisations = "Organisaties";

    public static IReadOnlyList<CsvColumn> Columns { get; } =
        [new(Number), new(Name, IsRequired: true), new(Email), new(Phone), new(Channel), new(Language), new(Needs), new(BridgeFigure), new(WorkingDays), new(Deputy), new(Organisations)];

    /// <summary>The column of a property.</summary>
    public static IReadOnlyDictionary<string, string> ColumnOf { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Name"] = Name,
        ["Email"] = Email,
        ["Phone"] = Phone,
        ["PreferredChannel"] = Channel,
        ["Language"] = Language,
    };

    public static IReadOnlyList<string?> Write(Guid id, PersonDetails person, string? deputy, IEnumerable<string> organisations) =>
    [
        id.ToString(), person.Name, person.Email, person.Phone, person.PreferredChannel?.DisplayName(), Languages.NameOf(person.Language),
        string.Join(CsvWords.Separator, DutchNames.Needs.Where(n => person.Needs.HasFlag(n)).Select(n => n.DisplayName())),
        person.BridgeFigure?.DisplayName(),
        string.Join(CsvWords.Separator, DutchNames.Days.Where(d => person.WorkingDays.HasFlag(d)).Select(d => d.DisplayName())),
        deputy, string.Join(CsvWords.Separator, organisations),
    ];

    /// <summary>What a row says; a column that the file does not have stays as it is.</summary>
    public static PersonDetails Read(CsvRow row, PersonDetails? old, RowProblems problems)
    {
        var start = old ?? new PersonDetails { Name = "" };
        var read = (start with
        {
            Name = row[Name]!,
            Email = row[Email] ?? start.Email,
            Phone = row[Phone] ?? start.Phone,
            Language = row[Language] is { Length: > 0 } language ? Languages.TagOf(language) : start.Language,
            Needs = Flags(row, Needs, start.Needs, DutchNames.Needs, n => n.DisplayName(), problems),
            WorkingDays = Flags(row, WorkingDays, start.WorkingDays, DutchNames.Days, d => d.DisplayName(), problems),
            BridgeFigure = Figure(row, start.BridgeFigure, problems),
        }).Tidy();
        return read with { PreferredChannel = ReadChannel(row, problems) ?? start.PreferredChannel ?? Usual(read) };
    }

    // Who says nothing hears in the way that reaches them.
    private static ContactChannel Usual(PersonDetails person)
        => person.Email is not null ? ContactChannel.Email : person.Phone is not null ? ContactChannel.Phone : ContactChannel.ViaOrganisation;

    private static ContactChannel? ReadChannel(CsvRow row, RowProblems problems)
    {
        if (row[Channel] is not { Length: > 0 } cell) return null;
        var all = Enum.GetValues<ContactChannel>();
        var channel = CsvWords.One(cell, all, c => c.DisplayName());
        if (channel is null) problems.Add(row, new Problem(Channel, $"Dit kennen we niet. Kies uit: {string.Join(", ", all.Select(c => c.DisplayName()))}."));
        return channel;
    }

    private static BridgeFigureKind? Figure(CsvRow row, BridgeFigureKind? old, RowProblems problems)
    {
        if (row[BridgeFigure] is not { } cell) return old;
        if (cell.Length == 0) return null;
        var figure = CsvWords.One(cell, Enum.GetValues<BridgeFigureKind>(), k => k.DisplayName());
        if (figure is null) problems.Add(row, new Problem(BridgeFigure, "Schrijf “Als beroep” of “Als vrijwilliger”, of laat de cel leeg."));
        return figure;
    }

    private static T Flags<T>(CsvRow row, string column, T old, IReadOnlyList<T> all, Func<T, string> words, RowProblems problems) where T : struct, Enum
    {
        if (row[column] is not { } cell) return old;
        var sum = 0;
        foreach (var word in CsvWords.Several(cell))
        {
            if (CsvWords.One(word, all, words) is { } one) sum |= Convert.ToInt32(one, System.Globalization.CultureInfo.InvariantCulture);
            else problems.Add(row, new Problem(column, $"“{word}” kennen we niet. Kies uit: {string.Join(CsvWords.Separator, all.Select(words))}."));
        }

        return (T)Enum.ToObject(typeof(T), sum);
    }
}

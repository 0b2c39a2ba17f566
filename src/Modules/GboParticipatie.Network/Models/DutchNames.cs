namespace GboParticipatie.Network.Models;

/// <summary>What people read for the enums of this module. The only place where these words stand.</summary>
public static class DutchNames
{
    /// <summary>The kinds of organisation in the order people look for them.</summary>
    public static IReadOnlyList<OrganisationKind> OrganisationKinds { get; } = Enum.GetValues<OrganisationKind>();

    /// <summary>Single days of the week, Monday first.</summary>
    public static IReadOnlyList<WeekDays> Days { get; } = [.. Enum.GetValues<WeekDays>().Where(d => d != WeekDays.None)];

    /// <summary>Single needs.</summary>
    public static IReadOnlyList<ParticipationNeeds> Needs { get; } = [.. Enum.GetValues<ParticipationNeeds>().Where(n => n != ParticipationNeeds.None)];

    /// <summary>"Doelgroeporganisatie", "OCMW".</summary>
    public static string DisplayName(this OrganisationKind kind) => kind switch
    {
        OrganisationKind.Doelgroeporganisatie => "Doelgroeporganisatie",
        OrganisationKind.Adviesraad => "Adviesraad",
        OrganisationKind.Ocmw => "OCMW",
        OrganisationKind.Caw => "CAW",
        OrganisationKind.Dmw => "Dienst maatschappelijk werk",
        OrganisationKind.Samenwerkingsactor => "Samenwerkingsactor",
        OrganisationKind.School => "School",
        OrganisationKind.LokaalBestuur => "Lokaal bestuur",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No Dutch name."),
    };

    /// <summary>"Met een mail".</summary>
    public static string DisplayName(this ContactChannel channel) => channel switch
    {
        ContactChannel.Email => "Met een mail",
        ContactChannel.Phone => "Met een telefoontje",
        ContactChannel.Letter => "Met een brief",
        ContactChannel.ViaOrganisation => "Via mijn organisatie",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "No Dutch name."),
    };

    /// <summary>"Als beroep".</summary>
    public static string DisplayName(this BridgeFigureKind kind) => kind switch
    {
        BridgeFigureKind.Professional => "Als beroep",
        BridgeFigureKind.Volunteer => "Als vrijwilliger",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No Dutch name."),
    };

    /// <summary>"Een tolk", of one need.</summary>
    public static string DisplayName(this ParticipationNeeds need) => need switch
    {
        ParticipationNeeds.Interpreter => "Een tolk",
        ParticipationNeeds.LargePrint => "Grote letters",
        ParticipationNeeds.ChildCare => "Opvang voor kinderen",
        ParticipationNeeds.Transport => "Vervoer",
        ParticipationNeeds.Wheelchair => "Toegankelijk met een rolstoel",
        _ => throw new ArgumentOutOfRangeException(nameof(need), need, "No Dutch name."),
    };

    /// <summary>"maandag", of one day.</summary>
    public static string DisplayName(this WeekDays day) => day switch
    {
        WeekDays.Monday => "maandag",
        WeekDays.Tuesday => "dinsdag",
        WeekDays.Wednesday => "woensdag",
        WeekDays.Thursday => "donderdag",
        WeekDays.Friday => "vrijdag",
        WeekDays.Saturday => "zaterdag",
        WeekDays.Sunday => "zondag",
        _ => throw new ArgumentOutOfRangeException(nameof(day), day, "No Dutch name."),
    };
}

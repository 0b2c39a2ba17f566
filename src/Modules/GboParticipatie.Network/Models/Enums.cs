namespace GboParticipatie.Network.Models;

/// <summary>Kinds of organisation, with the words of the field.</summary>
public enum OrganisationKind
{
    /// <summary>Speaks for people of the target group.</summary>
    Doelgroeporganisatie,

    /// <summary>Local advisory council.</summary>
    Adviesraad,

    /// <summary>Core actor: social service of a local government.</summary>
    Ocmw,

    /// <summary>Core actor: centre for general welfare.</summary>
    Caw,

    /// <summary>Core actor: social-work service of a health fund.</summary>
    Dmw,

    /// <summary>Partner, such as Kind en Gezin or a Huis van het Kind.</summary>
    Samenwerkingsactor,

    /// <summary>School.</summary>
    School,

    /// <summary>Local government, apart from its OCMW.</summary>
    LokaalBestuur,
}

/// <summary>How someone wants to hear from us.</summary>
public enum ContactChannel
{
    /// <summary>By e-mail.</summary>
    Email,

    /// <summary>Somebody calls.</summary>
    Phone,

    /// <summary>A letter on paper.</summary>
    Letter,

    /// <summary>The organisation tells it.</summary>
    ViaOrganisation,
}

/// <summary>What someone needs to take part in a meeting. Stored as a number: never renumber.</summary>
[Flags]
public enum ParticipationNeeds
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>Someone who interprets.</summary>
    Interpreter = 1,

    /// <summary>Papers in large print.</summary>
    LargePrint = 2,

    /// <summary>Someone who looks after the children.</summary>
    ChildCare = 4,

    /// <summary>A ride to the place.</summary>
    Transport = 8,

    /// <summary>A place that a wheelchair can reach.</summary>
    Wheelchair = 16,
}

/// <summary>How someone is a bridge figure (brugfiguur).</summary>
public enum BridgeFigureKind
{
    /// <summary>As a job.</summary>
    Professional,

    /// <summary>As a volunteer.</summary>
    Volunteer,
}

/// <summary>Days of the week on which someone works. Stored as a number: never renumber.</summary>
[Flags]
public enum WeekDays
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>Monday.</summary>
    Monday = 1,

    /// <summary>Tuesday.</summary>
    Tuesday = 2,

    /// <summary>Wednesday.</summary>
    Wednesday = 4,

    /// <summary>Thursday.</summary>
    Thursday = 8,

    /// <summary>Friday.</summary>
    Friday = 16,

    /// <summary>Saturday.</summary>
    Saturday = 32,

    /// <summary>Sunday.</summary>
    Sunday = 64,
}

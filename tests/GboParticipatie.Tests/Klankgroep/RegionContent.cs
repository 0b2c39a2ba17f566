using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>What a region of a recipe has in it: what its action plan names, and what is invented around that.</summary>
internal sealed record RegionContent
{
    public static readonly IReadOnlyDictionary<string, RegionContent> All = new Dictionary<string, RegionContent>(StringComparer.Ordinal)
    {
        ["zolim"] = new()
        {
            Municipalities = ["Bilzen", "Bilzen-Hoeselt", "Borgloon", "Hoeselt", "Riemst", "Tongeren", "Tongeren-Borgloon"],
            Named = ["Huis van het Kind Bilzen", "Huis van het Kind Tongeren", "Marcells Journey", "Regionaal team Kind en Gezin"],
            Invented =
            [
                "Adviesraad Riemst", "Adviesraad sociaal beleid Tongeren-Borgloon", "Buurtwerk Tongeren", "CAW Zuidoost-Limburg", "Dienst maatschappelijk werk Haspengouw",
                "Dienst maatschappelijk werk Maasland", "Eerstelijnszone Zuidoost-Limburg", "Lokaal bestuur Bilzen-Hoeselt", "Lokaal bestuur Riemst",
                "Lokaal bestuur Tongeren-Borgloon", "Moedergroep De Wieg", "OCMW Bilzen-Hoeselt", "OCMW Riemst", "OCMW Tongeren-Borgloon", "Ontmoetingshuis De Linde",
                "Oudercafé Borgloon", "Oudergroep Kleine Stappen", "Vereniging De Schakel",
            ],
            Groups =
            [
                ("Klankmoment Bilzen-Hoeselt", GroupKind.Klankgroep, true, "Stuurgroep GBO"),
                ("Klankmoment Riemst", GroupKind.Klankgroep, true, "Stuurgroep GBO"),
                ("Klankmoment Tongeren-Borgloon", GroupKind.Klankgroep, true, "Stuurgroep GBO"),
                ("Overkoepelende klankgroep Zuidoost-Limburg", GroupKind.OverkoepelendeKlankgroep, true, "Stuurgroep GBO"),
                ("Stuurgroep GBO", GroupKind.Stuurgroep, false, null),
                ("Werkgroep GBO", GroupKind.Werkgroep, true, "Stuurgroep GBO"),
            ],
            WorkAgendas = ["onthaal", "outreachend en proactief"],
            LifeDomains = ["andere", "geld", "gezondheid", "hulp", "meepraten", "opvoeding", "vervoer", "werk", "wonen"],
        },
        ["zora"] = new()
        {
            Municipalities = ["Antwerpen", "Boechout", "Borsbeek", "Edegem", "Hove", "Kontich", "Lint", "Mortsel"],
            Named =
            [
                "ATB ZORA", "CAW Antwerpen", "CLB", "De Link", "Fluvius", "GTB", "Huizen van het Kind", "Ideale Woning / SVK", "Inleefhuis Edegem", "JAC",
                "Kind & Gezin", "Multiversum", "VDAB", "Welzijnsschakel Edegem", "Welzijnsschakel Mortsel",
            ],
            Invented =
            [
                "Adviesraad welzijn Kontich", "College Ter Linden", "Diensten maatschappelijk werk van de mutualiteiten", "Eenoudercafé De Zetel", "Eerstelijnszone ZORA",
                "Ervaringsplatform ZORA", "Gemeente Edegem", "Jongerenplek Het Kompas", "OCMW Antwerpen, sociaal centrum Borsbeek", "OCMW Boechout", "OCMW Borsbeek",
                "OCMW Edegem", "OCMW Hove", "OCMW Kontich", "OCMW Lint", "OCMW Mortsel", "Secundaire school De Rand", "Stad Mortsel",
            ],
            Groups =
            [
                ("Clusteroverleg", GroupKind.Overleg, false, "Werkgroep GBO"),
                ("Ervaringsplatform", GroupKind.Ervaringsplatform, true, "Werkgroep GBO"),
                ("Lokaal partneroverleg", GroupKind.Overleg, false, "Werkgroep GBO"),
                ("Lokaal scholenoverleg", GroupKind.Overleg, false, "Werkgroep GBO"),
                ("Netwerk van brugfiguren", GroupKind.Brugfiguren, true, "Werkgroep GBO"),
                ("Testgroep De Rand", GroupKind.Testgroep, false, "Werkgroep GBO"),
                ("Werkgroep GBO", GroupKind.Werkgroep, false, null),
                ("Werkgroep jongeren", GroupKind.Overleg, false, "Werkgroep GBO"),
                ("Zorgraad", GroupKind.Overleg, false, "Werkgroep GBO"),
            ],
            WorkAgendas = [],
            LifeDomains = ["criminaliteit", "geld", "integratie", "onderwijs", "participatie", "werk", "wonen"],
        },
    };

    public required IReadOnlyList<string> Municipalities { get; init; }

    /// <summary>Organisations that the plan names.</summary>
    public required IReadOnlyList<string> Named { get; init; }

    /// <summary>Organisations that the plan does not name.</summary>
    public required IReadOnlyList<string> Invented { get; init; }

    /// <summary>Groups, whether they take points, and who answers those.</summary>
    public required IReadOnlyList<(string Name, GroupKind Kind, bool TakesPoints, string? ForwardsTo)> Groups { get; init; }

    /// <summary>Those of the working group.</summary>
    public required IReadOnlyList<string> WorkAgendas { get; init; }

    public required IReadOnlyList<string> LifeDomains { get; init; }
}

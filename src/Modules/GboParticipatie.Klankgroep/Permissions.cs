using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep;

/// <summary>Permissions of the module Klankgroep.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>Make, announce and call off meetings, and see who comes. Their agendas and reports are for who sees to points.</summary>
    public static readonly Permission ManageSessions = new("ManageSessions", "Bijeenkomsten maken, aankondigen en afzeggen");

    /// <summary>Change groups, who sits in them, and their links.</summary>
    public static readonly Permission ManageGroups = new("ManageGroups", "Groepen beheren, wie erin zit en hun link of QR-code");

    /// <summary>Triage points: title, park, decline, confirm, close, enter on behalf of others; order agendas and write reports.</summary>
    public static readonly Permission ManageAgendaItems = new("ManageAgendaItems", "Punten behandelen, agenda's ordenen en verslagen schrijven");

    /// <summary>Ask a body for an answer.</summary>
    public static readonly Permission ForwardAgendaItems = new("ForwardAgendaItems", "Een antwoord vragen aan een groep of organisatie", [ManageAgendaItems]);

    /// <summary>Read every point, also those for the coach alone.</summary>
    public static readonly Permission ReadAllAgendaItems = new("ReadAllAgendaItems", "Alle punten lezen, ook die alleen voor de coach zijn", [ManageAgendaItems]);

    /// <summary>Bring a point.</summary>
    public static readonly Permission ProposeAgendaItem = new("ProposeAgendaItem", "Iets op de agenda zetten", [ManageAgendaItems]);

    /// <summary>Read feedback, link it to points, answer and close it.</summary>
    public static readonly Permission ManageFeedback = new("ManageFeedback", "Lezen wat mensen vertellen, en het beantwoorden of bij een punt zetten", [ManageAgendaItems]);

    /// <summary>Tell what one notices, by another program. On the site anyone may.</summary>
    public static readonly Permission GiveFeedback = new("GiveFeedback", "Vertellen wat je merkt, ook met een ander programma", [ProposeAgendaItem, ManageFeedback]);

    /// <summary>Answer for the bodies one sits in.</summary>
    public static readonly Permission GiveAnswer = new("GiveAnswer", "Antwoorden voor de groepen waar je in zit", [ManageAgendaItems]);

    /// <summary>See the figures of the ledger beyond the public page.</summary>
    public static readonly Permission ViewLedger = new("ViewLedger", "De cijfers over inbreng en antwoorden bekijken", [ManageAgendaItems]);

    /// <inheritdoc />
    public IEnumerable<Permission> GetPermissions() =>
        [ManageSessions, ManageGroups, ManageAgendaItems, ForwardAgendaItems, ReadAllAgendaItems, ProposeAgendaItem, ManageFeedback, GiveFeedback, GiveAnswer, ViewLedger];

    /// <inheritdoc />
    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        // Who administers the site need not read what is for the coach alone.
        new(RoleNames.Beheerder, [ManageSessions, ManageGroups, ViewLedger, ProposeAgendaItem]),
        new(RoleNames.Procescoach, [ManageSessions, ManageGroups, ManageAgendaItems]),
        new(RoleNames.Stuurgroep, [ProposeAgendaItem, GiveAnswer, ViewLedger]),
        new(RoleNames.Werkgroep, [ProposeAgendaItem, GiveAnswer, ViewLedger]),
        new(RoleNames.Organisatie, [ProposeAgendaItem]),
        new(RoleNames.Ervaringsdeskundige, [ProposeAgendaItem]),
        new(RoleNames.Basiswerker, [ProposeAgendaItem]),
        new(RoleNames.Partner, [ProposeAgendaItem]),
    ];
}

namespace GboParticipatie.Klankgroep.Models;

/// <summary>What a report says about a point.</summary>
/// <param name="WhatWasSaid">What was said (Markdown), or null.</param>
/// <param name="Conclusion">What was concluded (Markdown), or null.</param>
public readonly record struct SaidText(string? WhatWasSaid, string? Conclusion = null);

/// <summary>A point on the agenda of one meeting. A point stands on an agenda once.</summary>
public sealed class AgendaEntry
{
    /// <summary>Order of a point that the coach has not placed yet: after those that were placed, in order of arrival.</summary>
    public const int NotPlaced = 1_000_000;

    /// <summary>Order of a point that was carried over: on top, until the coach places it.</summary>
    public const int OnTop = 0;

    /// <summary>Most minutes that can be planned for a point.</summary>
    public const int MostMinutes = 600;

    /// <summary>Longest name of a work agenda.</summary>
    public const int WorkAgendaLength = 100;

    internal const string ImpossibleMinutes = "Vul de minuten in als een getal van 0 tot 600.";

    private AgendaEntry()
    {
    }

    internal AgendaEntry(Guid itemId, Guid sessionId, int turn, Guid? carriedFrom, DateTime at)
    {
        ItemId = itemId;
        SessionId = sessionId;
        Turn = turn;
        CarriedFromSessionId = carriedFrom;
        Order = carriedFrom is null ? NotPlaced : OnTop;
        AddedAt = at;
    }

    /// <summary>The point.</summary>
    public Guid ItemId { get; private set; }

    /// <summary>The meeting.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>Which agenda this is for the point: 1 for the first it stood on.</summary>
    public int Turn { get; private set; }

    /// <summary>Place on the agenda; equal places are in order of <see cref="AddedAt"/>.</summary>
    public int Order { get; private set; }

    /// <summary>Minutes planned, or null.</summary>
    public int? Minutes { get; private set; }

    /// <summary>Work agenda of the group that it belongs to, or null.</summary>
    public string? WorkAgenda { get; private set; }

    /// <summary>What became of it.</summary>
    public EntryOutcome Outcome { get; private set; }

    /// <summary>What was said about it (Markdown), or null.</summary>
    public string? WhatWasSaid { get; private set; }

    /// <summary>What was concluded (Markdown), or null.</summary>
    public string? Conclusion { get; private set; }

    /// <summary>What was said and concluded.</summary>
    public SaidText Said => new(WhatWasSaid, Conclusion);

    /// <summary>The meeting that did not come to it, or null: then people read "Van vorige keer".</summary>
    public Guid? CarriedFromSessionId { get; private set; }

    /// <summary>When it came on this agenda (UTC).</summary>
    public DateTime AddedAt { get; private set; }

    /// <summary>The point.</summary>
    public AgendaItem? Item { get; private set; }

    /// <summary>The meeting.</summary>
    public Session? Session { get; private set; }

    /// <summary>True while it waits for the meeting.</summary>
    public bool IsPending => Outcome == EntryOutcome.None;

    /// <summary>Gives it a place on the agenda, minutes and a work agenda.</summary>
    /// <exception cref="RuleException">The minutes are impossible.</exception>
    public void Place(int order, int? minutes, string? workAgenda)
    {
        if (minutes is < 0 or > MostMinutes) throw new RuleException(ImpossibleMinutes, nameof(Minutes));
        Order = order;
        Minutes = minutes;
        WorkAgenda = workAgenda;
    }

    internal void Conclude(EntryOutcome outcome, SaidText said = default)
    {
        Outcome = outcome;
        Note(new SaidText(said.WhatWasSaid ?? WhatWasSaid, said.Conclusion ?? Conclusion));
    }

    internal void Note(SaidText said) => (WhatWasSaid, Conclusion) = (said.WhatWasSaid, said.Conclusion);

    /// <summary>The same place and outcome for a point that was a part of this one.</summary>
    internal AgendaEntry For(Guid itemId, DateTime now, int turn = 1)
        => new(itemId, SessionId, turn, CarriedFromSessionId, now) { Order = Order, WorkAgenda = WorkAgenda, Outcome = Outcome, WhatWasSaid = WhatWasSaid, Conclusion = Conclusion };

    internal void MoveTo(int order) => Order = order;
}

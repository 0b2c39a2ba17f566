using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Klankgroep.Pages.DeskReport;

/// <content>What was typed, beside what is stored.</content>
public sealed partial class IndexModel
{
    /// <summary>What was said about this point: as typed just now, else as stored.</summary>
    public string? Typed(Guid item) => Meeting.IsOpen && WhatWasSaid.TryGetValue(item, out var typed) ? typed : LineOf(item)?.WhatWasSaid;

    /// <summary>The same, of what was concluded.</summary>
    public string? TypedConclusion(Guid item) => Meeting.IsOpen && Conclusion.TryGetValue(item, out var typed) ? typed : LineOf(item)?.Conclusion;

    /// <summary>What was typed and could not be kept, because the meeting is over: title of the point and text.</summary>
    public IReadOnlyList<(string Title, string Text)> NotKept => Meeting.IsOpen ? [] :
    [
        .. Agenda.Where(l => IsLost(WhatWasSaid, l.ItemId, l.WhatWasSaid)).Select(l => (l.Title, WhatWasSaid[l.ItemId]!)),
        .. Agenda.Where(l => IsLost(Conclusion, l.ItemId, l.Conclusion)).Select(l => (S["Besluit: {0}", l.Title].Value, Conclusion[l.ItemId]!)),
    ];

    /// <summary>Mark of the note that the coach began from.</summary>
    public string MarkOf(Guid item) => Was.TryGetValue(item, out var mark) ? mark ?? "" : TypedText.Mark(LineOf(item)?.WhatWasSaid);

    /// <summary>Mark of the conclusion that the coach began from.</summary>
    public string ConclusionMarkOf(Guid item) => WasConclusion.TryGetValue(item, out var mark) ? mark ?? "" : TypedText.Mark(LineOf(item)?.Conclusion);

    /// <summary>True when this point is ticked.</summary>
    public bool IsTicked(Guid item) => Discussed.GetValueOrDefault(item);

    // Ticks of points of which nothing is written are stored nowhere.
    private string AddressWithTicks
    {
        get
        {
            var ticks = Discussed.Where(d => d.Value && !IsWritten(d.Key)).Select(d => $"besproken={d.Key}").ToList();
            return ticks.Count == 0 ? Address : $"{Address}?{string.Join('&', ticks)}";
        }
    }

    // What the form did not send stays as it is.
    private DiscussedPoint Note(Guid item) => new(item, WhatWasSaid.GetValueOrDefault(item), WhatWasSaid.ContainsKey(item) ? MarkIn(Was, item) : "")
    {
        Conclusion = Conclusion.GetValueOrDefault(item),
        SeenConclusion = Conclusion.ContainsKey(item) ? MarkIn(WasConclusion, item) : "",
    };

    private static string? MarkIn(Dictionary<Guid, string?> marks, Guid item) => marks.TryGetValue(item, out var mark) ? mark ?? "" : null;

    private static bool IsLost(Dictionary<Guid, string?> texts, Guid item, string? stored)
        => texts.TryGetValue(item, out var typed) && !string.IsNullOrWhiteSpace(typed) && TypedText.Clean(typed) != stored;

    private bool IsWritten(Guid item) => !string.IsNullOrWhiteSpace(WhatWasSaid.GetValueOrDefault(item)) || !string.IsNullOrWhiteSpace(Conclusion.GetValueOrDefault(item));

    // Who writes what was said, discussed it: nothing typed is lost because a box was not ticked.
    private bool IsTalkedAbout(Guid item) => IsTicked(item) || IsWritten(item);

    // A button that was pressed twice finds the meeting over, with the report that was sent.
    private bool IsHeldAsSent() => Meeting.State == SessionState.Held && WhatWasSaid.Count > 0
        && Agenda.Where(l => WhatWasSaid.ContainsKey(l.ItemId)).All(l => (l.Outcome == EntryOutcome.Discussed) == IsTalkedAbout(l.ItemId)
            && (!IsTalkedAbout(l.ItemId) || (!IsLost(WhatWasSaid, l.ItemId, l.WhatWasSaid) && !IsLost(Conclusion, l.ItemId, l.Conclusion))));

    // Marks of what is stored as it was typed, by the name of their field.
    private Dictionary<string, string> MarksOfKept()
    {
        var said = Agenda.Where(l => IsAsTyped(WhatWasSaid, l.ItemId, l.WhatWasSaid)).Select(l => ($"Was[{l.ItemId}]", TypedText.Mark(l.WhatWasSaid)));
        var concluded = Agenda.Where(l => IsAsTyped(Conclusion, l.ItemId, l.Conclusion)).Select(l => ($"WasConclusion[{l.ItemId}]", TypedText.Mark(l.Conclusion)));
        return said.Concat(concluded).ToDictionary();
    }

    private static bool IsAsTyped(Dictionary<Guid, string?> texts, Guid item, string? stored) => texts.TryGetValue(item, out var typed) && (stored ?? "") == TypedText.Clean(typed ?? "");
}

using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Bench;

/// <content>What stands beside the points on a coach's desk: what people tell, what bodies promised, who must be called; and whose it is.</content>
internal sealed partial class History
{
    private readonly List<Feedback> _told = [];
    private readonly List<ActionItem> _actions = [];
    private readonly List<ContactTask> _letters = [];

    // Most is the first coach's, a third a colleague's where there is one, and a little nobody's.
    private string? Owner() => _random.Next(10) switch { 0 => null, < 4 when coaches.Count > 1 => coaches[1], _ => coaches.Count > 0 ? coaches[0] : null };

    // The numbers of what people tell are drawn by lot: those of the demo have four digits.
    private const int AfterTheDemo = 100_000;

    private void Tell(int count)
    {
        var today = BrusselsTime.DayOf(now);
        for (var i = 0; i < count; i++)
        {
            var day = today.AddDays(-_random.Next(1, Years * 365));
            var text = new FeedbackText(
                (FeedbackKind)_random.Next(5), $"{Stories[_random.Next(Stories.Length)]} Ik merk het elke week.", null, domains[_random.Next(domains.Count)].Key, (HeardFrom)_random.Next(6),
                _random.Next(10) == 0 ? FeedbackReaders.CoachOnly : FeedbackReaders.WhoCanHelp);
            var told = Feedback.Receive(text, new FeedbackSubject(null, organisations[_random.Next(organisations.Count)]), FeedbackAuthor.Anonymous(), $"FB-{day.Year}-{AfterTheDemo + i}", Guid.NewGuid(), new Ownership(Owner(), day.AddDays(14), day.AddDays(84)), day);
            // What came in the last two months is partly still open, the rest was answered or closed.
            if (day < today.AddDays(-60) || _random.Next(2) == 0) told.AnswerWith("We bekeken dit, en het wordt aangepast.", day.AddDays(10) < today ? day.AddDays(10) : today);
            _told.Add(told);
        }
    }

    private ActionItem Moved(ActionItem promised, DateTime answered)
    {
        if (_random.Next(10) < 8 && promised.DueOn < BrusselsTime.DayOf(now)) promised.Move(ActionState.Done, "Het is gebeurd.", null, null, answered.AddDays(60));
        return promised;
    }
}

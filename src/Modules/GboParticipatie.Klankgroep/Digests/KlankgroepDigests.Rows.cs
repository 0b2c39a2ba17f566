using GboParticipatie.Digests;
using GboParticipatie.Klankgroep.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Digests;

/// <content>Rows as the database gives them.</content>
public sealed partial class KlankgroepDigests
{
    private sealed class FollowUp
    {
        public Guid Id { get; init; }

        public string Text { get; init; } = "";

        public DateTime CreatedAt { get; init; }

        public DateOnly DueOn { get; init; }

        public DateOnly? TrialUntil { get; init; }

        public string What => TypedText.TitleFrom(Text);

        public DateOnly EndsOn => TrialUntil > DueOn ? TrialUntil.Value : DueOn;
    }

    private sealed class AnswerRow
    {
        public Guid Id { get; init; }

        public AnswerState State { get; init; }

        public DateOnly DueOn { get; init; }

        public DateTime AskedAt { get; init; }

        public DateTime? AnsweredAt { get; init; }

        public Decision? Decision { get; init; }

        public string? Question { get; init; }

        public string Reference { get; init; } = "";

        public string Title { get; init; } = "";

        public string? LifeDomain { get; init; }

        public bool IsCoachOnly { get; init; }

        public bool IsForGroup { get; init; }

        public string? Neutral { get; init; }

        // Of a point for the coach alone, others read the neutral text and nothing else.
        public DigestItem As(DigestSection section, KlankgroepSettings settings, IStringLocalizer S)
        {
            var what = IsCoachOnly ? Neutral ?? Question ?? "" : Question ?? Title;
            var gist = Decision is { } decision ? $"{S[decision.Dutch()]}: {what} ({Reference})" : $"{what} ({Reference})";
            var isOpen = State == AnswerState.Asked;
            return new DigestItem(section, Given, Id, gist.ReplaceLineEndings(" "), IsCoachOnly ? "" : settings.NameOf(LifeDomain) ?? "", AnsweredAt ?? AskedAt, isOpen ? DueOn : null);
        }
    }
}

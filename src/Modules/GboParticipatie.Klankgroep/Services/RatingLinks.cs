using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>The three links of a mail by which an author says whether an answer is clear, or whether anything changed.</summary>
public sealed class RatingLinks(PointLinks links)
{
    private static readonly (ClarityRating Rating, string Word)[] Words = [(ClarityRating.Yes, "ja"), (ClarityRating.ABit, "beetje"), (ClarityRating.No, "nee")];

    /// <summary>Local address to say this of an answer, for the author of the point.</summary>
    public string ToSayOf(AgendaItem item, Answer answer, ClarityRating rating) => Address(item, "duidelijk", answer.Id, rating);

    /// <summary>Local address to say this of an action, for the author of the point. The words are those for an answer.</summary>
    public string ToSayOf(AgendaItem item, ActionItem action, ClarityRating rating) => Address(item, "veranderd", action.Id, rating);

    /// <summary>What an address says, or null.</summary>
    public static ClarityRating? Read(string? word)
    {
        var found = Array.FindIndex(Words, w => w.Word == word);
        return found < 0 ? null : Words[found].Rating;
    }

    private string Address(AgendaItem item, string page, Guid about, ClarityRating rating)
    {
        var token = links.ToFollow(item).Split("?s=")[1];
        return $"/volg/{item.Reference}/{page}?s={token}&v={about:N}&zeg={Words.Single(w => w.Rating == rating).Word}";
    }
}

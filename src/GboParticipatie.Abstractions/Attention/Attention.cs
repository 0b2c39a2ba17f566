namespace GboParticipatie.Attention;

/// <summary>How much something presses.</summary>
public enum Pressure
{
    /// <summary>It can wait.</summary>
    Normal,

    /// <summary>This week.</summary>
    Soon,

    /// <summary>Too late already, or broken.</summary>
    Late,
}

/// <summary>Something that asks attention today: a count that leads to its list.</summary>
/// <param name="Count">How many.</param>
/// <param name="One">What it is when there is one, such as "nieuw punt".</param>
/// <param name="Many">What they are otherwise, such as "nieuwe punten".</param>
/// <param name="Url">Local address of the list.</param>
/// <param name="Pressure">How much it presses while there are any.</param>
/// <param name="Position">Place on the page; lower comes first.</param>
/// <param name="OnlyWhenAny">True for what should never be there: it is shown only when it is.</param>
public sealed record AttentionItem(int Count, string One, string Many, string Url, Pressure Pressure = Pressure.Normal, int Position = 0, bool OnlyWhenAny = false);

/// <summary>Tells "Mijn taken" what of a module asks attention of the person behind this request.</summary>
public interface IAttentionProvider
{
    /// <summary>What asks attention; nothing for who has nothing to do with it. Must be a few cheap queries.</summary>
    Task<IReadOnlyList<AttentionItem>> ReadAsync(CancellationToken cancel = default);
}

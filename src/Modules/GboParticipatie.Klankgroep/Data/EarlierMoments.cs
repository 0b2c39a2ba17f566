using System.Text.Json;
using GboParticipatie.Klankgroep.Models;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace GboParticipatie.Klankgroep.Data;

/// <summary>Earlier moments of a point as they are stored: few points have any, and nothing is looked for inside. Public, as the model that is compiled ahead uses it.</summary>
public static class EarlierMoments
{
    // The list is replaced, never changed.
    internal static readonly ValueComparer<List<EarlierMoment>?> Compare = new((a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)), m => m == null ? 0 : m.Count, m => m);

    /// <summary>Moments as they are stored.</summary>
    public static string Write(List<EarlierMoment> moments) => JsonSerializer.Serialize(moments);

    /// <summary>Moments from what is stored.</summary>
    public static List<EarlierMoment> Read(string text) => JsonSerializer.Deserialize<List<EarlierMoment>>(text)!;
}

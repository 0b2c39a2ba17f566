using GboParticipatie.Digests;
using GboParticipatie.Notifications.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>What people read for the parts of a digest.</summary>
public static class DigestWords
{
    /// <summary>Title of the digest of the coaches.</summary>
    public static string OfCoach => "Mijn taken";

    /// <summary>Title of a digest: the name of its group, or that of the coaches.</summary>
    public static string TitleOf(Digest digest, IStringLocalizer S) => digest.AudienceId == DigestAudiences.Coach ? S[OfCoach] : digest.Title;

    /// <summary>Text of the one link of an entry.</summary>
    public static string Act(DigestSection section) => section switch
    {
        DigestSection.ToAnswer => "Antwoord nu",
        DigestSection.Evaluation => "Vertel het",
        _ => "Bekijk",
    };
}

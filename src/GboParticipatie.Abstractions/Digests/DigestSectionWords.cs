namespace GboParticipatie.Digests;

/// <summary>What people read for the sections of a digest.</summary>
public static class DigestSectionWords
{
    /// <summary>Heading of a section.</summary>
    public static string Dutch(this DigestSection section) => section switch
    {
        DigestSection.ToAnswer => "Te beantwoorden",
        DigestSection.New => "Nieuw",
        DigestSection.Discussed => "Besproken",
        DigestSection.Answered => "Beantwoord",
        DigestSection.ActionFollowUp => "Opvolging van acties",
        DigestSection.Evaluation => "Uitgeprobeerd: hoe draait het uit?",
        _ => "Kalender",
    };

    /// <summary>Heading of the section with that name in the code.</summary>
    public static string DutchOf(string name) => Enum.Parse<DigestSection>(name).Dutch();
}

namespace GboParticipatie.Klankgroep.Models;

/// <summary>The answers that a point and feedback ask alike, while someone is still typing.</summary>
public interface IInputDraft
{
    /// <summary>Random key; becomes the submission key.</summary>
    Guid Id { get; }

    /// <summary>Waar lopen mensen tegenaan?</summary>
    string? Description { get; set; }

    /// <summary>Wat zou helpen?</summary>
    string? Remedy { get; set; }

    /// <summary>Key of a life domain.</summary>
    string? LifeDomain { get; set; }

    /// <summary>For how many people, or from how many it was heard.</summary>
    HeardFrom? HeardFrom { get; set; }
}

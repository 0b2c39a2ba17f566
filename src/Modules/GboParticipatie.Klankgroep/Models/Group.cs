namespace GboParticipatie.Klankgroep.Models;

/// <summary>A group of the region: who meets, who may bring points, and where its points are forwarded.</summary>
public sealed class Group : IVersioned
{
    /// <summary>Longest name.</summary>
    public const int NameLength = 200;

    /// <summary>Most characters of how often it meets.</summary>
    public const int CadenceLength = 200;

    /// <summary>Most characters of where it usually meets.</summary>
    public const int PlaceLength = 300;

    /// <summary>Most characters of the label of a work agenda.</summary>
    public const int WorkAgendaLength = 100;

    private Group()
    {
    }

    /// <summary>A new group.</summary>
    /// <exception cref="RuleException">There is no name.</exception>
    public Group(string slug, string name, GroupKind kind, Guid? id = null)
    {
        Id = id ?? NewId.InOrder();
        Slug = slug;
        Kind = kind;
        Rename(name);
    }

    /// <summary>Key.</summary>
    public Guid Id { get; private set; }

    /// <summary>Name in addresses: <c>/klankgroepen/{slug}</c>. Unique.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>Name that people read.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The name as it stands in a sentence, such as "de stuurgroep"; empty: <see cref="Name"/>.</summary>
    public string NameInText { get; set; } = "";

    /// <summary>"de stuurgroep".</summary>
    public string SpokenName => NameInText.Length > 0 ? NameInText : Name;

    /// <summary>Kind of group.</summary>
    public GroupKind Kind { get; private set; }

    /// <summary>What it is for, in plain Dutch.</summary>
    public string Description { get; set; } = "";

    /// <summary>How often it meets, in words, such as "om de twee maanden".</summary>
    public string Cadence { get; set; } = "";

    /// <summary>Municipalities (of Network) it works for; empty: the whole region.</summary>
    public List<Guid> MunicipalityIds { get; set; } = [];

    /// <summary>Where it usually meets.</summary>
    public string DefaultPlace { get; set; } = "";

    /// <summary>Labels of work agendas, such as "onthaal".</summary>
    public List<string> WorkAgendas { get; set; } = [];

    /// <summary>Body that its points are forwarded to unless the coach chooses another; null: none.</summary>
    public Guid? ForwardsToGroupId { get; set; }

    /// <summary>True when people may bring points to it.</summary>
    public bool AcceptsItems { get; set; }

    /// <summary>Who may read its points.</summary>
    public GroupReaders Readers { get; set; }

    /// <summary>The coach who owns its new points (an opaque user id); null: the first in the role of the settings.</summary>
    public string? CoachUserId { get; set; }

    /// <summary>Place in lists; lower comes first.</summary>
    public int Position { get; set; }

    /// <summary>Last day, or null while it exists.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Version of the group's link or QR; 0 when it never had one. Raising it revokes the old one.</summary>
    public int GroupLinkVersion { get; private set; }

    /// <summary>Until which day the link works (that day included); null: there is no working link.</summary>
    public DateOnly? GroupLinkExpiresOn { get; private set; }

    /// <summary>How many points may come in through the link in 24 hours.</summary>
    public int GroupLinkLimit { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Organisations that are members.</summary>
    public List<GroupOrganisation> Organisations { get; } = [];

    /// <summary>People who sit or sat in it.</summary>
    public List<Mandate> Mandates { get; } = [];

    /// <summary>True when it still exists on that day.</summary>
    public bool ExistsOn(DateOnly day) => Intake().ExistsOn(day);

    /// <summary>What decides about a point that comes in.</summary>
    public Intake Intake() => new(Id, Name, AcceptsItems, EndedOn, Readers, CoachUserId, new GroupLinkState(GroupLinkVersion, GroupLinkExpiresOn, GroupLinkLimit));

    /// <summary>Gives it another name.</summary>
    /// <exception cref="RuleException">The name is empty or too long.</exception>
    public void Rename(string name)
    {
        name = name.Trim();
        if (name.Length == 0) throw new RuleException("Vul de naam van de groep in.", nameof(Name));
        if (name.Length > NameLength) throw new RuleException($"De naam is te lang: hoogstens {NameLength} tekens.", nameof(Name));
        Name = name;
    }

    /// <summary>Ends the group: no points or meetings after this day.</summary>
    public void End(DateOnly lastDay)
    {
        EndedOn = lastDay;
        RevokeLink();
    }

    /// <summary>It goes on after all. Its link stays stopped: a new one can be made.</summary>
    public void GoOn() => EndedOn = null;

    /// <summary>Makes a link or QR; an older one stops working.</summary>
    public void RenewLink(DateOnly expiresOn, int pointsPerDay)
    {
        GroupLinkVersion++;
        GroupLinkExpiresOn = expiresOn;
        GroupLinkLimit = pointsPerDay;
    }

    /// <summary>Stops the link or QR.</summary>
    public void RevokeLink()
    {
        if (GroupLinkExpiresOn is null) return;
        GroupLinkVersion++;
        GroupLinkExpiresOn = null;
    }

    /// <summary>True when a link of this version works on that day.</summary>
    public bool LinkWorks(int version, DateOnly day) => Intake().LinkWorks(version, day);
}

/// <summary>An organisation that is a member of a group: its people may read the group's points.</summary>
public sealed class GroupOrganisation
{
    /// <summary>The group.</summary>
    public required Guid GroupId { get; init; }

    /// <summary>The organisation (of Network).</summary>
    public required Guid OrganisationId { get; init; }
}

/// <summary>Someone sits in a group, usually for an organisation, from a day and perhaps until a day.</summary>
public sealed class Mandate
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; } = NewId.InOrder();

    /// <summary>Who (of Network).</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Where.</summary>
    public required Guid GroupId { get; init; }

    /// <summary>For whom (of Network); null for someone who sits there in their own name.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day (that day included), or null while it lasts.</summary>
    public DateOnly? To { get; set; }

    /// <summary>What the person does there.</summary>
    public MandateRole Role { get; set; }

    /// <summary>True when it holds on that day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);
}

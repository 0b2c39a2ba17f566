namespace GboParticipatie.Caching;

/// <summary>
/// A page that is the same for everyone who comes without cookies and that depends on nothing but its address, the database and
/// the clock. The host may keep it as long as nothing is committed. Without a host that does, it means nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SameForVisitorsAttribute : Attribute;

namespace GboParticipatie.Diagnostics;

/// <summary>A page where people may stay anonymous: its requests stand in no log line and no trace, unless something goes wrong.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LeavesNoTraceAttribute : Attribute;

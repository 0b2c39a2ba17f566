namespace GboParticipatie.Web.Localization;

/// <summary>Names the texts of the host to its localizers, as <c>Startup</c> does for those of a module.</summary>
public sealed class Texts;

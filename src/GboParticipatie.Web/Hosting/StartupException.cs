namespace GboParticipatie.Web.Hosting;

/// <summary>The site cannot start, and the message says what to mend. Shown to the operator without a stack trace.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);

namespace GboParticipatie.Files;

/// <summary>The content is not what it says that it is, or stops half-way.</summary>
internal sealed class BrokenFileException(string what) : Exception(what);

/// <summary>The content asks for more memory or time than a person's file does.</summary>
internal sealed class ExcessiveFileException(string what) : Exception(what);

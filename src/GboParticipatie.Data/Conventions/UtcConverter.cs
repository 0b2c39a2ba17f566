using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GboParticipatie.Data.Conventions;

/// <summary>Every DateTime in the database is UTC. A local or unspecified time is a mistake and is refused.</summary>
public sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(time => Check(time), time => DateTime.SpecifyKind(time, DateTimeKind.Utc))
{
    // The generator of the compiled model tries the default time, which no one may save.
    private static DateTime Check(DateTime time) => time.Kind == DateTimeKind.Utc || EF.IsDesignTime
        ? time
        : throw new InvalidOperationException($"Only UTC times are stored, not {time.Kind}.");
}

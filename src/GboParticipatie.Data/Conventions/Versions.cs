namespace GboParticipatie.Data;

/// <summary>What two people who edit one record need.</summary>
public static class Versions
{
    /// <summary>Refuses a change that was made from an older version.</summary>
    /// <param name="record">The record.</param>
    /// <param name="seen">The version that was seen; null: any.</param>
    /// <exception cref="ChangedMeanwhileException">Someone else changed it since.</exception>
    public static void MustBeVersion(this IVersioned record, int? seen)
    {
        if (seen is { } version && version != record.Version)
            throw new ChangedMeanwhileException("Iemand anders veranderde dit net. Kijk na wat er nu staat en bewaar opnieuw.");
    }

    /// <summary>Makes a save raise the version even when only what hangs on the record changed.</summary>
    public static void Touch(this GboDbContext db, IVersioned record)
    {
        var entry = db.Entry(record);
        if (entry.State == EntityState.Unchanged) entry.Property(nameof(IVersioned.Version)).IsModified = true;
    }
}

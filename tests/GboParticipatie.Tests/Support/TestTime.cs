namespace GboParticipatie.Tests.Support;

/// <summary>A clock that stands still until a test moves it. Starts on Sunday 22 November 2026 at 9 in Brussels.</summary>
public sealed class TestTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public DateTime Now => _now.UtcDateTime;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;

    public void Set(DateTime utc) => _now = new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GboParticipatie.Diagnostics;

/// <summary>
/// What the site tells who watches it: counters and traces, sent by OTLP when an address is configured. Names of events and modules
/// only; never texts, addresses, links or ids of people.
/// </summary>
public static class GboDiagnostics
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "GboParticipatie";

    private static readonly Meter Meter = new(Name);

    /// <summary>Activities: one for each event that is handled.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Events handled, by name (<c>gbo.event</c>).</summary>
    public static Counter<long> EventsHandled { get; } = Meter.CreateCounter<long>("gbo.events.handled", "{event}");

    /// <summary>Failed tries to handle an event; after some tries its stream waits for a person.</summary>
    public static Counter<long> EventsFailed { get; } = Meter.CreateCounter<long>("gbo.events.failed", "{try}");

    /// <summary>Mails handed over.</summary>
    public static Counter<long> MailsSent { get; } = Meter.CreateCounter<long>("gbo.mails.sent", "{mail}");

    /// <summary>Mails refused or given up.</summary>
    public static Counter<long> MailsFailed { get; } = Meter.CreateCounter<long>("gbo.mails.failed", "{mail}");

    /// <summary>Keeps an activity, and all that begins inside it, out of what is sent: it would tell when someone anonymous was here.</summary>
    public static void LeaveNoTrace(this Activity activity)
    {
        activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        activity.IsAllDataRequested = false;
    }
}

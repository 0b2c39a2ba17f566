using System.Collections.Concurrent;

// What the crash tests must be able to catch: a site with one fault.
//   early    says "received" before anything is on disk, and stores and mails a moment later: killed in between, it loses what it confirmed
//   twice    stores first, but mails each confirmation twice, each time with a new Message-ID, a moment apart
//   forgets  does not know an Idempotency-Key again: what it stored while its answer failed (503) is stored again
// Arguments: the folder of its "database" and the fault.
var folder = Directory.CreateDirectory(args[0]).FullName;
var fault = args[1];
var mail = Directory.CreateDirectory(Path.Combine(folder, "mail")).FullName;
var later = new ConcurrentQueue<Func<Task>>();
var busy = 0;
var requests = 0;
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
var app = builder.Build();

app.MapGet("/health/ready", () => "ok");
app.MapGet("/quiet", () => later.IsEmpty && Volatile.Read(ref busy) == 0 ? Results.Ok() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
app.MapGet("/api/v1/agenda-items/{id}", (string id) => File.Exists(Path.Combine(folder, id)) ? Results.Ok(new { id }) : Results.NotFound());
app.MapPost("/api/v1/agenda-items", async () =>
{
    var id = Guid.NewGuid();
    var reference = $"AP-2026-{id:N}";
    if (fault == "early") later.Enqueue(() => StoreAsync(id, reference));
    else await StoreAsync(id, reference);
    if (fault == "twice") later.Enqueue(() => MailAsync(reference));
    if (fault == "forgets" && Interlocked.Increment(ref requests) % 3 == 0) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    return Results.Created($"/api/v1/agenda-items/{id}", new { id, reference, status = "submitted" });
});

_ = Task.Run(async () =>
{
    using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
    while (await clock.WaitForNextTickAsync())
    {
        Volatile.Write(ref busy, 1);
        while (later.TryDequeue(out var work)) await work();
        Volatile.Write(ref busy, 0);
    }
});

await app.RunAsync();

async Task StoreAsync(Guid id, string reference)
{
    await File.WriteAllTextAsync(Path.Combine(folder, id.ToString()), reference);
    await MailAsync(reference);
}

Task MailAsync(string reference)
    => File.WriteAllTextAsync(Path.Combine(mail, $"{Guid.NewGuid()}.eml"), $"Message-ID: <{Guid.NewGuid()}@naive.example>\r\n\r\n{reference}\r\n");

using System.Collections.Concurrent;
using System.Globalization;

// What the crash tests must be able to catch: this site says "received" before anything is on disk, and stores and mails a
// moment later. Killed in between, it loses points that it confirmed. Its mails get a new Message-ID at each try.
// Arguments: the folder of its "database".
var folder = Directory.CreateDirectory(args[0]).FullName;
var mail = Directory.CreateDirectory(Path.Combine(folder, "mail")).FullName;
var numbers = new ConcurrentQueue<string>();
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
var app = builder.Build();

app.MapGet("/health/ready", () => "ok");
app.MapGet("/api/v1/agenda-items/{id}", (string id) => File.Exists(Path.Combine(folder, id)) ? Results.Ok(new { id }) : Results.NotFound());
app.MapPost("/api/v1/agenda-items", () =>
{
    var id = Guid.NewGuid();
    var reference = string.Create(CultureInfo.InvariantCulture, $"AP-2026-{Random.Shared.Next(100_000, 999_999)}");
    numbers.Enqueue($"{id} {reference}");
    return Results.Created($"/api/v1/agenda-items/{id}", new { id, reference, status = "submitted" });
});

_ = Task.Run(async () =>
{
    using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
    while (await clock.WaitForNextTickAsync())
    {
        while (numbers.TryDequeue(out var line))
        {
            var (id, reference) = (line.Split(' ')[0], line.Split(' ')[1]);
            await File.WriteAllTextAsync(Path.Combine(folder, id), reference);
            await File.WriteAllTextAsync(Path.Combine(mail, $"{Guid.NewGuid()}.eml"), $"Message-ID: <{Guid.NewGuid()}@naive.example>\r\n\r\n{reference}\r\n");
        }
    }
});

await app.RunAsync();

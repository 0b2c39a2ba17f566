using GboParticipatie.Bench;

if (args is ["bare", var file, var url]) return await BareSite.ServeAsync(file, url);
var options = BenchOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine("Usage: bench/run [--quick] [--only pages|desk|proposals|start]");
    return 2;
}

var report = new Report();
await using var place = await BenchPlace.CreateAsync(options);
Console.WriteLine($"GboParticipatie bench: {Environment.ProcessorCount} cores, {(options.IsQuick ? "quick" : "full")}, {place.Databases}");
if (options.Runs("start")) await StartBench.RunAsync(place, report);
if (options.Runs("pages")) await PageBench.RunAsync(place, report);
if (options.Runs("desk")) await DeskBench.RunAsync(place, report);
if (options.Runs("proposals")) await ProposalBench.RunAsync(place, report);
report.PrintSummary();
return 0;

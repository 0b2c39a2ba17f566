using System.CommandLine;
using GboParticipatie.Recipes;
using GboParticipatie.Web.Hosting;

namespace GboParticipatie.Web.CommandLine;

/// <summary>The command line: <c>serve</c> (also without any command) and what an operator does without the site.</summary>
public static class GboCommandLine
{
    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="args">Arguments as the shell gave them.</param>
    /// <param name="output">Where results go; null for the console.</param>
    /// <param name="error">Where complaints go; null for the console.</param>
    /// <param name="host">How commands build the site; null for the real one. Tests point it at their own database.</param>
    /// <param name="cancel">Stops the command.</param>
    /// <returns>The exit status: 0 when it went well.</returns>
    public static async Task<int> RunAsync(
        string[] args, TextWriter? output = null, TextWriter? error = null, GboHostOptions? host = null, CancellationToken cancel = default)
    {
        error ??= Console.Error;
        var run = new InvocationConfiguration { Output = output ?? Console.Out, Error = error, EnableDefaultExceptionHandler = false };
        try
        {
            host ??= new GboHostOptions();
            var serve = ServeCommand.Create(host);
            var parsed = Root(host, serve).Parse(args);
            if (UnknownWords.Explain(parsed, serve, host) is { } unknown) throw new StartupException(unknown);
            return await parsed.InvokeAsync(run, cancel);
        }
        catch (Exception problem) when (Plain(problem) is { } message)
        {
            await error.WriteLineAsync(message);
            return 1;
        }
    }

    private static RootCommand Root(GboHostOptions host, Command serve)
    {
        var root = new RootCommand("GboParticipatie: de site van een regio, en wat een beheerder zonder de site doet.");
        // Without a command the site is served; settings such as --urls go to the configuration.
        root.TreatUnmatchedTokensAsErrors = false;
        root.Action = serve.Action;
        root.Add(serve);
        root.Add(RecipeCommand.Create(host));
        root.Add(UserCommand.Create(host));
        root.Add(TokenCommand.Create(host));
        root.Add(DoctorCommand.Create(host));
        return root;
    }

    // What an operator can mend is told in one line; anything else is a fault of ours and keeps its stack trace.
    private static string? Plain(Exception problem) => problem switch
    {
        StartupException or RecipeException or RuleException => problem.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => $"Dat adres is al in gebruik: {problem.Message}",
        Npgsql.NpgsqlException => $"De databank is niet bereikbaar: {problem.Message}",
        Microsoft.Data.Sqlite.SqliteException => $"De databank kan niet worden geopend: {problem.Message}",
        UnauthorizedAccessException => $"Geen toegang: {problem.Message}",
        _ => null,
    };
}

using System.CommandLine;
using System.CommandLine.Help;
using GboParticipatie.Web.Hosting;

namespace GboParticipatie.Web.CommandLine;

/// <summary>Refuses what is neither a command nor configuration, so that a typing error never serves another region's site.</summary>
internal static class UnknownWords
{
    /// <summary>What to tell about the first word that nothing knows, or null when all are known.</summary>
    public static string? Explain(ParseResult parsed, Command serve, GboHostOptions host)
    {
        if (parsed.Action is HelpAction) return null;
        var command = parsed.CommandResult.Command;
        var serves = command is RootCommand || command == serve;
        var word = serves ? NoConfiguration(parsed.UnmatchedTokens) : parsed.UnmatchedTokens.FirstOrDefault();
        if (word is null) return null;
        // Before the command stands the region: ./run REGION COMMAND.
        var isGeneral = serves || parsed.Tokens[0].Value == word;
        var commands = string.Join(", ", (isGeneral ? parsed.RootCommandResult.Command : command).Subcommands.Select(c => c.Name));
        if (isGeneral) return $"'{word}' is geen opdracht en geen regio. Opdrachten: {commands}. Regio's: {string.Join(", ", GboHost.Regions(host))}. Meer uitleg: --help";
        return commands.Length > 0
            ? $"'{word}' is geen opdracht van {command.Name}. Wel: {commands}. Meer uitleg: {command.Name} --help"
            : $"'{word}' hoort niet bij {command.Name}. Meer uitleg: {command.Name} --help";
    }

    // Configuration is --key value, --key=value or key=value, with / for -- if one likes: that goes to the host.
    private static string? NoConfiguration(IReadOnlyList<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Contains('=', StringComparison.Ordinal)) continue;
            var isKey = tokens[i].StartsWith("--", StringComparison.Ordinal) || tokens[i].StartsWith('/');
            if (!isKey || i + 1 == tokens.Count) return tokens[i];
            i++;
        }

        return null;
    }
}

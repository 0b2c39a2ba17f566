using Microsoft.Extensions.Logging.Console;

namespace GboParticipatie.Web.Hosting;

/// <summary>Logs that a person can follow by reference, and that hold no secret of a link.</summary>
internal static class HostLogging
{
    /// <summary>One JSON object a line, unless <c>Logging:Console:FormatterName</c> says otherwise.</summary>
    public static void AddHostLogging(this ILoggingBuilder logging, IConfiguration configuration, bool isCommand)
    {
        logging.ClearProviders();
        logging.AddConsole(console =>
        {
            console.FormatterName = configuration["Logging:Console:FormatterName"] ?? ConsoleFormatterNames.Json;
            if (isCommand) console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        logging.AddJsonConsole(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        // The framework's own request log and scope hold the path, and paths hold the tokens of links: RequestLog writes its own.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // What keeps the site from starting is thrown as well, and told in one plain line.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (isCommand) logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning);
    }
}

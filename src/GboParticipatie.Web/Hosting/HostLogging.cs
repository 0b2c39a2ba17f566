using Microsoft.Extensions.Logging.Console;

namespace GboParticipatie.Web.Hosting;

/// <summary>Logs that a person can follow by reference, and that hold no secret of a link.</summary>
internal static class HostLogging
{
    /// <summary>One JSON object a line, unless <c>Logging:Console:FormatterName</c> says otherwise.</summary>
    public static void AddHostLogging(this WebApplicationBuilder builder, bool isCommand)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console =>
        {
            console.FormatterName = builder.Configuration["Logging:Console:FormatterName"] ?? ConsoleFormatterNames.Json;
            if (isCommand) console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        builder.Logging.AddJsonConsole(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        // The framework's own request log and scope hold the path, and paths hold the tokens of links: RequestLog writes its own.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // What keeps the site from starting is thrown as well, and told in one plain line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (isCommand) builder.Logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning);
    }
}

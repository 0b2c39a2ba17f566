using System.Text;
using GboParticipatie.Data;
using GboParticipatie.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Web.Problems;

/// <summary>
/// Answers when even the problem page cannot be drawn, because it needs what is broken: most often the database. Needs nothing
/// but the request, and nothing of the page depends on a stylesheet.
/// </summary>
internal sealed class LastResort(RequestDelegate next, ILogger<LastResort> log)
{
    // A database that restarts is back by then.
    private const string SecondsToWait = "120";

    public async Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(static state => SayWhenToComeBack((HttpResponse)state), http.Response);
        try
        {
            await next(http);
        }
        catch (Exception problem) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            log.LogError(problem, "Not even the problem page could be drawn");
            await AnswerAsync(http, DatabaseAway.IsCauseOf(problem) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError);
        }
    }

    private static Task SayWhenToComeBack(HttpResponse response)
    {
        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = SecondsToWait;
        return Task.CompletedTask;
    }

    private static Task AnswerAsync(HttpContext http, int status)
    {
        http.Response.Clear();
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        var reference = RequestLog.ReferenceOf(http);
        if (ProblemSetup.IsApi(http))
        {
            var details = new ProblemDetails { Status = status, Title = "Er ging iets mis bij ons", Extensions = { ["reference"] = reference } };
            return http.Response.WriteAsJsonAsync(details, options: null, "application/problem+json", http.RequestAborted);
        }

        var page = Encoding.UTF8.GetBytes(Page(reference));
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = page.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(page, http.RequestAborted).AsTask();
    }

    private static string Page(string reference) => $"""
        <!DOCTYPE html>
        <html lang="nl">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Er ging iets mis bij ons</title>
        <link rel="stylesheet" href="/_content/GboParticipatie.Theme/gbo.css">
        </head>
        <body>
        <main class="container page measure-page">
        <h1>Er ging iets mis bij ons</h1>
        <p class="lead">Dat is niet jouw fout, en je kan er zelf niets aan doen.</p>
        <p class="lead">Probeer het over een paar minuten opnieuw.</p>
        <p>Lukt het dan nog niet? Geef ons dan deze code door: <strong class="ref">{reference}</strong></p>
        </main>
        </body>
        </html>

        """;
}

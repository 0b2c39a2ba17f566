using GboParticipatie.Data;
using GboParticipatie.Localization;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Localization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Problems;

/// <summary>What people and programs get when something goes wrong: a page in plain Dutch, or RFC 9457 problem details under /api.</summary>
internal static class ProblemSetup
{
    private const string Page = "/probleem";
    private static readonly PathString Api = new("/api");

    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        {
            context.ProblemDetails.Extensions["reference"] = RequestLog.ReferenceOf(context.HttpContext);
            if (context.Exception is RuleException rule)
            {
                context.ProblemDetails.Detail ??= TextsOf(context.HttpContext).Of(rule);
                if (rule.Field is not null) context.ProblemDetails.Extensions["field"] = rule.Field;
            }

            if (context.Exception is BadHttpRequestException bad) UnreadableRequest.Explain(context.ProblemDetails, bad, TextsOf(context.HttpContext));
            else if (context.Exception is null && context.ProblemDetails.Status == StatusCodes.Status400BadRequest && !context.ProblemDetails.Extensions.ContainsKey("errors"))
                UnreadableRequest.Explain(context.ProblemDetails, context.HttpContext, TextsOf(context.HttpContext));
        });
        // Else only Development says what could not be read.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ApiProblems>();
        services.Configure<MvcOptions>(mvc => mvc.Filters.Add<StaleFormFilter>());
    }

    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseWhen(http => IsApi(http), api => api.UseStatusCodePages(async context =>
        {
            var http = context.HttpContext;
            await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new ProblemDetailsContext { HttpContext = http });
        }));
        app.UseWhen(http => !IsApi(http), site => site.UseStatusCodePagesWithReExecute(Page));
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = Page,
            StatusCodeSelector = StatusOf,
            AllowStatusCode404Response = true,
            // What is no fault of ours is logged by status in RequestLog, without a stack trace.
            SuppressDiagnosticsCallback = context => StatusOf(context.Exception) < 500,
        });
    }

    /// <summary>The status that an exception becomes when no page handled it.</summary>
    public static int StatusOf(Exception problem) => problem switch
    {
        NotFoundException => StatusCodes.Status404NotFound,
        ChangedMeanwhileException => StatusCodes.Status409Conflict,
        RuleException => StatusCodes.Status400BadRequest,
        BadHttpRequestException bad => bad.StatusCode,
        AntiforgeryValidationException { InnerException: InvalidDataException form } => StatusOfForm(form),
        AntiforgeryValidationException { InnerException: BadHttpRequestException bad } => bad.StatusCode,
        OperationCanceledException => StatusCodes.Status499ClientClosedRequest,
        _ when DatabaseAway.IsCauseOf(problem) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    // A form that the framework cannot read: longer than it takes, or with a character that no text has.
    private static int StatusOfForm(InvalidDataException form)
        => form.Message.Contains("limit", StringComparison.Ordinal) ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;

    /// <summary>True when a form was refused because its token is too old or not ours.</summary>
    public static bool IsStaleForm(HttpContext http) => http.Items.ContainsKey(typeof(StaleFormFilter));

    /// <summary>True for a request to the API. While an exception is handled, the path is already that of the problem page.</summary>
    public static bool IsApi(HttpContext http)
        => new PathString(http.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? http.Request.Path).StartsWithSegments(Api);

    private static IStringLocalizer TextsOf(HttpContext http) => http.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();

    // MVC answers 400 to a stale form; the page that explains it must know that 400 from others. A form that could not be read has no
    // token either, and is not stale: what it is, reading it once more says.
    private sealed class StaleFormFilter : IAsyncAlwaysRunResultFilter
    {
        public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
        {
            if (context.Result is IAntiforgeryValidationFailedResult)
            {
                if (await UnreadAsync(context.HttpContext.Request) is { } status) context.Result = new StatusCodeResult(status);
                else context.HttpContext.Items[typeof(StaleFormFilter)] = true;
            }

            await next();
        }

        private static async Task<int?> UnreadAsync(HttpRequest request)
        {
            try
            {
                if (request.HasFormContentType) await request.ReadFormAsync();
                return null;
            }
            catch (InvalidDataException form)
            {
                return StatusOfForm(form);
            }
            catch (BadHttpRequestException bad)
            {
                return bad.StatusCode;
            }
        }
    }

    // Under /api an exception becomes problem details; elsewhere the page at /probleem is drawn.
    private sealed class ApiProblems(IProblemDetailsService problems) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancel)
            => IsApi(http) && await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = http, Exception = exception });
    }
}

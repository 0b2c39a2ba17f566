using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Klankgroep.Api;

/// <summary>Turns what a rule refuses into problem details (RFC 9457), with the field that it is about.</summary>
internal sealed class RuleProblems : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (NotFoundException problem)
        {
            return TypedResults.Problem(problem.Message, statusCode: StatusCodes.Status404NotFound);
        }
        catch (ChangedMeanwhileException problem)
        {
            return TypedResults.Problem(problem.Message, statusCode: StatusCodes.Status409Conflict);
        }
        catch (RuleException problem)
        {
            if (string.IsNullOrEmpty(problem.Field)) return TypedResults.Problem(problem.Message, statusCode: StatusCodes.Status400BadRequest);
            var field = JsonNamingPolicy.CamelCase.ConvertName(problem.Field);
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [problem.Message] }, problem.Message);
        }
    }
}

/// <summary>The header Idempotency-Key: a request that is sent again counts once.</summary>
internal static class Idempotency
{
    private const int Longest = 200;

    /// <exception cref="RuleException">The key is too long to be one.</exception>
    public static void Check(string? key)
    {
        if (key?.Length > Longest) throw new RuleException($"Idempotency-Key is te lang: hoogstens {Longest} tekens.", "Idempotency-Key");
    }

    /// <summary>The answer to a key that was used for something else.</summary>
    public static ProblemHttpResult Refused() => TypedResults.Problem(
        "Deze Idempotency-Key werd al gebruikt voor iets anders. Gebruik telkens een nieuwe.", statusCode: StatusCodes.Status422UnprocessableEntity);
}

/// <summary>The answer to who sends too much: the same limits as the forms have.</summary>
internal static class TooMany
{
    private const string SecondsOfAQuarter = "900";

    public static ProblemHttpResult Refused(HttpContext http, string why)
    {
        http.Response.Headers.RetryAfter = SecondsOfAQuarter;
        return TypedResults.Problem(why, statusCode: StatusCodes.Status429TooManyRequests);
    }
}

/// <summary>Lists in pages; the header Link says where the next one is.</summary>
internal static class Paging
{
    private const int Largest = 200;

    public static async Task<List<T>> TakeAsync<T>(IQueryable<T> query, HttpContext http, int page, int pageSize, CancellationToken cancel)
    {
        var size = Math.Clamp(pageSize, 1, Largest);
        var number = Math.Clamp(page, 1, 1_000_000);
        // One more than the page, to know whether there is another.
        var found = await query.Skip((number - 1) * size).Take(size + 1).ToListAsync(cancel);
        if (found.Count <= size) return found;
        found.RemoveAt(size);
        var next = new QueryBuilder(http.Request.Query.Where(q => q.Key is not "page" and not "pageSize").Select(q => KeyValuePair.Create(q.Key, q.Value.ToString())))
        {
            { "page", (number + 1).ToString(CultureInfo.InvariantCulture) },
            { "pageSize", size.ToString(CultureInfo.InvariantCulture) },
        };
        http.Response.Headers.Link = $"<{http.Request.PathBase}{http.Request.Path}{next}>; rel=\"next\"";
        return found;
    }
}

/// <summary>Responses with an entity tag.</summary>
internal static class Tagged
{
    /// <summary>The resource with a tag over all that it says; 304 when the caller has it already.</summary>
    public static IResult Json<T>(HttpContext http, T resource)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var body = JsonSerializer.SerializeToUtf8Bytes(resource, options);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        return http.Request.Headers.IfNoneMatch.ToString().Split(',').Any(t => t.Trim() == tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(body, "application/json; charset=utf-8");
    }

    /// <summary>The version that the header If-Match names, or null.</summary>
    /// <exception cref="RuleException">It names none.</exception>
    public static int? VersionOf(string? ifMatch)
    {
        if (string.IsNullOrWhiteSpace(ifMatch) || ifMatch.Trim() == "*") return null;
        return int.TryParse(ifMatch.Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new RuleException("If-Match is de version van het antwoord.", "If-Match");
    }
}

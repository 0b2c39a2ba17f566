using System.ComponentModel;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Problems;

/// <summary>Says which part of a request to the API could not be read, without naming types of ours.</summary>
internal static partial class UnreadableRequest
{
    public static void Explain(ProblemDetails problem, BadHttpRequestException bad, IStringLocalizer S)
    {
        if (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            problem.Detail = S["Wat je verstuurde, is te groot."];
            return;
        }

        problem.Detail = bad.InnerException is JsonException ? S["Dit is geen JSON zoals we die verwachten."] : NotRead(S);
        if (FieldOf(bad) is { Length: > 0 } field)
            problem.Extensions["errors"] = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [NotFitting(S)] };
    }

    /// <summary>
    /// Where an address has a value that cannot be read, the code that is written for endpoints while building answers 400 and
    /// does not say which: each value is looked at again.
    /// </summary>
    public static void Explain(ProblemDetails problem, HttpContext http, IStringLocalizer S)
    {
        var query = http.Request.Query;
        var unread = (http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
            .Where(p => query.TryGetValue(p.Name, out var typed) && !IsRead(p.ParameterInfo.ParameterType, typed.ToString())).Select(p => p.Name).ToList();
        if (unread.Count == 0) return;
        problem.Detail = NotRead(S);
        problem.Extensions["errors"] = unread.ToDictionary(name => name, _ => new[] { NotFitting(S) }, StringComparer.Ordinal);
    }

    private static string NotRead(IStringLocalizer S) => S["Deze vraag konden we niet lezen."];

    private static string NotFitting(IStringLocalizer S) => S["Deze waarde past hier niet."];

    private static bool IsRead(Type type, string typed)
        => typed.Length == 0 || TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type).IsValid(typed);

    private static string? FieldOf(BadHttpRequestException bad) => bad.InnerException is JsonException json
        ? json.Path?.TrimStart('$', '.')
        : Parameter().Match(bad.Message) is { Success: true } match ? match.Groups["name"].Value : null;

    // The framework names the parameter in its message only: Failed to bind parameter "Nullable<DateOnly> from" from "...".
    [GeneratedRegex("parameter \"[^\"]*?(?<name>[A-Za-z]+)\" ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}

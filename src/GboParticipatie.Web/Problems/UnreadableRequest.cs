using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Web.Problems;

/// <summary>Says which part of a request to the API could not be read, without naming types of ours.</summary>
internal static partial class UnreadableRequest
{
    public static void Explain(ProblemDetails problem, BadHttpRequestException bad)
    {
        if (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            problem.Detail = "Wat je verstuurde, is te groot.";
            return;
        }

        problem.Detail = bad.InnerException is JsonException ? "Dit is geen JSON zoals we die verwachten." : "Deze vraag konden we niet lezen.";
        if (FieldOf(bad) is { Length: > 0 } field)
            problem.Extensions["errors"] = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = ["Deze waarde past hier niet."] };
    }

    private static string? FieldOf(BadHttpRequestException bad) => bad.InnerException is JsonException json
        ? json.Path?.TrimStart('$', '.')
        : Parameter().Match(bad.Message) is { Success: true } match ? match.Groups["name"].Value : null;

    // The framework names the parameter in its message only: Failed to bind parameter "Nullable<DateOnly> from" from "...".
    [GeneratedRegex("parameter \"[^\"]*?(?<name>[A-Za-z]+)\" ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}

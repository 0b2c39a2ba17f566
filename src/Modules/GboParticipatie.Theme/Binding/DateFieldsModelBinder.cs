using System.Globalization;
using GboParticipatie.Localization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GboParticipatie.Theme.Binding;

/// <summary>Reads a <see cref="DateOnly"/> from the three fields of <c>gbo-date</c>, or from one text (a date field, the URL).</summary>
public sealed class DateFieldsModelBinder : IModelBinder
{
    internal const string Day = "Day";
    internal const string Month = "Month";
    internal const string Year = "Year";

    /// <inheritdoc />
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var name = bindingContext.ModelName;
        string?[] parts = [.. new[] { Day, Month, Year }.Select(p => bindingContext.ValueProvider.GetValue($"{name}.{p}"))
            .Select(v => v == ValueProviderResult.None ? null : v.FirstValue?.Trim() ?? "")];
        if (parts.All(p => p is null)) BindText(bindingContext);
        else BindFields(bindingContext, parts);
        return Task.CompletedTask;
    }

    private static void BindText(ModelBindingContext context)
    {
        var result = context.ValueProvider.GetValue(context.ModelName);
        if (result == ValueProviderResult.None) return;
        context.ModelState.SetModelValue(context.ModelName, result);
        var text = result.FirstValue?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            if (context.ModelMetadata.IsReferenceOrNullableType) context.Result = ModelBindingResult.Success(null);
            else context.ModelState.AddRule(new RuleException("Vul een datum in."), context.ModelName);
        }
        else if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            context.Result = ModelBindingResult.Success(date);
        else
            context.ModelState.AddRule(new RuleException("Dit is geen datum die bestaat. Een voorbeeld: 8/12/2026."), context.ModelName);
    }

    private static void BindFields(ModelBindingContext context, string?[] parts)
    {
        context.ModelState.SetModelValue(context.ModelName, parts, string.Join('/', parts));
        if (parts.All(string.IsNullOrEmpty) && context.ModelMetadata.IsReferenceOrNullableType)
        {
            context.Result = ModelBindingResult.Success(null);
            return;
        }
        var (date, error) = Read(parts[0], parts[1], parts[2]);
        if (error is null) context.Result = ModelBindingResult.Success(date);
        else context.ModelState.AddRule(error, context.ModelName);
    }

    /// <summary>The day, or what is wrong with it in plain Dutch.</summary>
    internal static (DateOnly? Date, RuleException? Error) Read(string? day, string? month, string? year)
    {
        if (string.IsNullOrEmpty(day) && string.IsNullOrEmpty(month) && string.IsNullOrEmpty(year))
            return (null, new RuleException("Vul een dag, een maand en een jaar in."));
        if (Missing(string.IsNullOrEmpty(day), string.IsNullOrEmpty(month), string.IsNullOrEmpty(year)) is { } missing) return (null, missing);
        if (!Number(day, out var d) || d is < 1 or > 31) return (null, new RuleException("Schrijf de dag als een getal van 1 tot 31."));
        var m2 = MonthNumber(month!);
        if (m2 is < 1 or > 12) return (null, new RuleException("Schrijf de maand als een getal van 1 tot 12."));
        if (!Number(year, out var y)) return (null, new RuleException("Schrijf het jaar als een getal, zoals 2027."));
        // Two digits are a year of about now: "27" is 2027.
        if (year!.Length == 2 && y is >= 20 and < 70) y += 2000;
        if (y is < 1900 or > 2200) return (null, new RuleException("Schrijf het jaar met 4 cijfers, zoals 2027."));
        if (d <= DateTime.DaysInMonth(y, m2)) return (new DateOnly(y, m2, d), null);
        return (null, m2 == 2 && d == 29
            ? new RuleException($"29 februari bestaat niet in {y}. Kijk de datum na.")
            : new RuleException($"{d} {ReadersLanguage.Culture.DateTimeFormat.GetMonthName(m2)} bestaat niet. Kijk de dag en de maand na."));
    }

    // Whole sentences: another language puts these words elsewhere.
    private static RuleException? Missing(bool day, bool month, bool year) => (day, month, year) switch
    {
        (true, true, _) => new RuleException("Vul ook de dag en de maand in."),
        (true, _, true) => new RuleException("Vul ook de dag en het jaar in."),
        (_, true, true) => new RuleException("Vul ook de maand en het jaar in."),
        (true, _, _) => new RuleException("Vul ook de dag in."),
        (_, true, _) => new RuleException("Vul ook de maand in."),
        (_, _, true) => new RuleException("Vul ook het jaar in."),
        _ => null,
    };

    private static bool Number(string? text, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    // People write "dec" or "december" too.
    private static int MonthNumber(string text)
    {
        if (Number(text, out var number)) return number;
        var name = text.TrimEnd('.');
        return name.Length < 3 ? 0
            : 1 + Array.FindIndex(ReadersLanguage.Culture.DateTimeFormat.MonthNames, m => m.Length > 0 && m.StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>Uses <see cref="DateFieldsModelBinder"/> for every <see cref="DateOnly"/>.</summary>
public sealed class DateFieldsModelBinderProvider : IModelBinderProvider
{
    /// <inheritdoc />
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
        => context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? new DateFieldsModelBinder() : null;
}

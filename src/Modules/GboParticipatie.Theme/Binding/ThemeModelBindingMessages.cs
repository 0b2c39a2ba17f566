using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Theme.Binding;

/// <summary>What MVC itself says about input that it cannot read, in plain Dutch that says how to mend it.</summary>
public sealed class ThemeModelBindingMessages : IConfigureOptions<MvcOptions>
{
    /// <inheritdoc />
    public void Configure(MvcOptions options)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetMissingBindRequiredValueAccessor(_ => "Dit ontbreekt nog. Vul het in.");
        messages.SetMissingKeyOrValueAccessor(() => "Dit ontbreekt nog. Vul het in.");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "Er kwam niets aan. Probeer het opnieuw.");
        messages.SetValueMustNotBeNullAccessor(_ => "Vul dit in.");
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => Unreadable(value));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(Unreadable);
        messages.SetUnknownValueIsInvalidAccessor(_ => "Dit kunnen we niet lezen. Kijk het na.");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Dit kunnen we niet lezen. Kijk het na.");
        messages.SetValueIsInvalidAccessor(Unreadable);
        messages.SetValueMustBeANumberAccessor(_ => "Schrijf een getal, met cijfers.");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "Schrijf een getal, met cijfers.");
        options.ModelBinderProviders.Insert(0, new DateFieldsModelBinderProvider());
        options.ModelMetadataDetailsProviders.Add(new ThemeValidationMessages());
    }

    private static string Unreadable(string value)
        => value.Length is > 0 and <= 40 ? $"“{value}” kunnen we hier niet gebruiken. Kijk het na." : "Dit kunnen we hier niet gebruiken. Kijk het na.";
}

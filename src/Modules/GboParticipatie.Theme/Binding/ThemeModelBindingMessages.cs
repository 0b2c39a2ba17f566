using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Theme.Binding;

/// <summary>What MVC itself says about input that it cannot read, in plain Dutch that says how to mend it. The accessors are asked at each error, so each is in the language of its reader.</summary>
public sealed class ThemeModelBindingMessages(IStringLocalizer<Startup> S) : IConfigureOptions<MvcOptions>
{
    /// <inheritdoc />
    public void Configure(MvcOptions options)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetMissingBindRequiredValueAccessor(_ => S["Dit ontbreekt nog. Vul het in."]);
        messages.SetMissingKeyOrValueAccessor(() => S["Dit ontbreekt nog. Vul het in."]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => S["Er kwam niets aan. Probeer het opnieuw."]);
        messages.SetValueMustNotBeNullAccessor(_ => S["Vul dit in."]);
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => Unreadable(value));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(Unreadable);
        messages.SetUnknownValueIsInvalidAccessor(_ => S["Dit kunnen we niet lezen. Kijk het na."]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => S["Dit kunnen we niet lezen. Kijk het na."]);
        messages.SetValueIsInvalidAccessor(Unreadable);
        messages.SetValueMustBeANumberAccessor(_ => S["Schrijf een getal, met cijfers."]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => S["Schrijf een getal, met cijfers."]);
        options.ModelBinderProviders.Insert(0, new DateFieldsModelBinderProvider());
        options.ModelBinderProviders.Insert(1, new ChoiceModelBinderProvider());
        options.ModelMetadataDetailsProviders.Add(new ThemeValidationMessages());
    }

    private string Unreadable(string value)
        => value.Length is > 0 and <= 40 ? S["“{0}” kunnen we hier niet gebruiken. Kijk het na.", value] : S["Dit kunnen we hier niet gebruiken. Kijk het na."];
}

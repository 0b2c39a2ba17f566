using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace GboParticipatie.Theme.Binding;

/// <summary>Plain Dutch for validation attributes that bring no message of their own. A page that knows better sets ErrorMessage.</summary>
public sealed class ThemeValidationMessages : IValidationMetadataProvider
{
    /// <inheritdoc />
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (attribute.ErrorMessageResourceName is not null || HasOwnMessage(attribute)) continue;
            if (DutchMessage(attribute) is { } message) attribute.ErrorMessage = message;
        }
    }

    private static string? DutchMessage(ValidationAttribute attribute) => attribute switch
    {
        RequiredAttribute => "Vul dit in.",
        StringLengthAttribute { MinimumLength: > 0 } => "Schrijf tussen {2} en {1} tekens.",
        StringLengthAttribute => "Dit is te lang. Schrijf hoogstens {1} tekens.",
        MaxLengthAttribute => "Dit is te lang. Hou het bij {1}.",
        MinLengthAttribute => "Dit is te kort. Het moeten er minstens {1} zijn.",
        RangeAttribute => "Kies een getal van {1} tot {2}.",
        EmailAddressAttribute => "Dit is geen e-mailadres. Een voorbeeld: naam@organisatie.be",
        PhoneAttribute => "Dit is geen telefoonnummer. Een voorbeeld: 0470 12 34 56",
        UrlAttribute => "Dit is geen webadres. Een voorbeeld: https://www.organisatie.be",
        CompareAttribute => "Dit is niet hetzelfde als hierboven.",
        RegularExpressionAttribute => "Dit heeft niet de juiste vorm. Kijk het na.",
        _ => null,
    };

    // Some attributes come with an English message that looks like one of the page's own.
    private static bool HasOwnMessage(ValidationAttribute attribute) => attribute switch
    {
        EmailAddressAttribute => attribute.ErrorMessage != new EmailAddressAttribute().ErrorMessage,
        PhoneAttribute => attribute.ErrorMessage != new PhoneAttribute().ErrorMessage,
        UrlAttribute => attribute.ErrorMessage != new UrlAttribute().ErrorMessage,
        _ => attribute.ErrorMessage is not null,
    };
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GboParticipatie.Tests.Theme;

public sealed class ValidationMessageTests(ThemeSite site) : IClassFixture<ThemeSite>
{
    [Theory]
    [InlineData(nameof(Sample.Name), "Vul dit in.")]
    [InlineData(nameof(Sample.Email), "Dit is geen e-mailadres. Een voorbeeld: naam@organisatie.be")]
    [InlineData(nameof(Sample.Story), "Dit is te lang. Schrijf hoogstens 10 tekens.")]
    [InlineData(nameof(Sample.Count), "Kies een getal van 1 tot 5.")]
    [InlineData(nameof(Sample.Own), "Vertel wie je bent.")]
    public void An_attribute_without_message_speaks_dutch_and_one_with_a_message_keeps_it(string property, string message)
    {
        var metadata = site.Services.GetRequiredService<IModelMetadataProvider>().GetMetadataForProperty(typeof(Sample), property);

        Assert.Contains(message, metadata.ValidatorMetadata.OfType<ValidationAttribute>().Select(a => a.FormatErrorMessage(property)));
    }

    private sealed class Sample
    {
        public string Name { get; set; } = "";

        [EmailAddress]
        public string? Email { get; set; }

        [StringLength(10)]
        public string? Story { get; set; }

        [Range(1, 5)]
        public int Count { get; set; }

        [Required(ErrorMessage = "Vertel wie je bent.")]
        public string? Own { get; set; }
    }
}

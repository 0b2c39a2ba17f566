using System.Text.RegularExpressions;

namespace GboParticipatie.Tests.Localization;

public sealed partial class HardWiredTests
{
    public static TheoryData<string> Projects => [.. Sources.Projects];

    [Theory, MemberData(nameof(Projects))]
    public void Every_text_that_people_read_goes_through_a_localizer(string project)
    {
        var forgotten = new Sources(project).Forgotten;

        Assert.True(forgotten.Count == 0, $"In Dutch only (docs/localization.md says how to write a text):\n{string.Join("\n", forgotten)}");
    }

    // TempData refuses it only when the page is left: after the work was done.
    [Fact]
    public void What_goes_to_the_next_page_is_text_and_not_the_object_of_a_localizer()
    {
        Assert.NotEmpty(Objects("""TempData["Melding"] = isOn ? S["Aan."] : S["Uit."];"""));
        Assert.Empty(Objects("""TempData["Melding"] = (isOn ? S["Aan."] : S["Uit."]).Value;"""));

        var source = Path.Combine(TestFolder.Repository, "src");
        var wrong = Directory.EnumerateFiles(source, "*.cs*", SearchOption.AllDirectories).Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal))
            .SelectMany(f => Objects(File.ReadAllText(f)).Select(o => $"{Path.GetFileName(f)}: {o}"));
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Objects(string source)
        => Kept().Matches(source).Where(m => Asked().IsMatch(m.Groups["what"].Value) && !m.Groups["what"].Value.TrimEnd().EndsWith(".Value", StringComparison.Ordinal)).Select(m => m.Value);

    [GeneratedRegex(@"(?:TempData|ViewData)\[[^\]]+\] = (?<what>[^;]*);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kept();

    [GeneratedRegex(@"\b[ST](\[|\.Plural)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asked();

    [Theory]
    [InlineData("""<p>Je punt is bewaard.</p>""")]
    [InlineData("""<h1>@Model.Title</h1><p>Welkom @Model.Name</p>""")]
    [InlineData("""<gbo-input for="Name" label="Naam" />""")]
    [InlineData("""<nav aria-label="Menu"></nav>""")]
    [InlineData("""<td>@(Model.IsOn ? "aan" : "uit")</td>""")]
    [InlineData("""<td>@(Model.Day is { } day ? BrusselsTime.LongDate(day) : "nog niet")</td>""")]
    [InlineData("""<gbo-empty title="@(Model.IsMine ? "Niets" : S["Leeg"])" />""")]
    [InlineData("""@if (Model.IsOn) { <p>Aan</p> }""")]
    [InlineData("""@{ ViewData["Title"] = "Punten"; }""")]
    [InlineData("""@{ ViewData["Title"] = S["Punten"]; }""")]
    [InlineData("""<td>@Model.Kind.Dutch()</td>""")]
    [InlineData("""<p>@T["Je punt " + Model.Title]</p>""")]
    [InlineData("""<p>@T[$"Je punt {Model.Title}"]</p>""")]
    public void A_text_in_a_page_that_goes_past_them_is_found(string page) => Assert.NotEmpty(Sources.Of("Page.cshtml", page).Forgotten);

    [Theory]
    [InlineData("""<p class="lead">@T["Je punt is bewaard."]</p>""")]
    [InlineData("""<p>@T["Je punt <strong>{0}</strong> staat op {1}.", Model.Title, day]</p>""")]
    [InlineData("""<gbo-input for="Name" label="@S["Naam"]" class="groot veld" />""")]
    [InlineData("""<a href="/punt/nieuw" aria-current="@(Model.IsCurrent ? "page" : null)">@T["Nieuw"]</a>""")]
    [InlineData("""@{ ViewData["Title"] = S["Punten"].Value; }""")]
    [InlineData("""<p>@T.Plural(Model.Count, "1 punt", "{0} punten")</p>""")]
    [InlineData("""<td>@S[Model.Kind.Dutch()]</td>""")]
    [InlineData("""<p>@BrusselsTime.LongDate(Model.Day) · @Model.Reference</p>""")]
    public void A_page_that_asks_them_passes(string page) => Assert.Empty(Sources.Of("Page.cshtml", page).Forgotten);

    [Theory]
    [InlineData("""TempData["Melding"] = "Bewaard.";""")]
    [InlineData("""TempData["Melding"] = S["Bewaard."];""")]
    [InlineData("""ModelState.AddModelError("Name", "Vul een naam in.");""")]
    [InlineData("""ModelState.AddModelError(rule.Field ?? "", rule.Message);""")]
    [InlineData("""var label = count == 1 ? "1 punt voor jou" : $"{count} punten voor jou";""")]
    [InlineData("""throw new RuleException(count > 3 ? $"Dat zijn {count} lijnen." : "Dat kan niet.");""")]
    [InlineData("""throw new RuleException("Dat zijn " + count + " lijnen.");""")]
    [InlineData("""throw new RuleException($"Kies {kind.Dutch()}.");""")]
    public void A_text_in_code_that_goes_past_them_is_found(string code) => Assert.NotEmpty(Sources.Of("Code.cs", Method(code)).Forgotten);

    [Theory]
    [InlineData("""TempData["Melding"] = S["Bewaard."].Value;""")]
    [InlineData("""ModelState.AddRule(rule);""")]
    [InlineData("""throw new RuleException($"Dat zijn {count} lijnen van {most}.", "Lines");""")]
    [InlineData("""throw new RuleException($"Kies {kind.Dutch():woord}.");""")]
    [InlineData("""log.LogInformation("Applied the recipe of {Region} to all", name);""")]
    [InlineData("""throw new InvalidOperationException("There is no such thing in the list.");""")]
    [InlineData("""if (name == nameof(Form.Name)) return "btn btn-primary";""")]
    public void Code_that_asks_them_passes(string code) => Assert.Empty(Sources.Of("Code.cs", Method(code)).Forgotten);

    [Theory]
    [InlineData("""IReadOnlyList<WorkflowField> All { get; } = [new("item.title", "titel", FieldType.Text)];""", "titel")]
    [InlineData("""IReadOnlyList<ActivityProperty> Properties { get; } = [new("To", "Aan", PropertyKind.Recipients) { IsRequired = true }];""", "Aan")]
    [InlineData("""IReadOnlyList<Outcome> GetOutcomes(ActivityRecord activity) => [Outcome.Done, new("True", "Als het klopt")];""", "Als het klopt")]
    [InlineData("""static Outcome Late { get; } = new("Late", "Te laat");""", "Te laat")]
    [InlineData("""IReadOnlyList<WorkflowField> All { get; } = [WorkflowField.Choice<State>("state", "hoever het is", s => s.Dutch())];""", "hoever het is")]
    [InlineData("""string DisplayText => "de coach";""", "de coach")]
    public void A_label_of_a_workflow_is_a_key(string member, string key)
    {
        var (texts, forgotten) = Sources.Of("Code.cs", $"class Step {{ {member} }}");

        Assert.Empty(forgotten);
        Assert.Equal([key], texts.Select(t => t.Key));
    }

    [Theory]
    [InlineData("""class Step : TaskActivity { IEnumerable<string> Validate(ActivityRecord activity) { yield return "geef een van de twee"; } }""")]
    [InlineData("""class Coach : IWorkflowRecipients { Task<string?> CheckAsync(string? argument) => Done("deze groep bestaat niet"); }""")]
    [InlineData("""class Run { void Go() => throw new WorkflowException("Deze stap bestaat niet."); }""")]
    public void What_is_wrong_with_a_definition_is_for_who_makes_it(string code) => Assert.Empty(Sources.Of("Code.cs", code).Forgotten);

    [Theory]
    [InlineData("""class Form { IEnumerable<string> Validate(string name) { yield return "Vul een naam in."; } }""")]
    [InlineData("""class Coach { Task<string?> CheckAsync(string? argument) => Done("deze groep bestaat niet"); }""")]
    [InlineData("""class Step { IReadOnlyList<string> Notes { get; } = [new("a", "niets te doen")]; }""")]
    public void What_only_looks_like_it_is_found(string code) => Assert.NotEmpty(Sources.Of("Code.cs", code).Forgotten);

    [Fact]
    public void Each_text_of_a_choice_is_a_key()
        => Assert.Equal(["Aan", "Uit"], Sources.Of("Code.cs", Method("""var text = S[state switch { State.On => "Aan", _ => "Uit" }];""")).Texts.Select(t => t.Key));

    private static string Method(string code) => $"class Page {{ void Run() {{ {code} }} }}";
}

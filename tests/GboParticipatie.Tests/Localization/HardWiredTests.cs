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
    [InlineData("""<td>@Model.Kind?.Dutch()</td>""")]
    [InlineData("""<p>@(Model.Kind?.Dutch() ?? S["Nog niets"])</p>""")]
    [InlineData("""<h2>@Model.Kind.Asks()</h2>""")]
    [InlineData("""<p>@T["Je koos {0}", Model.Kind.Dutch()]</p>""")]
    [InlineData("""<p>@T["Zet {0}", Model.IsOn ? "uit" : "aan"]</p>""")]
    [InlineData("""<p>@(Model.Text ?? (Model.IsMine ? S["Van jou"] : "Punt"))</p>""")]
    [InlineData("""<partial name="_Table" model='("groepen", "Bij welke groep?", Model.Lines)' />""")]
    [InlineData("""<partial name="_Table" model='("groepen", "Groep", S["Bij welke groep?"].Value)' />""")]
    [InlineData("""<partial name="_Kind" model="Model.Kind.Dutch()" />""")]
    [InlineData("""<gbo-figure value="@(Model.Most is { } most ? $"{Model.Coming} van {most}" : "")">@T["komen"]</gbo-figure>""")]
    [InlineData("""<gbo-figure value="@Model.Days dagen">@T["tot het antwoord"]</gbo-figure>""")]
    [InlineData("""<gbo-form data-sending="We sturen je bestand."></gbo-form>""")]
    [InlineData("""<meta property="og:title" content="Sinds vorige keer: @Model.Name" />""")]
    [InlineData("""<meta name="description" content="Alles over sociale hulp" />""")]
    [InlineData("""<gbo-file for="Upload" label="@S["Bestand"]" hint="@FileWords.Allowed" />""")]
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
    [InlineData("""<td>@(Model.Kind is { } kind ? S[kind.Dutch()] : "")</td>""")]
    [InlineData("""<p>@T["Lees <a href='{0}'>meer over {1}</a>.", Model.IsMine ? "/mijn" : "/punten", S[Model.Kind.Dutch()]]</p>""")]
    [InlineData("""<partial name="_Table" model='("groepen", S["Bij welke groep?"].Value, $"/groepen/{Model.Slug}", Model.Lines)' />""")]
    [InlineData("""<gbo-figure value="@percent %">@T["op tijd"]</gbo-figure>""")]
    [InlineData("""<meta name="viewport" content="width=device-width" /><meta property="og:title" content="@S["Sinds vorige keer: {0}", Model.Name]" />""")]
    [InlineData("""@await RenderSectionAsync("Scripts", required: false)""")]
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
    [InlineData("""throw new RuleException($"Kies {kind?.Dutch()}.");""")]
    [InlineData("""throw new RuleException($"Er {(free == 1 ? "is maar 1 plaats" : $"zijn maar {free} plaatsen")}.");""")]
    [InlineData("""var since = texts["Sinds {0}", day];""")]
    [InlineData("""var todo = ViewContext.Texts()["(moet nog gebeuren)"];""")]
    [InlineData("""var said = answer?.Rating?.Dutch();""")]
    [InlineData("""var text = S["{0} punten van {1}", count, isMine ? "jou" : name];""")]
    [InlineData("""var title = means switch { Means.Phone => $"Bel {name}", _ => S["Vertel het aan {0}", name] };""")]
    [InlineData("""var label = $"{count} ingebracht";""")]
    [InlineData("""var label = $"{count} van {most}";""")]
    [InlineData("""var label = $"{person} sinds {day}";""")]
    [InlineData("""var label = $"{what}: nog {count}";""")]
    [InlineData("""var label = $"{author}, voor {name}";""")]
    [InlineData("""var label = $"Eerste woord: {title} ({reference})";""")]
    [InlineData("""var names = string.Join(" en ", bodies);""")]
    [InlineData("""IReadOnlyList<string> heads = [S["Nummer"], "Status", S["Van"]];""")]
    [InlineData("""var sheet = ("agenda", "Agenda", S["Met plaats om te schrijven."]);""")]
    [InlineData("""var cell = $"{DutchText(kind)}, {MailWords.State(state)}";""")]
    public void A_text_in_code_that_goes_past_them_is_found(string code) => Assert.NotEmpty(Sources.Of("Code.cs", Method(code)).Forgotten);

    [Theory]
    [InlineData("""TempData["Melding"] = S["Bewaard."].Value;""")]
    [InlineData("""ModelState.AddRule(rule);""")]
    [InlineData("""throw new RuleException($"Dat zijn {count} lijnen van {most}.", "Lines");""")]
    [InlineData("""throw new RuleException($"Kies {kind.Dutch():woord}.");""")]
    [InlineData("""log.LogInformation("Applied the recipe of {Region} to all", name);""")]
    [InlineData("""throw new InvalidOperationException("There is no such thing in the list.");""")]
    [InlineData("""if (name == nameof(Form.Name)) return "btn btn-primary";""")]
    [InlineData("""var said = answer?.Rating is { } rating ? S[rating.Dutch()].Value : null;""")]
    [InlineData("""throw new RuleException($"Kies {kind?.Dutch():woord}.");""")]
    [InlineData("""var key = $"wrong {reference}"; var css = $"icon {name}"; var address = $"{root}/volg/{reference}?pagina={page}";""")]
    [InlineData("""var told = S["Naar {0}", activity.Text("Subject") ?? ""]; var where = $"{problem} in {type}.{method}";""")]
    [InlineData("""var size = $"{bytes / 1024} kB"; var who = $"{name}, {reference} ({count})";""")]
    [InlineData("""var sheet = ("agenda", S["Agenda"].Value, $"{count}");""")]
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

    [Theory]
    [InlineData("""static string Dutch(this Role role) => Capital(role.Dutch());""")]
    [InlineData("""static string Dutch(this Role role) => role.ToString();""")]
    [InlineData("""static string Dutch(this Days days) => string.Join(", ", All.Where(d => days.HasFlag(d)).Select(One));""")]
    [InlineData("""static string Name(this Stored file) => $"{file.Kind.Dutch()} {file.Place}";""")]
    public void A_word_that_is_made_and_stands_in_no_catalogue_is_found(string method) => Assert.NotEmpty(Sources.Of("Code.cs", $"static class RoleWords {{ {method} }}").Forgotten);

    [Theory]
    [InlineData("throw new RuleException(Impossible, nameof(Minutes));")]
    [InlineData("throw new RuleException($\"{count}? {Impossible:woord}\");")]
    [InlineData("var text = S[Impossible];")]
    public void A_constant_that_a_localizer_is_asked_for_is_a_key(string code)
    {
        WordGivers.Collect(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText("class Entry { const string Impossible = \"Vul de minuten in.\"; }").GetRoot(TestContext.Current.CancellationToken));

        var (texts, forgotten) = Sources.Of("Code.cs", $"class Entry {{ const string Impossible = \"Vul de minuten in.\"; void Run() {{ {code} }} }}");

        Assert.Empty(forgotten);
        Assert.Contains("Vul de minuten in.", texts.Select(t => t.Key));
    }

    [Fact]
    public void The_name_of_a_language_is_a_key_whatever_it_looks_like()
        => Assert.Equal(["Frans", "Vlaamse Gebarentaal"], Sources.Of("Code.cs", """static class Languages { static (string Tag, string Name)[] All = [("fr", "Frans"), ("vgt", "Vlaamse Gebarentaal")]; }""").Texts.Select(t => t.Key));

    [Fact]
    public void A_word_in_a_rule_is_a_key()
        => Assert.Equal(["Er {0}.", "is 1 plaats", "is geen plaats"], Sources.Of("Code.cs", Method("""throw new RuleException($"Er {(free == 1 ? "is 1 plaats" : "is geen plaats"):woord}.");""")).Texts.Select(t => t.Key));

    [Fact]
    public void Each_text_of_a_choice_is_a_key()
        => Assert.Equal(["Aan", "Uit"], Sources.Of("Code.cs", Method("""var text = S[state switch { State.On => "Aan", _ => "Uit" }];""")).Texts.Select(t => t.Key));

    private static string Method(string code) => $"class Page {{ void Run() {{ {code} }} }}";
}

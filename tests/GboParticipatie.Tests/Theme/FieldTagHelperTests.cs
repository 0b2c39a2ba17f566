using System.ComponentModel.DataAnnotations;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GboParticipatie.Tests.Theme;

public sealed class FieldTagHelperTests(ThemeSite site) : IClassFixture<ThemeSite>
{
    private const string Hostile = "\"><script>alert(1)</script>' & <b>";

    private readonly TagHelperStage _stage = new(site.Services);

    [Fact]
    public async Task A_label_hint_and_error_belong_to_their_control()
    {
        _stage.ModelState.AddModelError("Email", "Vul je e-mailadres in.");

        var html = await _stage.RenderAsync(
            new InputTagHelper { For = _stage.For<Sample>("Email"), ViewContext = _stage.View, Label = "Je e-mailadres", Hint = "Waar mogen we antwoorden?" },
            attributes: [("autocomplete", "email"), ("enterkeyhint", "next"), ("class", "mt-3")]);

        var input = html.QuerySelector("input")!;
        Assert.Equal("Email", html.QuerySelector("label")!.GetAttribute("for"));
        Assert.Equal(("Email", "Email", "email"), (input.Id, input.GetAttribute("name"), input.GetAttribute("type")));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("Email-hint Email-error", input.GetAttribute("aria-describedby"));
        Assert.Equal("Waar mogen we antwoorden?", html.QuerySelector("#Email-hint")!.TextContent);
        Assert.Equal("Fout: Vul je e-mailadres in.", html.QuerySelector("#Email-error")!.TextContent);
        Assert.Equal(("email", "next"), (input.GetAttribute("autocomplete"), input.GetAttribute("enterkeyhint")));
        Assert.Equal("field has-error mt-3", html.Children[0].ClassName);
    }

    [Fact]
    public async Task A_field_without_error_and_hint_describes_nothing()
    {
        var html = await _stage.RenderAsync(new InputTagHelper { For = _stage.For<Sample>("Email", "an@x.example"), ViewContext = _stage.View, Label = "Adres" });

        var input = html.QuerySelector("input")!;
        Assert.False(input.HasAttribute("aria-describedby") || input.HasAttribute("aria-invalid"));
        Assert.Equal("an@x.example", input.GetAttribute("value"));
        Assert.Null(html.QuerySelector(".has-error"));
    }

    [Fact]
    public async Task What_was_typed_wins_over_the_model()
    {
        _stage.ModelState.SetModelValue("Number", "veel", "veel");

        var html = await _stage.RenderAsync(new InputTagHelper { For = _stage.For<Sample>("Number", 3), ViewContext = _stage.View, Label = "Hoeveel?" });

        Assert.Equal("veel", html.QuerySelector("input")!.GetAttribute("value"));
        Assert.Equal("numeric", html.QuerySelector("input")!.GetAttribute("inputmode"));
    }

    [Fact]
    public async Task A_question_can_be_the_heading_of_the_page()
    {
        var html = await _stage.RenderAsync(new TextareaTagHelper { For = _stage.For<Sample>("Story"), ViewContext = _stage.View, Label = "Waar lopen mensen tegenaan?", Heading = true });

        Assert.Equal("Waar lopen mensen tegenaan?", html.QuerySelector("h1 > label.big[for=Story]")!.TextContent);
    }

    [Fact]
    public async Task A_textarea_says_how_long_the_text_may_be_and_keeps_its_first_newline()
    {
        var html = await _stage.RenderAsync(new TextareaTagHelper { For = _stage.For<Sample>("Story", "\n\nTekst"), ViewContext = _stage.View, Label = "Vertel" });

        var area = (IHtmlTextAreaElement)html.QuerySelector("textarea")!;
        Assert.Equal("Je kan tot 1.000 tekens schrijven.", html.QuerySelector("#Story-count")!.TextContent);
        Assert.Equal("Story-count", area.GetAttribute("aria-describedby"));
        Assert.Equal("\n\nTekst", area.TextContent);
        Assert.False(area.HasAttribute("maxlength"));
    }

    [Fact]
    public async Task A_limit_that_hardly_anyone_comes_near_is_not_said_beforehand()
    {
        var html = await _stage.RenderAsync(new TextareaTagHelper { For = _stage.For<Sample>("Story"), ViewContext = _stage.View, Label = "Vertel", Max = 20_000 });

        Assert.Equal("", html.QuerySelector("#Story-count")!.TextContent);
        Assert.Equal("20000", html.QuerySelector("textarea")!.GetAttribute("data-max"));
    }

    [Fact]
    public async Task Options_are_radio_buttons_in_a_fieldset_and_the_first_carries_the_bare_id()
    {
        _stage.ModelState.AddModelError("Audience", "Kies wie dit mag lezen.");

        var html = await _stage.RenderAsync(new ChoiceTagHelper
        {
            For = _stage.For<Sample>("Audience", "coach"),
            ViewContext = _stage.View,
            Label = "Wie mag dit lezen?",
            Options = [new Choice("group", "De groep", "met je naam"), new Choice("coach", "Alleen de coach", Icon: "lock")],
        });

        var radios = html.QuerySelectorAll("fieldset input[type=radio][name=Audience]");
        Assert.Equal(["Audience", "Audience-2"], radios.Select(r => r.Id));
        Assert.Equal(["coach"], radios.Where(r => r.HasAttribute("checked")).Select(r => r.GetAttribute("value")));
        Assert.Equal("Audience-error", html.QuerySelector("fieldset")!.GetAttribute("aria-describedby"));
        Assert.Equal("Wie mag dit lezen?", html.QuerySelector("legend")!.TextContent);
    }

    [Fact]
    public async Task A_list_property_gives_tick_boxes()
    {
        var html = await _stage.RenderAsync(new ChoiceTagHelper
        {
            For = _stage.For<Sample>("Domains", new List<string> { "geld", "wonen" }),
            ViewContext = _stage.View,
            Label = "Waarover?",
            Options = [new Choice("wonen", "Wonen"), new Choice("werk", "Werk"), new Choice("geld", "Geld")],
        });

        Assert.Equal(["wonen", "geld"], html.QuerySelectorAll("input[type=checkbox]").Where(c => c.HasAttribute("checked")).Select(c => c.GetAttribute("value")));
    }

    [Fact]
    public async Task Nothing_ticked_after_a_post_stays_unticked()
    {
        _stage.ModelState.SetModelValue("Domains", new ValueProviderResult(new[] { "werk" }));

        var html = await _stage.RenderAsync(new ChoiceTagHelper
        {
            For = _stage.For<Sample>("Domains", new List<string> { "geld" }),
            ViewContext = _stage.View,
            Label = "Waarover?",
            Options = [new Choice("werk", "Werk"), new Choice("geld", "Geld")],
        });

        Assert.Equal(["werk"], html.QuerySelectorAll("input[checked]").Select(c => c.GetAttribute("value")));
    }

    [Fact]
    public async Task A_tick_box_sends_false_when_it_is_not_ticked()
    {
        var html = await _stage.RenderAsync(new CheckTagHelper { For = _stage.For<Sample>("Told", true), ViewContext = _stage.View, Label = "Ik heb het verteld" });

        Assert.True(html.QuerySelector("label > input[type=checkbox][value=true]")!.HasAttribute("checked"));
        Assert.NotNull(html.QuerySelector("input[type=hidden][name=Told][value=false]"));
    }

    [Fact]
    public async Task A_day_is_three_fields_of_which_the_first_is_where_the_summary_leads()
    {
        var html = await _stage.RenderAsync(new DateTagHelper { For = _stage.For<Sample>("Due", new DateOnly(2026, 12, 8)), ViewContext = _stage.View, Label = "Tegen wanneer?" });

        var inputs = html.QuerySelectorAll("fieldset input");
        Assert.Equal(["Due.Day", "Due.Month", "Due.Year"], inputs.Select(i => i.GetAttribute("name")));
        Assert.Equal(["8", "12", "2026"], inputs.Select(i => i.GetAttribute("value")));
        Assert.Equal("Due", inputs[0].Id);
        Assert.All(inputs, i => Assert.NotNull(html.QuerySelector($"label[for={i.Id}]")));
    }

    [Fact]
    public async Task Hostile_text_is_shown_as_text_wherever_it_comes_from()
    {
        _stage.ModelState.SetModelValue("Story", Hostile, Hostile);
        _stage.ModelState.AddModelError("Story", Hostile);
        var field = new TextareaTagHelper { For = _stage.For<Sample>("Story"), ViewContext = _stage.View, Label = Hostile, Hint = Hostile };

        IElement[] all =
        [
            await _stage.RenderAsync(field, attributes: ("placeholder", Hostile)),
            await _stage.RenderAsync(new InputTagHelper { Name = "n", Value = Hostile, Label = Hostile, Suffix = Hostile, ViewContext = _stage.View }),
            await _stage.RenderAsync(new ChoiceTagHelper { Name = "c", Value = Hostile, Label = Hostile, Options = [new(Hostile, Hostile, Hostile)], ViewContext = _stage.View }),
            await _stage.RenderAsync(new SelectTagHelper { Name = "s", Value = Hostile, Label = Hostile, Options = [new(Hostile, Hostile, Group: Hostile)], Empty = Hostile, ViewContext = _stage.View }),
            await _stage.RenderAsync(new CheckTagHelper { Name = "k", Label = Hostile, Sub = Hostile, ViewContext = _stage.View }),
            await _stage.RenderAsync(new TickTagHelper { Name = Hostile, Value = Hostile, Label = Hostile }),
            await _stage.RenderAsync(new ErrorSummaryTagHelper { Title = Hostile, ViewContext = _stage.View }),
            await _stage.RenderAsync(new SummaryRowTagHelper { Label = Hostile, Change = Hostile, Empty = Hostile, ViewContext = _stage.View }),
            await _stage.RenderAsync(new TimelineItemTagHelper { Title = Hostile, When = Hostile }),
            await _stage.RenderAsync(new VoiceTagHelper { Quote = Hostile, Who = Hostile, Href = Hostile, ViewContext = _stage.View }),
            await _stage.RenderAsync(new EmptyTagHelper { Title = Hostile }),
            await _stage.RenderAsync(new BarChartTagHelper { Caption = Hostile, Bars = [new Bar(Hostile, 1, Text: Hostile)] }),
            await _stage.RenderAsync(new ConfirmationTagHelper { Title = Hostile, Reference = Hostile }),
        ];

        Assert.All(all, html =>
        {
            Assert.Empty(html.QuerySelectorAll("script"));
            Assert.DoesNotContain(html.QuerySelectorAll("b"), b => b.TextContent.Length == 0);
            Assert.Contains("alert(1)", html.OuterHtml, StringComparison.Ordinal);
        });
        Assert.Equal(Hostile, ((IHtmlTextAreaElement)all[0].QuerySelector("textarea")!).Value);
        Assert.Equal(Hostile, all[1].QuerySelector("input")!.GetAttribute("value"));
        Assert.Equal(Hostile, all[2].QuerySelector("input")!.GetAttribute("value"));
    }

    [Fact]
    public async Task An_attribute_that_razor_encoded_is_not_encoded_twice()
    {
        var html = await _stage.RenderAsync(new InputTagHelper { Name = "n", Label = "x", ViewContext = _stage.View }, attributes: ("placeholder", new HtmlString("Huis &amp; tuin")));

        Assert.Equal("Huis & tuin", html.QuerySelector("input")!.GetAttribute("placeholder"));
    }

    private sealed class Sample
    {
        [EmailAddress, DataType(DataType.EmailAddress)]
        public string? Email { get; set; }

        [StringLength(1000)]
        public string? Story { get; set; }

        public int Number { get; set; }

        public string? Audience { get; set; }

        public List<string> Domains { get; set; } = [];

        public DateOnly? Due { get; set; }

        public bool Told { get; set; }
    }
}

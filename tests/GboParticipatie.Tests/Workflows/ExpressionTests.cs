using GboParticipatie.Localization;
using GboParticipatie.Workflows;
using GboParticipatie.Workflows.Expressions;
using GboParticipatie.Workflows.Templates;
using Markdig;

namespace GboParticipatie.Tests.Workflows;

public sealed class ExpressionTests
{
    private static readonly TestPoints Points = new();

    private static Func<string, object?> Values(TestPoint? point = null)
    {
        var values = TestPointFields.Read(Points, Points.Add(point))!;
        return name => values[name];
    }

    [Theory]
    [InlineData("point.heardFrom == 7", true)]
    [InlineData("point.heardFrom > 7", false)]
    [InlineData("point.heardFrom >= 7 and point.heardFrom <= 7.0", true)]
    [InlineData("point.heardFrom > -1", true)]
    [InlineData("point.title contains \"BUS\"", true)]
    [InlineData("point.themes contains 'wonen'", true)]
    [InlineData("point.themes contains 'geld'", false)]
    [InlineData("point.state == \"Open\"", true)]
    [InlineData("point.state != \"Open\"", false)]
    [InlineData("point.isOpen", true)]
    [InlineData("not point.isOpen", false)]
    [InlineData("not not point.isOpen", true)]
    [InlineData("false or true and false", false)]
    [InlineData("(true or true) and false", false)]
    [InlineData("true or true and false", true)]
    [InlineData("not (point.heardFrom < 5 or point.title == 'x')", true)]
    [InlineData("point.dueOn == 2026-12-08", true)]
    [InlineData("point.dueOn < 2026-12-08", false)]
    [InlineData("point.meetingAt == 2026-12-09", true)]
    [InlineData("point.dueOn == empty", false)]
    [InlineData("point.dueOn != empty", true)]
    [InlineData("point.title == 'Zeg \\'ja\\''", false)]
    public void Conditions_say_what_they_mean(string text, bool expected)
    {
        // 23.30 UTC is the next day in Brussels.
        var values = Values(new TestPoint { Due = new DateOnly(2026, 12, 8), Meeting = new DateTime(2026, 12, 8, 23, 30, 0, DateTimeKind.Utc) });

        Assert.Equal(expected, Expression.Parse(text, TestPointFields.All).Holds(values));
    }

    [Theory]
    [InlineData("point.dueOn < 2026-12-08", false)]
    [InlineData("point.dueOn > 2026-12-08", false)]
    [InlineData("point.dueOn == 2026-12-08", false)]
    [InlineData("point.dueOn != 2026-12-08", true)]
    [InlineData("point.dueOn == empty", true)]
    public void What_is_missing_is_neither_before_nor_after(string text, bool expected)
        => Assert.Equal(expected, Expression.Parse(text, TestPointFields.All).Holds(Values()));

    [Theory]
    [InlineData("", "leeg")]
    [InlineData("   ", "leeg")]
    [InlineData("point.tilte == 'x'", "Bedoel je \"point.title\"?")]
    [InlineData("point.title", "geen voorwaarde")]
    [InlineData("point.title == 3", "kan je niet vergelijken")]
    [InlineData("point.heardFrom contains 'x'", "kan je niet vergelijken")]
    [InlineData("point.title < 'x'", "kan je niet vergelijken")]
    [InlineData("point.themes == point.themes", "kan je niet vergelijken")]
    [InlineData("point.state == 'Dicht'", "is nooit \"Dicht\". Het kan zijn: Open, Answered")]
    [InlineData("point.link == 'x'", "is een link")]
    [InlineData("point.title = 'x'", "Schrijf ==")]
    [InlineData("point.title == 'x", "afsluit")]
    [InlineData("point.heardFrom == 7 8", "hoort hier niet")]
    [InlineData("(point.isOpen", "haakje")]
    [InlineData("point.isOpen)", "hoort hier niet")]
    [InlineData("point.isOpen and", "te vroeg")]
    [InlineData("and point.isOpen", "verkeerde plaats")]
    [InlineData("point.dueOn == 2026-02-30", "geen getal en geen datum")]
    [InlineData("point.isOpen; drop", "hoort hier niet")]
    [InlineData("system.exit", "bestaat hier niet")]
    public void What_is_no_condition_is_refused_with_the_reason(string text, string reason)
    {
        var problem = Assert.Throws<ExpressionException>(() => Expression.Parse(text, TestPointFields.All));
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_and_length_are_limited()
    {
        Assert.Throws<ExpressionException>(() => Expression.Parse(new string('(', 1900), TestPointFields.All));
        Assert.Throws<ExpressionException>(() => Expression.Parse(string.Concat(Enumerable.Repeat("not ", 400)) + "true", TestPointFields.All));
        Assert.Throws<ExpressionException>(() => Expression.Parse(string.Concat(Enumerable.Repeat("true or ", 500)) + "true", TestPointFields.All));
    }

    [Fact]
    public void Whatever_is_typed_is_a_condition_that_can_be_evaluated_or_refused_in_words()
    {
        string[] words = ["point.title", "point.heardFrom", "point.isOpen", "point.dueOn", "point.state", "point.themes", "point.id", "point.link", "==", "!=", "<", ">=",
            "contains", "and", "or", "not", "(", ")", "'x'", "\"Open\"", "7", "-3.5", "2026-12-08", "true", "empty", "nope", "\\", "'", "=", "{", "\0", "é", "..", "1e9"];
        var random = new Random(20261122);
        var (values, good) = (Values(), 0);
        for (var i = 0; i < 100_000; i++)
        {
            var text = string.Join(random.Next(4) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 10)).Select(_ => words[random.Next(words.Length)]));
            try
            {
                Expression.Parse(text, TestPointFields.All).Holds(values);
                good++;
            }
            catch (ExpressionException)
            {
                // Refused in words: that is what is allowed.
            }
        }

        Assert.InRange(good, 100, 99_900);
    }

    [Fact]
    public void Conditions_agree_with_a_second_way_to_compute_them()
    {
        var random = new Random(7);
        var values = Values();
        for (var i = 0; i < 5_000; i++)
        {
            var (text, expected) = Random(random, 4);
            Assert.Equal(expected, Expression.Parse(text, TestPointFields.All).Holds(values));
        }
    }

    private static (string Text, bool Value) Random(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            var number = random.Next(0, 15);
            return random.Next(3) switch
            {
                0 => ($"point.heardFrom < {number}", 7 < number),
                1 => ($"{number} <= point.heardFrom", number <= 7),
                _ => ($"point.heardFrom == {number}", number == 7),
            };
        }

        var (left, l) = Random(random, depth - 1);
        var (right, r) = Random(random, depth - 1);
        return random.Next(3) switch
        {
            0 => ($"({left}) and ({right})", l && r),
            1 => ($"({left}) or ({right})", l || r),
            _ => ($"not ({left})", !l),
        };
    }

    [Fact]
    public void Texts_show_values_as_people_read_them()
    {
        var values = Values(new TestPoint { Due = new DateOnly(2026, 12, 8), State = TestPointState.Answered });
        var template = Template.Parse("{{point.title}}, {{ point.dueOn }}, {{point.isOpen}}, {{point.state}}, {{point.heardFrom}}, {{point.themes}}{{point.meetingAt}}", TestPointFields.All);

        Assert.Equal("De bus rijdt niet op zondag, dinsdag 8 december 2026, nee, Beantwoord, 7, Wonen, Vervoer", template.Render(values, null, DutchTexts.Instance, isMarkdown: false));
    }

    [Fact]
    public void What_people_typed_adds_no_markup_to_a_mail()
    {
        var values = Values(new TestPoint { Title = "[klik](https://evil.example) <b>nu</b> *hier*\n# kop\n1. lijst\n- streep\n\nwww.evil.example" });

        var text = Template.Parse("{{ point.title }}", TestPointFields.All).Render(values, null, DutchTexts.Instance, isMarkdown: true);
        var html = Markdown.ToHtml(text, new MarkdownPipelineBuilder().UseAutoLinks().DisableHtml().Build());

        Assert.DoesNotContain("<a", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<em", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<h1", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<li", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("[klik](https://evil.example)", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dag {{ point.tilte }}", "Bedoel je")]
    [InlineData("Dag {{ point.id }}", "sleutel")]
    [InlineData("Dag {{ point.title", "gesloten")]
    [InlineData("{{}}", "bestaat hier niet")]
    public void A_text_with_an_unknown_field_is_refused(string text, string reason)
        => Assert.Contains(reason, Assert.Throws<ExpressionException>(() => Template.Parse(text, TestPointFields.All)).Message, StringComparison.Ordinal);
}

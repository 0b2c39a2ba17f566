using System.Text.RegularExpressions;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Whoever adds a field in which one types, says what keeps bad input out of it: a row of a test, or why there is none.</summary>
public sealed partial class TextFieldTests
{
    private const string Tell = "Tell: TellBadInputTests";
    private const string Journey = "Propose: ProposeJourneyTests";
    private const string Network = "Network: NetworkBadInputTests";
    private const string Day = "Not a text: a day that is none is refused where forms are read, A_day_that_does_not_exist_*";
    private const string Number = "Not a text: a number that is none is refused where forms are read";
    private const string Search = "Changes nothing: what is looked for; The_same_character_in_an_address_is_no_fault";
    private const string Code = "Changes nothing: compared with what is known; SignInTests, SecondStepTests, FollowAndAnswerTests";
    private const string Address = "Not a text: an e-mail address; AddressTests";
    private const string Example = "Keeps nothing: an example in the style guide";

    // The page and its field; the row of BadInputTests, or else why there is none.
    private static readonly Dictionary<string, string> Rows = new(StringComparer.Ordinal)
    {
        ["Account/Details: DisplayName"] = "own name",
        ["Account/EnterCode: Code"] = Code,
        ["Account/SecondStep: Code"] = Code,
        ["Account/SecondStepSetup: Code"] = Code,
        ["Account/SignIn: Email"] = Address,
        ["Account/Tokens: Days"] = Number,
        ["Account/Tokens: Name"] = "name of a key for programs",
        ["AnswerQuestion/Question: PauseReason"] = "why an answer takes longer, says who answers",
        ["AnswerQuestion/Question: WhatHappens"] = "what happens of an answer",
        ["AnswerQuestion/Question: Why"] = "why of an answer",
        ["Attendance/Index: Name"] = "name of who came",
        ["Attendance/Index: People"] = Number,
        ["DeskActions/Detail: Form.What"] = "what an action is, changed",
        ["DeskActions/Detail: News"] = "news of an action",
        ["DeskActions/Detail: Reason"] = "why an action changes",
        ["DeskActions/Detail: Said"] = "what people said after a trial",
        ["DeskActions/New: Form.What"] = "what an action is",
        ["DeskActions/New: punt"] = "point of an action",
        ["DeskAnswers/Help: PauseReason"] = "why an answer takes longer",
        ["DeskAnswers/Help: WhatHappens"] = "what happens, written by the coach for a body",
        ["DeskAnswers/Help: Why"] = "text of the coach for a body",
        ["DeskAttendance/Index: HeadCount"] = Number,
        ["DeskAttendance/Index: Name"] = "name of who came, at the desk",
        ["DeskAttendance/Index: Notes"] = "what the coach heard as a guest",
        ["DeskAttendance/Index: People"] = Number,
        ["DeskBehalf/New: Description"] = "what someone runs into, written down by the coach",
        ["DeskBehalf/New: KnownName"] = "someone of the network, at the desk",
        ["DeskBehalf/New: Name"] = "name of someone new",
        ["DeskBehalf/New: Phone"] = "telephone of someone new",
        ["DeskBehalf/New: Remedy"] = "what would help, written down by the coach",
        ["DeskFeedback/Detail: Answer"] = "answer to what someone told",
        ["DeskFeedback/Detail: CloseReason"] = "why what someone told is done",
        ["DeskFeedback/Detail: PointReference"] = "point that someone tells about, at the desk",
        ["DeskFeedback/Together: CloseReason"] = "why many stories are done",
        ["DeskGroups/Detail: link"] = "Keeps nothing: to copy, it has no form",
        ["DeskGroups/End: LastDay"] = Day,
        ["DeskGroups/_GroupFields: Cadence"] = "how often a group meets",
        ["DeskGroups/_GroupFields: DefaultPlace"] = "where a group meets",
        ["DeskGroups/_GroupFields: Description"] = "what a group is for",
        ["DeskGroups/_GroupFields: Name"] = "name of a group",
        ["DeskGroups/_GroupFields: NameInText"] = "name of a group in a sentence",
        ["DeskGroups/_GroupFields: Organisations"] = "organisations of a group",
        ["DeskGroups/_GroupFields: WorkAgendas"] = "work agendas of a group",
        ["DeskLines/Index: Rows[i].Text"] = "line of a meeting",
        ["DeskLines/Index: Text"] = "Keeps nothing: becomes the lines, which have a row",
        ["DeskMeetings/Cancel: Reason"] = "reason to cancel a meeting",
        ["DeskMeetings/Detail: Places[i].Minutes"] = Number,
        ["DeskMeetings/_MeetingFields: Day"] = Day,
        ["DeskMeetings/_MeetingFields: From"] = Day,
        ["DeskMeetings/_MeetingFields: Introduction"] = "introduction of a meeting",
        ["DeskMeetings/_MeetingFields: Maximum"] = Number,
        ["DeskMeetings/_MeetingFields: Place"] = "place of a meeting",
        ["DeskMeetings/_MeetingFields: PointsWishedBy"] = Day,
        ["DeskMeetings/_MeetingFields: Title"] = "title of a meeting",
        ["DeskMeetings/_MeetingFields: Until"] = Day,
        ["DeskMeetings/_MeetingFields: VideoLink"] = "video link of a meeting",
        ["DeskMerge/Index: nummer"] = Search,
        ["DeskNeutral/Index: Text"] = "text without names",
        ["DeskNeutral/Index: Word"] = "what the author says of it, written down by the coach",
        ["DeskPointFiles/Index: Why"] = "why a file is taken away",
        ["DeskPoints/Detail: DeclineReason"] = "reason to decline",
        ["DeskPoints/Detail: ParkReason"] = "reason to put off",
        ["DeskPoints/Detail: ParkedUntil"] = Day,
        ["DeskPoints/Detail: Title"] = "title of a point",
        ["DeskPoints/Forward: DueOn"] = Day,
        ["DeskPoints/Forward: Question"] = "question to a body",
        ["DeskPoints/Together: DueOn"] = Day,
        ["DeskPoints/Together: ParkReason"] = "reason to put many points off",
        ["DeskPoints/Together: ParkedUntil"] = Day,
        ["DeskPoints/Together: Question"] = "question about many points",
        ["DeskReport/Correct: Conclusion"] = "conclusion that is corrected",
        ["DeskReport/Correct: WhatWasSaid"] = "report that is corrected",
        ["DeskReport/Correct: Why"] = "why a report is corrected",
        ["DeskReport/Index: Conclusion[]"] = "conclusion of a report",
        ["DeskReport/Index: WhatWasSaid[]"] = "report of a meeting",
        ["DeskReport/_Feedback: Told[]"] = "what someone tells at a meeting",
        ["DeskRhythm/Index: Minutes"] = Number,
        ["DeskRhythm/Index: StartsAt"] = Day,
        ["DeskSeats/Group: From"] = Day,
        ["DeskSeats/Group: LastDay"] = Day,
        ["DeskSeats/Group: OrganisationName"] = "organisation of a seat",
        ["DeskSeats/Group: Person"] = "who gets a seat",
        ["DeskSeats/Group: To"] = Day,
        ["DeskSplit/Index: Description"] = "second point of a point",
        ["DeskSplit/Index: Remedy"] = "what would help with the second point",
        ["DeskSplit/Index: Title"] = "title of what is left of a point",
        ["DeskToday/Index: organisatie"] = Search,
        ["Follow/Index: code"] = Code,
        ["Follow/Index: nummer"] = Code,
        ["Follow/Point: ChangedWord"] = "what is still wrong",
        ["Follow/Point: Word"] = "why an answer is not clear",
        ["Follow/Rate: Word"] = "why an answer is not clear, by the link of the mail",
        ["Follow/_AskCode: code"] = Code,
        ["Follow/_AskCode: nummer"] = Code,
        ["Invitations/_ReplyFields: Children"] = Number,
        ["Invitations/_ReplyFields: Interpreters"] = Number,
        ["Invitations/_ReplyFields: LargePrint"] = Number,
        ["Invitations/_ReplyFields: People"] = Number,
        ["Invitations/_ReplyFields: Transport"] = Number,
        ["Invitations/_ReplyFields: Wheelchairs"] = Number,
        ["Letters/Detail: ChangedWord"] = "what is still wrong, by telephone",
        ["Letters/Detail: Word"] = "why an answer is not clear, by telephone",
        ["NetworkMunicipalities/_MunicipalityFields: Name"] = Network,
        ["NetworkMunicipalities/_MunicipalityFields: ValidFrom"] = Day,
        ["NetworkMunicipalities/_MunicipalityFields: ValidUntil"] = Day,
        ["NetworkOrganisations/_OrganisationFields: Description"] = Network,
        ["NetworkOrganisations/_OrganisationFields: Email"] = Network,
        ["NetworkOrganisations/_OrganisationFields: Name"] = Network,
        ["NetworkOrganisations/_OrganisationFields: Phone"] = Network,
        ["NetworkOrganisations/_OrganisationFields: Website"] = Network,
        ["NetworkPeople/Detail: From"] = Day,
        ["NetworkPeople/Detail: LastDay"] = Day,
        ["NetworkPeople/Detail: OrganisationName"] = "organisation of someone of the network",
        ["NetworkPeople/_PersonFields: AwayFrom"] = Day,
        ["NetworkPeople/_PersonFields: AwayUntil"] = Day,
        ["NetworkPeople/_PersonFields: DeputyId"] = "who stands in for someone",
        ["NetworkPeople/_PersonFields: Email"] = Network,
        ["NetworkPeople/_PersonFields: Name"] = Network,
        ["NetworkPeople/_PersonFields: Phone"] = Network,
        ["Neutral/Index: Word"] = "what the author says of a text without names",
        ["Propose/Later: Email"] = Address,
        ["Propose/Problem: Description"] = Journey,
        ["Propose/Remedy: Remedy"] = "what would help",
        ["Propose/Who: Email"] = Address,
        ["Propose/Who: OrganisationName"] = "name of an organisation",
        ["Signals/Answer: Answer"] = "answer of an organisation to what was told about it",
        ["StyleGuide/Index: Form.Day"] = Example,
        ["StyleGuide/Index: Form.Email"] = Example,
        ["StyleGuide/Index: Form.Hour"] = Example,
        ["StyleGuide/Index: Form.People"] = Example,
        ["StyleGuide/Index: Form.Problem"] = Example,
        ["StyleGuide/Index: fout1"] = Example,
        ["StyleGuide/Index: minuten"] = Example,
        ["Tell/Problem: Description"] = Tell,
        ["Tell/Remedy: Remedy"] = Tell,
        ["Tell/Short: AboutReference"] = Tell,
        ["Tell/Short: Description"] = Tell,
        ["Tell/Short: Email"] = Address,
        ["Tell/Short: Known"] = "someone of the network who told the coach",
        ["Tell/Short: Name"] = Tell,
        ["Tell/Short: OrganisationName"] = Tell,
        ["Tell/Short: Phone"] = Tell,
        ["Tell/Short: Remedy"] = Tell,
        ["Tell/Theme: AboutReference"] = Tell,
        ["Tell/Who: Email"] = Tell,
        ["Tell/Who: Name"] = Tell,
        ["Tell/Who: OrganisationName"] = Tell,
    };

    [Fact]
    public void Every_field_in_which_one_types_has_a_row_or_a_reason()
    {
        var found = Directory.EnumerateFiles(Path.Combine(TestFolder.Repository, "src"), "*.cshtml", SearchOption.AllDirectories)
            .Where(f => !Built().IsMatch(f)).SelectMany(FieldsOf).Distinct().ToList();

        Assert.True(found.Count > 140, $"Only {found.Count} fields were found.");
        Assert.Equal(Rows.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        // Every name of a row is there; a reason begins with a capital.
        Assert.Equal([], Rows.Values.Where(r => !char.IsUpper(r[0])).Except(BadInputTests.Known).Except(BadInputTests.KnownLines));
    }

    [Theory]
    [InlineData("""<gbo-textarea for="Text" label="@S["De tekst"]" rows="5" />""", "Text")]
    [InlineData("""<gbo-input name="@($"Told[{Model.ItemId}]")" value="@Model.Typed" />""", "Told[]")]
    [InlineData("""<gbo-input name="zoek" type="search" label="@S["Zoek"]" />""", "")]
    public void A_field_is_found_however_it_is_named_and_to_search_is_none(string page, string field)
        => Assert.Equal(field, string.Join(',', NamesIn(page)));

    private static IEnumerable<string> FieldsOf(string file)
    {
        var page = file.Replace('\\', '/').Split("/Pages/")[^1][..^".cshtml".Length];
        return NamesIn(File.ReadAllText(file)).Select(name => $"{page}: {name}");
    }

    private static IEnumerable<string> NamesIn(string text) => Field().Matches(text).Where(m => !m.Groups["rest"].Value.Contains("type=\"search\"", StringComparison.Ordinal))
        .Select(m => m.Groups["made"].Success ? $"{m.Groups["made"].Value}[]" : m.Groups["name"].Value);

    // The name comes first in each of them.
    [GeneratedRegex("""<gbo-(textarea|input)\s+(for|name)="(@\(\$"(?<made>\w+)\[|(?<name>[^"@]+)")(?<rest>[^\n]*?/>|[^\n]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Built();
}

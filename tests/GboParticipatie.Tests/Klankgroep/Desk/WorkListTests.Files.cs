using System.IO.Compression;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <content>The lists as files.</content>
public sealed partial class WorkListTests
{
    [Theory, AllDatabases]
    public async Task Each_list_can_be_taken_along_whole_as_csv_and_as_a_workbook_that_reckons_with_nothing(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var word = Word();
        await EverythingAsync(site, word);
        var group = (await GroupAsync(site)).Group;
        for (var i = 0; i < 30; i++) await PointAsync(site, group, $"{word} =1+1 \u0007");
        var coach = await CoachAsync(site);

        foreach (var list in new[] { "/beheer?wie=iedereen&status=alles&", "/beheer/punten?", "/beheer/antwoorden?", "/beheer/acties?", "/beheer/feedback?" })
        {
            var (type, text) = await coach.DownloadAsync($"{list}handler=csv&zoek={word}");
            Assert.Equal("text/csv", type);
            Assert.True(text.Trim().Split("\r\n").Length >= 2, $"{list}: {text}");
            if (list.StartsWith("/beheer?", StringComparison.Ordinal) || list.StartsWith("/beheer/punten", StringComparison.Ordinal)) Assert.True(text.Trim().Split("\r\n").Length > 30, list);
            Assert.DoesNotContain(";=", text, StringComparison.Ordinal);
            var sheet = await SheetAsync(coach, $"{list}handler=xlsx&zoek={word}");
            Assert.DoesNotContain("<x:f>", sheet, StringComparison.Ordinal);
            Assert.DoesNotContain("<f>", sheet, StringComparison.Ordinal);
            Assert.Contains("inlineStr", sheet, StringComparison.Ordinal);
        }
    }

    [Theory, AllDatabases]
    public async Task A_file_of_stories_knows_days_and_no_names_and_of_what_is_for_the_coach_alone_only_the_number(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var secret = await ToldAsync(site, Word(), FeedbackReaders.CoachOnly);
        var coach = await CoachAsync(site);

        foreach (var list in new[] { $"/beheer/feedback?handler=csv&zoek={secret.Reference}", $"/beheer?handler=csv&wie=iedereen&zoek={secret.Reference}" })
        {
            var (_, text) = await coach.DownloadAsync(list);
            Assert.Contains(secret.Reference, text, StringComparison.Ordinal);
            Assert.DoesNotContain("wachtzaal", text, StringComparison.Ordinal);
            Assert.DoesNotMatch("[0-9]{2}:[0-9]{2}", text);
        }
    }

    private static async Task<string> SheetAsync(Browser coach, string address)
    {
        var bytes = await coach.BytesAsync(address);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var sheet = zip.Entries.Single(e => e.FullName.Contains("sheet", StringComparison.OrdinalIgnoreCase) && e.FullName.EndsWith(".xml", StringComparison.Ordinal) && e.FullName.Contains("worksheets", StringComparison.Ordinal));
        using var reader = new StreamReader(await sheet.OpenAsync(Cancel));
        return await reader.ReadToEndAsync(Cancel);
    }
}

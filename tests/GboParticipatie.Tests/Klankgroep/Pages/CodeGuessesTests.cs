using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages;
using GboParticipatie.Klankgroep.Pages.Follow;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Guessing at a number stops the guessing, not who has its code.</summary>
public sealed class CodeGuessesTests(DatabaseFixture databases)
{
    private const string Number = "AP-2026-0042";
    private readonly CodeGuesses _guesses = new(new PublicLimits(new TestTime(), new ConfigurationBuilder().Build()));

    [Fact]
    public void Under_siege_each_client_has_a_few_tries_at_the_number_and_others_as_before()
    {
        for (var i = 0; i < 120; i++) GuessWrong(Client(i / 60));

        Assert.Equal(5, Enumerable.Range(0, 20).Count(_ => GuessWrong(Client(7))));
        Assert.True(_guesses.MayTry(Client(7), "AP-2026-0043"));
    }

    [Fact]
    public void All_that_a_thousand_clients_can_try_at_a_number_is_a_hundred_thousandth_of_the_codes()
    {
        var tries = Enumerable.Range(0, 1000).Sum(client => Enumerable.Range(0, 70).Count(_ => GuessWrong(Client(client))));

        Assert.InRange(tries, 1000, 120 + (1000 * 5));
        Assert.True(Math.Pow(ShortCode.Alphabet.Length, ShortCode.Length) / tries > 90_000);
    }

    [Fact]
    public void Who_is_right_does_not_count()
    {
        for (var i = 0; i < 120; i++) GuessWrong(Client(i / 60));
        for (var i = 0; i < 70; i++)
        {
            Assert.True(_guesses.MayTry(Client(7)) && _guesses.MayTry(Client(7), Number));
            _guesses.WasRight(Client(7), Number);
        }
    }

    [Theory, AllDatabases]
    public async Task After_very_many_wrong_codes_from_elsewhere_the_author_comes_in_and_guessers_do_not(Db kind)
    {
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind), settings: ("Gbo:Proxies:0", "127.0.0.1"));
        var point = await DeskSteps.PointAsync(site, (await DeskSteps.GroupAsync(site)).Group);
        var told = await DeskSteps.ToldAsync(site);
        var last = site.NewBrowser();
        foreach (var address in new[] { "203.0.113.1", "203.0.113.2" })
            last = await TryAsync(await FromAsync(site, address), point.Reference, "222222", 60);
        last = await TryAsync(last, point.Reference, "222222", 1);
        Assert.Equal(HttpStatusCode.TooManyRequests, last.Status);
        Assert.Contains("link in je mail", last.Errors, StringComparison.Ordinal);
        last = await TryAsync(last, told.Reference, "222222", 1);
        Assert.Contains("Wacht een kwartier", last.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("mail", last.Errors, StringComparison.Ordinal);

        var author = await TryAsync(await FromAsync(site, "203.0.113.3"), point.Reference, point.ShortCode, 1);
        var guesser = await TryAsync(await FromAsync(site, "203.0.113.4"), point.Reference, "222222", 6);

        Assert.Equal($"/volg/{point.Reference}", author.Path);
        Assert.Equal(HttpStatusCode.TooManyRequests, guesser.Status);
    }

    private bool GuessWrong(DefaultHttpContext client)
    {
        if (!_guesses.MayTry(client) || !_guesses.MayTry(client, Number)) return false;
        _guesses.WasWrong(Number);
        return true;
    }

    private static DefaultHttpContext Client(int number) => new() { Connection = { RemoteIpAddress = new IPAddress([10, 0, (byte)(number / 256), (byte)(number % 256)]) } };

    private static Task<Browser> FromAsync(PublicSite site, string address) => new Browser(site.Address, ("X-Forwarded-For", address)).OpenAsync("/volg");

    private static async Task<Browser> TryAsync(Browser browser, string number, string code, int times)
    {
        var form = browser.Filled(("nummer", number), ("code", code));
        for (var i = 0; i < times; i++) await browser.PostAsync("/volg", form);
        return browser;
    }
}

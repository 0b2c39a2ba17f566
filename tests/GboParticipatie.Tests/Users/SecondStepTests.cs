using System.Text;
using GboParticipatie.Users;
using GboParticipatie.Web.Users.SecondStep;

namespace GboParticipatie.Tests.Users;

public sealed class SecondStepTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>RFC 6238, appendix B, the SHA-1 rows, of which six digits are used.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
        => Assert.Equal(code, TimeBasedCode.At("12345678901234567890"u8, TimeBasedCode.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    /// <summary>RFC 4648, section 10, without the padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A_secret_is_written_in_base_32(string text, string written) => Assert.Equal(written, TimeBasedCode.ToBase32(Encoding.ASCII.GetBytes(text)));

    [Theory, AllDatabases]
    public async Task A_right_code_works_once_and_an_older_one_never_after_it(Db kind)
    {
        await using var site = await databases.CreateUsersAsync(kind);
        var (user, secret, _) = await SetUpAsync(site);
        site.Time.Advance(TimeSpan.FromSeconds(60));
        var now = site.Time.GetUtcNow();
        var (before, current) = (secret.CodeAt(now.AddSeconds(-30)), secret.CodeAt(now));

        var first = await PassAsync(site, user, current.Insert(3, " "));
        var again = await PassAsync(site, user, current);
        var older = await PassAsync(site, user, before);

        Assert.Equal((SecondStepOutcome.Passed, SecondStepOutcome.Wrong, SecondStepOutcome.Wrong), (first, again, older));
    }

    [Theory, AllDatabases]
    public async Task The_code_that_turned_it_on_does_not_sign_in_as_well(Db kind)
    {
        await using var site = await databases.CreateUsersAsync(kind);
        var (user, secret, _) = await SetUpAsync(site);

        Assert.Equal(SecondStepOutcome.Wrong, await PassAsync(site, user, secret.CodeAt(site.Time.GetUtcNow())));
    }

    [Theory, AllDatabases]
    public async Task A_code_sent_twice_at_once_is_taken_once(Db kind)
    {
        await using var site = await databases.CreateUsersAsync(kind);
        var (user, secret, paper) = await SetUpAsync(site);
        site.Time.Advance(TimeSpan.FromSeconds(60));
        var code = secret.CodeAt(site.Time.GetUtcNow());

        var app = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PassAsync(site, user, code)));
        var recovery = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PassAsync(site, user, paper[0])));

        Assert.Single(app, o => o == SecondStepOutcome.Passed);
        Assert.Single(recovery, o => o == SecondStepOutcome.Passed);
    }

    [Theory, AllDatabases]
    public async Task After_five_wrong_codes_even_the_right_one_has_to_wait_a_quarter_of_an_hour(Db kind)
    {
        await using var site = await databases.CreateUsersAsync(kind);
        var (user, secret, _) = await SetUpAsync(site);
        site.Time.Advance(TimeSpan.FromSeconds(60));
        for (var i = 0; i < 5; i++) Assert.Equal(SecondStepOutcome.Wrong, await PassAsync(site, user, "abc"));

        var tooSoon = await PassAsync(site, user, secret.CodeAt(site.Time.GetUtcNow()));
        site.Time.Advance(TimeSpan.FromMinutes(16));
        var later = await PassAsync(site, user, secret.CodeAt(site.Time.GetUtcNow()));

        Assert.Equal((SecondStepOutcome.TooManyTries, SecondStepOutcome.Passed), (tooSoon, later));
    }

    [Theory, AllDatabases]
    public async Task New_codes_on_paper_replace_the_old_ones(Db kind)
    {
        await using var site = await databases.CreateUsersAsync(kind);
        var (user, _, paper) = await SetUpAsync(site);

        var renewed = await site.UseAsync<SecondStepService, IReadOnlyList<string>>(s => s.RenewRecoveryCodesAsync(user, Cancel));

        Assert.Equal(8, renewed.Distinct().Count());
        Assert.Equal(SecondStepOutcome.Wrong, await PassAsync(site, user, paper[0]));
        Assert.Equal(SecondStepOutcome.Passed, await PassAsync(site, user, renewed[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal)));
    }

    [Theory, AllDatabases]
    public async Task What_the_database_keeps_gives_neither_secret_nor_codes_away(Db kind)
    {
        await using var site = await databases.CreateUsersAsync(kind);
        var (user, secret, paper) = await SetUpAsync(site);

        var step = await site.DataAsync(db => db.Set<AccountSecondStep>().SingleAsync(s => s.UserId == user, Cancel));
        var audit = await site.DataAsync(db => db.Set<GboParticipatie.Data.Audit.AuditEntry>().Select(a => a.Payload ?? "").ToListAsync(Cancel));

        Assert.DoesNotContain(secret.Text, step.ProtectedSecret, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(audit, line => paper.Any(p => line.Contains(p, StringComparison.Ordinal)));
    }

    [Theory, AllDatabases]
    public async Task Each_page_offers_a_secret_of_its_own_that_only_its_person_turns_on_once(Db kind)
    {
        await using var site = await databases.CreateUsersAsync(kind);
        var user = await UserAsync(site, "an@zolim.example");
        var other = await UserAsync(site, "bo@zolim.example");
        var (seen, own) = (await OfferAsync(site, user), await OfferAsync(site, user));
        var code = new AppSecret(own.Secret).CodeAt(site.Time.GetUtcNow());
        Assert.NotEqual(seen.Secret, own.Secret);

        Assert.Null(await ConfirmAsync(site, other, own, code));
        Assert.Null(await ConfirmAsync(site, user, seen, code));
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                return await ConfirmAsync(site, user, own, code);
            }
            catch (RuleException)
            {
                return null;
            }
        }));
        site.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Single(atOnce, on => on is not null);
        Assert.Equal(SecondStepOutcome.Wrong, await PassAsync(site, user, new AppSecret(seen.Secret).CodeAt(site.Time.GetUtcNow())));
        Assert.Equal(SecondStepOutcome.Passed, await PassAsync(site, user, new AppSecret(own.Secret).CodeAt(site.Time.GetUtcNow())));
    }

    [Theory, AllDatabases]
    public async Task Turning_it_on_or_off_ends_the_sign_ins_that_there_were(Db kind)
    {
        await using var site = await databases.CreateUsersAsync(kind);
        var before = await StampAsync(site, await UserAsync(site, "an@zolim.example"));
        var (user, _, _) = await SetUpAsync(site);
        var on = await StampAsync(site, user);
        var off = await site.UseAsync<SecondStepService, string>(s => s.TurnOffAsync(user, user, Cancel));

        Assert.NotEqual(before, on);
        Assert.Equal(off, await StampAsync(site, user));
        Assert.NotEqual(on, off);
    }

    private static Task<string?> StampAsync(TestSite site, string user) => site.DataAsync(db => db.Users.Where(u => u.Id == user).Select(u => u.SecurityStamp).SingleAsync(Cancel));

    private static async Task<string> UserAsync(TestSite site, string email)
        => (await site.UseAsync<IUserDirectory, UserSummary>(d => d.EnsureAsync(email, "An", [], Cancel))).Id;

    private static Task<SecondStepOffer> OfferAsync(TestSite site, string user)
        => site.UseAsync<SecondStepService, SecondStepOffer>(s => Task.FromResult(s.Offer(user)));

    private static Task<SecondStepTurnedOn?> ConfirmAsync(TestSite site, string user, SecondStepOffer offer, string code)
        => site.UseAsync<SecondStepService, SecondStepTurnedOn?>(s => s.ConfirmAsync(user, offer.Token, code, Cancel));

    private static Task<SecondStepOutcome> PassAsync(TestSite site, string user, string code)
        => site.UseAsync<SecondStepService, SecondStepOutcome>(s => s.PassAsync(user, code, Cancel));

    private static async Task<(string User, AppSecret Secret, IReadOnlyList<string> Paper)> SetUpAsync(TestSite site)
    {
        var user = (await site.UseAsync<IUserDirectory, UserSummary>(d => d.EnsureAsync("an@zolim.example", "An", [], Cancel))).Id;
        var offer = await site.UseAsync<SecondStepService, SecondStepOffer>(s => Task.FromResult(s.Offer(user)));
        var secret = new AppSecret(offer.Secret);
        var on = await site.UseAsync<SecondStepService, SecondStepTurnedOn?>(s => s.ConfirmAsync(user, offer.Token, secret.CodeAt(site.Time.GetUtcNow()), Cancel));
        return (user, secret, on!.RecoveryCodes);
    }
}

/// <summary>An authenticator app.</summary>
/// <param name="Text">The secret in base 32; spaces do not matter.</param>
internal sealed record AppSecret(string Text)
{
    public string CodeAt(DateTimeOffset at)
    {
        var bits = string.Concat(Text.Where(c => c != ' ').Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var bytes = bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
        return TimeBasedCode.At(bytes, TimeBasedCode.StepAt(at));
    }
}

using GboParticipatie.Data.Outbox;
using GboParticipatie.Localization;
using GboParticipatie.Tests.Localization;
using GboParticipatie.Tests.Notifications;
using GboParticipatie.Users;
using GboParticipatie.Web.Users.SignIn;

namespace GboParticipatie.Tests.Users;

public sealed class SignInTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task The_code_signs_in_and_the_first_sign_in_makes_an_account_without_roles(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        var ticket = await site.AskAsync("Contact@buurtwerk.example", "/punt/nakijken");

        var outcome = await site.EnterAsync(ticket, site.Mail().LastCode);

        Assert.Equal(SignInState.Open, outcome.State);
        Assert.Equal("/punt/nakijken", outcome.ReturnUrl);
        var user = await site.DataAsync(d => d.Users.SingleAsync());
        Assert.Equal((outcome.User!.Id, "Contact@buurtwerk.example", true), (user.Id, user.Email, user.EmailConfirmed));
        Assert.False(await site.DataAsync(d => d.UserRoles.AnyAsync()));
        var events = await site.DataAsync(d => d.Set<OutboxMessage>().OrderBy(m => m.Position).Select(m => m.Type).ToListAsync());
        Assert.Equal([nameof(UserCreated), nameof(UserSignedIn)], events);
    }

    [Theory, AllDatabases]
    public async Task The_mail_is_in_the_language_in_which_it_was_asked_with_the_Dutch_below(Db db)
    {
        await using var site = await databases.CreateAsync(db, services =>
        {
            UsersSite.Add(services);
            services.AddSingleton<DutchTexts, PseudoTexts>();
        });

        await site.AskAsync("een@buurtwerk.example");
        ReadersLanguage.Use("fr");
        var ticket = await site.AskAsync("ander@buurtwerk.example");

        Assert.Equal("Je code om in te loggen", site.Mail().Mails[0].Subject);
        Assert.DoesNotContain(PseudoLanguage.Opens, site.Mail().Mails[0].Body);
        Assert.Equal("⟦Je code om in te loggen⟧ · Je code om in te loggen", site.Mail().Mails[1].Subject);
        MailLanguageTests.IsInBoth(site.Mail().Mails[1].Body, site.Mail().Mails[1].ActionText);
        Assert.Equal(SignInState.Open, (await site.EnterAsync(ticket, site.Mail().LastCode)).State);
    }

    [Theory, AllDatabases]
    public async Task Of_thirty_who_ask_for_one_address_at_once_ten_get_a_mail(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);

        var asked = await Task.WhenAll(Enumerable.Range(0, 30).Select(async i =>
        {
            try
            {
                await site.UseAsync<SignInService, BrowserTicket>(s => s.AskAsync(new AskToSignIn("an@ocmw.example", null, $"10.0.0.{i}"), TestContext.Current.CancellationToken));
                return true;
            }
            catch (RuleException)
            {
                return false;
            }
        }));

        Assert.Equal(10, asked.Count(a => a));
        Assert.Equal(10, await site.DataAsync(d => d.Set<SignInChallenge>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task A_second_sign_in_finds_the_same_account_whatever_the_case_of_the_address(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        var first = await site.EnterAsync(await site.AskAsync("an@ocmw.example"), site.Mail().LastCode);

        var second = await site.EnterAsync(await site.AskAsync(" AN@OCMW.example "), site.Mail().LastCode);

        Assert.Equal(first.User!.Id, second.User!.Id);
        Assert.Equal(1, await site.DataAsync(d => d.Users.CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task The_link_signs_in_without_the_browser_that_asked_and_only_once(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        await site.AskAsync("an@ocmw.example", "/beheer?status=laat");

        var first = await site.UseLinkAsync(site.Mail().LastLinkToken);
        var second = await site.UseLinkAsync(site.Mail().LastLinkToken);

        Assert.Equal((SignInState.Open, "/beheer?status=laat"), (first.State, first.ReturnUrl));
        Assert.Equal(SignInState.AlreadyUsed, second.State);
        Assert.Null(second.User);
    }

    [Theory, AllDatabases]
    public async Task Link_and_code_used_at_the_same_time_on_two_instances_sign_in_once(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        await using var other = site.Another(UsersSite.Add);
        var ticket = await site.AskAsync("an@ocmw.example");
        var (code, link) = (site.Mail().LastCode, site.Mail().LastLinkToken);

        var outcomes = await Task.WhenAll(
            Task.Run(() => site.EnterAsync(ticket, code)), Task.Run(() => other.EnterAsync(ticket, code)),
            Task.Run(() => site.UseLinkAsync(link)), Task.Run(() => other.UseLinkAsync(link)));

        Assert.Single(outcomes, o => o.User is not null);
        Assert.Equal(3, outcomes.Count(o => o.State == SignInState.AlreadyUsed));
        Assert.Equal(1, await site.DataAsync(d => d.Set<OutboxMessage>().CountAsync(m => m.Type == nameof(UserSignedIn))));
    }

    [Theory, AllDatabases]
    public async Task Two_first_sign_ins_of_one_address_at_the_same_time_share_one_account(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        await using var other = site.Another(UsersSite.Add);
        await site.AskAsync("an@ocmw.example");
        await other.AskAsync("AN@ocmw.example");

        var outcomes = await Task.WhenAll(
            Task.Run(() => site.UseLinkAsync(site.Mail().LastLinkToken)), Task.Run(() => other.UseLinkAsync(other.Mail().LastLinkToken)));

        Assert.All(outcomes, o => Assert.Equal(SignInState.Open, o.State));
        Assert.Equal(outcomes[0].User!.Id, outcomes[1].User!.Id);
        Assert.Equal(1, await site.DataAsync(d => d.Users.CountAsync()));
        Assert.Equal(1, await site.DataAsync(d => d.Set<OutboxMessage>().CountAsync(m => m.Type == nameof(UserCreated))));
    }

    [Theory, AllDatabases]
    public async Task After_five_wrong_codes_the_right_one_is_refused_too(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        var ticket = await site.AskAsync("an@ocmw.example");
        var left = new List<int>();
        for (var i = 0; i < 4; i++) left.Add((await site.EnterAsync(ticket, site.Mail().WrongCode())).TriesLeft);

        var fifth = await site.EnterAsync(ticket, site.Mail().WrongCode());
        var right = await site.EnterAsync(ticket, site.Mail().LastCode);

        Assert.Equal([4, 3, 2, 1], left);
        Assert.Equal((SignInState.TooManyTries, SignInState.TooManyTries), (fifth.State, right.State));
        Assert.Null(right.User);
    }

    [Theory, AllDatabases]
    public async Task Guesses_sent_at_the_same_time_do_not_share_a_try(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        await using var other = site.Another(UsersSite.Add);
        var ticket = await site.AskAsync("an@ocmw.example");
        var wrong = site.Mail().WrongCode();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => (i % 2 == 0 ? site : other).EnterAsync(ticket, wrong))));

        Assert.All(outcomes, o => Assert.Null(o.User));
        Assert.Equal(5, await site.DataAsync(d => d.Set<SignInChallenge>().Select(c => c.Tries).SingleAsync()));
    }

    [Theory, AllDatabases]
    public async Task Code_and_link_stop_working_after_a_quarter_of_an_hour(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        var ticket = await site.AskAsync("an@ocmw.example");
        site.Time.Advance(TimeSpan.FromMinutes(15));

        var code = await site.EnterAsync(ticket, site.Mail().LastCode);
        var link = await site.UseLinkAsync(site.Mail().LastLinkToken);

        Assert.Equal((SignInState.Expired, SignInState.Expired), (code.State, link.State));
        Assert.False(await site.DataAsync(d => d.Users.AnyAsync()));
    }

    [Theory, AllDatabases]
    public async Task The_code_is_worthless_in_a_browser_that_did_not_ask(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        var ticket = await site.AskAsync("an@ocmw.example");
        var code = site.Mail().LastCode;
        var elsewhere = await site.AskAsync("dief@elders.example");

        var otherChallenge = await site.EnterAsync(elsewhere, code);
        var otherSecret = await site.EnterAsync(ticket with { Secret = elsewhere.Secret }, code);

        Assert.Equal((SignInState.WrongCode, SignInState.WrongCode), (otherChallenge.State, otherSecret.State));
    }

    [Theory, AllDatabases]
    public async Task What_is_stored_holds_neither_code_nor_link(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        var ticket = await site.AskAsync("an@ocmw.example");

        var stored = System.Text.Json.JsonSerializer.Serialize(await site.DataAsync(d => d.Set<SignInChallenge>().SingleAsync()));

        Assert.DoesNotContain(site.Mail().LastLinkToken, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(ticket.Secret, stored, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{site.Mail().LastCode}\"", stored, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_known_and_an_unknown_address_get_the_same_mail(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        await site.UseAsync<IUserDirectory, UserSummary>(d => d.EnsureAsync("an@ocmw.example", "An", []));
        await site.AskAsync("an@ocmw.example");
        await site.AskAsync("nobody@ocmw.example");

        var mails = site.Mail().Mails.Select(m => (m.Subject, Body: UsersSite.Code().Replace(m.Body, "#"), m.ActionText, m.IsSecret, m.Kind, m.ToName)).ToList();

        Assert.Equal(mails[0], mails[1]);
        Assert.True(mails[0].IsSecret);
        Assert.DoesNotMatch(@"\d", mails[0].Subject);
    }

    [Theory, AllDatabases]
    public async Task One_address_gets_ten_mails_in_three_hours_at_most(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        for (var i = 0; i < 10; i++) await site.AskAsync("an@ocmw.example", client: $"client {i}");

        await Assert.ThrowsAsync<RuleException>(() => site.AskAsync("AN@ocmw.example", client: "another"));
        await site.AskAsync("bo@ocmw.example", client: "another");
        site.Time.Advance(TimeSpan.FromHours(3));
        await site.AskAsync("an@ocmw.example", client: "another");

        Assert.Equal(12, site.Mail().Mails.Count);
    }

    [Theory, AllDatabases]
    public async Task Strangers_who_use_up_the_mails_of_an_address_leave_those_of_a_browser_that_signed_in_before(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        var ticket = await site.AskAsync("an@ocmw.example", client: "home");
        var code = site.Mail().LastCode;
        for (var i = 1; i < 10; i++) await site.AskAsync("an@ocmw.example", client: $"stranger {i}");

        await Assert.ThrowsAsync<RuleException>(() => KnownAskAsync("bo@ocmw.example"));
        for (var i = 0; i < 6; i++) await KnownAskAsync("AN@ocmw.example");
        await Assert.ThrowsAsync<RuleException>(() => KnownAskAsync("an@ocmw.example"));

        // A code that was asked before goes on working.
        Assert.NotNull((await site.EnterAsync(ticket, code)).User);

        Task KnownAskAsync(string known) => site.UseAsync<SignInService, BrowserTicket>(
            s => s.AskAsync(new AskToSignIn("an@ocmw.example", null, Guid.NewGuid().ToString(), known), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_office_behind_one_address_is_not_locked_out_by_one_colleague_who_keeps_asking()
    {
        await using var site = await databases.CreateUsersAsync(Db.Sqlite);
        for (var i = 0; i < 6; i++) await site.AskAsync("an@ocmw.example");

        await Assert.ThrowsAsync<RuleException>(() => site.AskAsync("an@ocmw.example"));
        for (var i = 0; i < 50; i++) await site.AskAsync($"colleague{i}@ocmw.example");
        await site.AskAsync("an@ocmw.example", client: "home");

        Assert.Equal(57, site.Mail().Mails.Count);
    }

    [Theory, AllDatabases]
    public async Task An_account_that_is_off_is_not_signed_in(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        var id = (await site.UseAsync<IUserDirectory, UserSummary>(d => d.EnsureAsync("an@ocmw.example", "An", []))).Id;
        await site.DataAsync(async d =>
        {
            (await d.Users.SingleAsync(u => u.Id == id)).LockoutEnd = DateTimeOffset.MaxValue;
            return await d.SaveChangesAsync();
        });
        await site.AskAsync("an@ocmw.example");

        var outcome = await site.UseLinkAsync(site.Mail().LastLinkToken);

        Assert.Equal(SignInState.Blocked, outcome.State);
        Assert.Null(outcome.User);
    }

    [Theory, AllDatabases]
    public async Task Old_codes_are_erased_and_fresh_ones_stay(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        await site.AskAsync("old@ocmw.example");
        site.Time.Advance(TimeSpan.FromHours(26));
        await site.AskAsync("new@ocmw.example");

        await site.InScopeAsync(services => new SignInCleanup(site.Time).DoWorkAsync(services, default));

        Assert.Equal(["new@ocmw.example"], await site.DataAsync(d => d.Set<SignInChallenge>().Select(c => c.Email).ToListAsync()));
    }
}

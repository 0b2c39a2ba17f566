using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Users;

namespace GboParticipatie.Tests.Network;

public sealed class PersonServiceTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task Who_signs_in_is_linked_to_the_person_with_the_same_address_whatever_its_capitals(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var known = await site.AddPersonAsync("Fatima El Idrissi", "Fatima@Schakel.example");
        site.User.SignIn("fatima@schakel.EXAMPLE");

        var person = await site.UseAsync((PersonService people) => people.EnsureCurrentAsync());

        Assert.Equal(known.Id, person.Id);
        Assert.Equal(site.User.Id, person.UserId);
        Assert.Equal("Fatima El Idrissi", person.Name);
    }

    [Theory, AllDatabases]
    public async Task Who_is_not_known_becomes_a_person_once(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        site.User.SignIn("nieuw@zolim.example");

        Assert.Null(await site.UseAsync((PersonService people) => people.FindCurrentAsync()));
        var first = await site.UseAsync((PersonService people) => people.EnsureCurrentAsync());
        var second = await site.UseAsync((PersonService people) => people.EnsureCurrentAsync());

        Assert.Equal(first.Id, second.Id);
        Assert.Equal("nieuw", first.Name);
        Assert.Equal(first.Id, (await site.UseAsync((PersonService people) => people.FindCurrentAsync()))?.Id);
    }

    [Theory, AllDatabases]
    public async Task Eight_taps_at_once_make_one_person(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        await using var other = site.Another(services =>
        {
            services.AddSingleton<IUserDirectory>(new FakeUserDirectory());
            new GboParticipatie.Network.Startup().ConfigureServices(services);
        });
        site.User.SignIn("druk@zolim.example");
        (other.User.Id, other.User.Email, other.User.Name) = (site.User.Id, site.User.Email, site.User.Name);

        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => (i % 2 == 0 ? site : other).UseAsync((PersonService service) => service.EnsureCurrentAsync()))));

        Assert.Single(people.Select(p => p.Id).Distinct());
        Assert.Equal(1, await site.DataAsync(db => db.Set<Person>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task Signing_in_links_the_account_to_the_person_without_anyone_asking(Db kind)
    {
        var directory = new FakeUserDirectory();
        await using var site = await databases.CreateNetworkAsync(kind, directory);
        var known = await site.AddPersonAsync("An", "an@zolim.example");
        var account = directory.Add("an@zolim.example");
        await site.DataAsync(db =>
        {
            db.Publish(new UserSignedIn(Guid.Parse(account.Id)));
            db.Publish(new UserSignedIn(Guid.NewGuid())); // an account that is gone: nothing happens
            return db.SaveChangesAsync();
        });

        await site.DrainAsync();

        var person = await site.DataAsync(db => db.Set<Person>().SingleAsync());
        Assert.Equal((known.Id, account.Id), (person.Id, person.UserId));
    }

    [Theory, AllDatabases]
    public async Task A_person_is_never_taken_over_by_another_account_with_the_same_address(Db kind)
    {
        var directory = new FakeUserDirectory();
        await using var site = await databases.CreateNetworkAsync(kind, directory);
        var first = directory.Add("gedeeld@zolim.example", "Eerste");
        var second = directory.Add("gedeeld@zolim.example", "Tweede");
        var owner = await site.UseAsync((PersonService people) => people.EnsureForUserAsync(first));

        var newcomer = await site.UseAsync((PersonService people) => people.EnsureForUserAsync(second));

        Assert.NotEqual(owner.Id, newcomer.Id);
        Assert.Null(newcomer.Email);
        Assert.Equal(first.Id, (await site.UseAsync((PersonService people) => people.FindAsync(owner.Id)))!.UserId);
    }

    [Theory, AllDatabases]
    public async Task A_new_account_gets_back_the_person_of_an_account_that_was_removed(Db kind)
    {
        var directory = new FakeUserDirectory();
        await using var site = await databases.CreateNetworkAsync(kind, directory);
        var old = directory.Add("terug@zolim.example");
        var person = await site.UseAsync((PersonService people) => people.EnsureForUserAsync(old));
        directory.Remove(old);
        var again = directory.Add("terug@zolim.example");

        var found = await site.UseAsync((PersonService people) => people.EnsureForUserAsync(again));

        Assert.Equal(person.Id, found.Id);
        Assert.Equal(again.Id, found.UserId);
    }

    [Theory, AllDatabases]
    public async Task Memberships_of_a_person_are_those_of_the_day_in_Brussels(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var person = await site.AddPersonAsync("An");
        var (now, past, future) = (await site.AddOrganisationAsync("Nu"), await site.AddOrganisationAsync("Vroeger"), await site.AddOrganisationAsync("Later"));
        await site.DataAsync(db =>
        {
            db.Add(new Membership { PersonId = person.Id, OrganisationId = now.Id, From = new(2026, 11, 22) });
            db.Add(new Membership { PersonId = person.Id, OrganisationId = past.Id, From = new(2020, 1, 1), To = new(2026, 11, 21) });
            db.Add(new Membership { PersonId = person.Id, OrganisationId = future.Id, From = new(2026, 11, 23) });
            return db.SaveChangesAsync();
        });
        site.Time.Set(new DateTime(2026, 11, 21, 23, 30, 0, DateTimeKind.Utc)); // already the 22nd in Brussels

        var memberships = await site.UseAsync((PersonService people) => people.MembershipsAsync(person.Id));

        Assert.Equal("Nu", Assert.Single(memberships).OrganisationName);
        Assert.True(await site.UseAsync((PersonService people) => people.IsMemberAsync(person.Id, now.Id)));
        Assert.False(await site.UseAsync((PersonService people) => people.IsMemberAsync(person.Id, past.Id)));
        Assert.Equal("Vroeger", Assert.Single(await site.UseAsync((PersonService people) => people.MembershipsAsync(person.Id, new(2026, 11, 21)))).OrganisationName);
    }

    [Theory, AllDatabases]
    public async Task Joining_twice_is_joining_once(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var person = await site.AddPersonAsync("An");
        var organisation = await site.AddOrganisationAsync("Buurtwerk");

        await site.UseAsync((PersonService people) => people.JoinAsync(person.Id, organisation.Id));
        await site.UseAsync((PersonService people) => people.JoinAsync(person.Id, organisation.Id));

        Assert.Equal(1, await site.DataAsync(db => db.Set<Membership>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task Someone_without_an_address_can_be_added_and_is_reached_by_telephone(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var organisation = await site.AddOrganisationAsync("Buurtwerk");

        var caller = await site.UseAsync((PersonService people) => people.AddAsync(new AddPerson { Name = " Maria ", Phone = "0400 00 00 20", OrganisationId = organisation.Id }));
        var nobody = await site.UseAsync((PersonService people) => people.AddAsync(new AddPerson { Name = "Maria" }));

        Assert.Equal(("Maria", ContactChannel.Phone), (caller.Name, caller.PreferredChannel));
        Assert.Equal(ContactChannel.ViaOrganisation, nobody.PreferredChannel);
        Assert.Single(await site.UseAsync((PersonService people) => people.MembershipsAsync(caller.Id)));
    }

    [Theory, AllDatabases]
    public async Task Adding_a_known_address_gives_the_person_who_has_it(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var known = await site.AddPersonAsync("An", "an@zolim.example");

        var added = await site.UseAsync((PersonService people) => people.AddAsync(new AddPerson { Name = "Anneke", Email = "AN@zolim.example" }));

        Assert.Equal((known.Id, "An"), (added.Id, added.Name));
    }

    [Theory, AllDatabases]
    public async Task A_person_without_a_name_is_refused_at_the_field(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => site.UseAsync((PersonService people) => people.AddAsync(new AddPerson { Name = "  " })));

        Assert.Equal("Name", refusal.Field);
    }

    [Theory, AllDatabases]
    public async Task Of_two_people_who_change_one_person_the_second_is_told(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var person = await site.AddPersonAsync("An");

        var refusal = site.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<GboDbContext>();
            var mine = await db.Set<Person>().SingleAsync(p => p.Id == person.Id);
            await site.DataAsync(async other =>
            {
                (await other.Set<Person>().SingleAsync(p => p.Id == person.Id)).Phone = "012 00 00 99";
                return await other.SaveChangesAsync();
            });
            mine.Name = "Anna";
            await db.SaveChangesAsync();
        });

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => refusal);
    }
}

using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Users;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>Who owns a point of a group without a coach of its own.</summary>
public sealed class CoachOfRegionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_long_as_a_region_has_no_coach_an_administrator_owns_the_points_and_then_the_coach_at_once()
    {
        var directory = new Directory { [RoleNames.Beheerder] = "beheerder-1" };
        var coaches = new CoachOfRegion(new TestTime());

        Assert.Equal("beheerder-1", await coaches.FirstAsync(directory, RoleNames.Procescoach, "", Cancel));
        directory[RoleNames.Procescoach] = "coach-1";

        Assert.Equal("coach-1", await coaches.FirstAsync(directory, RoleNames.Procescoach, "", Cancel));
    }

    [Fact]
    public async Task Of_several_coaches_the_one_whom_the_site_names_owns_the_points()
    {
        var directory = new Directory { [RoleNames.Procescoach] = "dirk karen" };
        var coaches = new CoachOfRegion(new TestTime());

        Assert.Equal("karen", await coaches.FirstAsync(directory, RoleNames.Procescoach, "Karen@zolim.example", Cancel));
        Assert.Equal("dirk", await coaches.FirstAsync(directory, RoleNames.Procescoach, "iemand@elders.example", Cancel));
    }

    [Fact]
    public async Task Each_in_the_role_is_a_coach_of_the_region_and_an_administrator_only_while_nobody_is()
    {
        var directory = new Directory { [RoleNames.Beheerder] = "beheerder-1" };
        Assert.Equal("beheerder-1", await CoachesAsync());

        directory[RoleNames.Procescoach] = "dirk karen";

        Assert.Equal("dirk karen", await CoachesAsync());

        async Task<string> CoachesAsync()
        {
            var coaches = new List<string>();
            foreach (var user in new[] { "beheerder-1", "dirk", "karen" })
                if (await CoachOfRegion.IsCoachAsync(directory, RoleNames.Procescoach, user, Cancel)) coaches.Add(user);
            return string.Join(' ', coaches);
        }
    }

    private sealed class Directory : Dictionary<string, string>, IUserDirectory
    {
        public Task<UserSummary?> FindByIdAsync(string id, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, UserSummary>> FindByIdsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<UserSummary>> InRoleAsync(string role, CancellationToken cancel = default)
            => Task.FromResult<IReadOnlyList<UserSummary>>(TryGetValue(role, out var ids) ? [.. ids.Split(' ').Select(id => new UserSummary(id, $"{id}@zolim.example", id))] : []);

        public Task<UserSummary> EnsureAsync(string email, string name, IReadOnlyList<string> roles, CancellationToken cancel = default) => throw new NotSupportedException();
    }
}

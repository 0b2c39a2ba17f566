using GboParticipatie.Klankgroep.Pages;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>What strangers can try is counted, also when very many come at once.</summary>
public sealed class PublicLimitsTests
{
    private const int Crowd = 120_000;
    private readonly TestTime _time = new();
    private readonly PublicLimits _limits;

    public PublicLimitsTests() => _limits = new PublicLimits(_time, new ConfigurationBuilder().Build());

    [Theory]
    [InlineData("follow")]
    [InlineData("tell")]
    public void Whoever_tried_too_many_codes_is_not_forgotten_because_very_many_others_come(string what)
    {
        for (var i = 0; i < 121; i++) _limits.Allows("follow AP-2026-0042", most: 120);

        for (var i = 0; i < Crowd; i++) _limits.Allows($"{what} 2001:db8:{i}::", most: 60);

        Assert.False(_limits.Allows("follow AP-2026-0042", most: 120));
    }

    [Fact]
    public void Who_comes_in_a_crowd_may_still_try_and_after_a_quarter_so_may_who_tried_too_often()
    {
        for (var i = 0; i < 121; i++) _limits.Allows("follow AP-2026-0042", most: 120);

        for (var i = 0; i < Crowd; i++) Assert.True(_limits.Allows($"follow 2001:db8:{i}::", most: 60));
        _time.Advance(TimeSpan.FromMinutes(15));

        Assert.True(_limits.Allows("follow AP-2026-0042", most: 120));
    }

    [Fact]
    public void Whoever_tried_too_many_codes_to_sign_in_is_not_forgotten_either()
    {
        var limits = new SignInLimits(Options.Create(new SignInLimitOptions { PerClient = 20 }), _time);
        for (var i = 0; i < 20; i++) limits.CountTry("203.0.113.7");

        for (var i = 0; i < Crowd; i++) limits.CountTry($"2001:db8:{i}::");

        Assert.Throws<GboParticipatie.RuleException>(() => limits.CountTry("203.0.113.7"));
    }
}

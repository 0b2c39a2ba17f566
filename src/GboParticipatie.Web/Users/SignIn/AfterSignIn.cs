using GboParticipatie.Data.Users;
using GboParticipatie.Users;
using GboParticipatie.Web.Users.Access;
using GboParticipatie.Web.Users.SecondStep;

namespace GboParticipatie.Web.Users.SignIn;

/// <summary>What comes after the code or link: the second step for who has one, and then the page they came for.</summary>
public sealed class AfterSignIn(
    ICurrentUser current, AccessCache access, Staff staff, BrowserSignIn browser, SecondStepService secondStep, HalfwayTicket halfway)
{
    /// <summary>Where the code of the app is asked.</summary>
    public const string SecondStepPage = "/inloggen/tweede-stap";

    /// <summary>True when this browser passed the first step and the second one is asked.</summary>
    public bool IsHalfway => halfway.Read() is not null;

    /// <summary>Signs in who passed the first step, or asks the second one.</summary>
    /// <returns>The page to go on to.</returns>
    public async Task<string> GoOnAsync(GboUser user, bool ownDevice, string? returnUrl, CancellationToken cancel)
    {
        if (await secondStep.IsOnAsync(user.Id, cancel))
        {
            halfway.Keep(new(user.Id, user.SecurityStamp ?? "", ownDevice, LocalPath.OrNull(returnUrl)));
            return SecondStepPage;
        }

        await browser.SignInAsync(user.Id, user.SecurityStamp ?? "", ownDevice);
        return await NextAsync(returnUrl, user.Id);
    }

    /// <summary>The page they came for; else the desk for staff and their own page for others.</summary>
    /// <param name="returnUrl">The page they came for, or null.</param>
    /// <param name="userId">Who just signed in, or null for the person of the request.</param>
    public async Task<string> NextAsync(string? returnUrl, string? userId = null)
        => LocalPath.OrNull(returnUrl) ?? (await HasDeskAsync(userId ?? current.Id) ? "/beheer" : "/mijn");

    private async Task<bool> HasDeskAsync(string? userId) => userId is not null && await access.UserAsync(userId) is { } user && await staff.HasDeskAsync(user);
}

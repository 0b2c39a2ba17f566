using System.CommandLine;
using GboParticipatie.Security;
using GboParticipatie.Users;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Users.Tokens;

namespace GboParticipatie.Web.CommandLine;

internal static class TokenCommand
{
    public static Command Create(GboHostOptions host)
    {
        var email = new Argument<string>("EMAIL") { Description = "Van wie het toegangsbewijs is." };
        var days = new Option<int>("--days") { Description = $"Hoeveel dagen het werkt, hoogstens {ApiTokenService.MostDays}.", DefaultValueFactory = _ => 90 };
        var scopes = new Option<string[]>("--scope") { Description = $"Wat het mag: {string.Join(", ", ApiScopes.All)}. Mag vaker.", DefaultValueFactory = _ => [ApiScopes.Read] };
        var name = new Option<string>("--name") { Description = "Waarvoor het dient.", DefaultValueFactory = _ => "Gemaakt door de beheerder" };
        var create = new Command("create", "Maak een toegangsbewijs voor de API. Alleen het bewijs zelf komt op standard output.") { email, days, scopes, name };
        create.SetAction(async (parsed, cancel) =>
        {
            await using var site = await SiteScope.OpenAsync(host, cancel);
            var address = parsed.GetRequiredValue(email);
            var user = await site.Get<IUserDirectory>().FindByEmailAsync(address, cancel)
                ?? throw new RuleException($"Er is geen account met het adres {address}. Maak er een met: user invite {address} --role ROLE");
            var created = await site.Get<ApiTokenService>().CreateAsync(
                new CreateApiToken(user.Id, parsed.GetValue(name)!, parsed.GetValue(scopes)!, parsed.GetValue(days), ByOperator: true), cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(created.Secret);
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"Dit bewijs werkt {parsed.GetValue(days)} dagen en wordt niet meer getoond.");
        });
        return new Command("token", "Sleutels voor programma's die de API gebruiken.") { create };
    }
}

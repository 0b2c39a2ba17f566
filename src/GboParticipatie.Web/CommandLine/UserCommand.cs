using System.CommandLine;
using GboParticipatie.Data;
using GboParticipatie.Email;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Users.SecondStep;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.CommandLine;

internal static class UserCommand
{
    public static Command Create(GboHostOptions host)
    {
        var email = new Argument<string>("EMAIL") { Description = "Het e-mailadres." };
        var roles = new Option<string[]>("--role") { Description = "De rol, zoals Procescoach. Mag vaker." };
        var name = new Option<string?>("--name") { Description = "De naam, zoals collega's die zien." };
        var invite = new Command("invite", "Maak een account en stuur een mail met hoe je inlogt.") { email, roles, name };
        invite.SetAction(async (parsed, cancel) =>
        {
            await using var site = await SiteScope.OpenAsync(host, cancel);
            var address = parsed.GetRequiredValue(email);
            var invited = await InviteAsync(site, address, parsed.GetValue(name) ?? "", await RolesAsync(site, parsed.GetValue(roles) ?? [], cancel), cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{invited.Email} kan inloggen. De mail vertrekt zodra de site draait.");
        });
        var lost = new Command("second-step-off", "Zet de tweede stap af van wie gsm en papieren codes kwijt is. Weet zeker wie het vraagt.") { email };
        lost.SetAction(async (parsed, cancel) =>
        {
            await using var site = await SiteScope.OpenAsync(host, cancel);
            var user = await site.Get<IUserDirectory>().FindByEmailAsync(parsed.GetRequiredValue(email), cancel)
                ?? throw new RuleException("Er is geen account met dat adres.");
            await site.Get<SecondStepService>().TurnOffAsync(user.Id, byUserId: null, cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{user.Email} logt weer in met de mail alleen, en stelt zelf een nieuwe tweede stap in.");
        });
        return new Command("user", "Mensen die inloggen.") { invite, lost };
    }

    private static async Task<string[]> RolesAsync(SiteScope site, string[] asked, CancellationToken cancel)
    {
        var known = await site.Get<GboDbContext>().Roles.AsNoTracking().OrderBy(r => r.Name).Select(r => r.Name!).ToListAsync(cancel);
        var unknown = asked.FirstOrDefault(r => !known.Contains(r, StringComparer.OrdinalIgnoreCase));
        if (asked.Length > 0 && unknown is null) return asked;
        var wrong = unknown is null ? "Zeg welke rol: --role ROL." : $"De rol {unknown} bestaat niet.";
        throw new RuleException($"{wrong} Kies uit: {string.Join(", ", known)}.");
    }

    // Account and mail in one transaction: nobody gets an account without hearing of it.
    private static Task<UserSummary> InviteAsync(SiteScope site, string email, string name, string[] roles, CancellationToken cancel)
        => site.Get<GboDbContext>().WriteAsync(async c =>
        {
            var region = await site.Get<ISiteService>().GetAsync<SiteSettings>(c);
            var user = await site.Get<IUserDirectory>().EnsureAsync(email, name, roles, c);
            await site.Get<IEmailService>().QueueAsync(Invitation(user, region, site.Get<TimeProvider>().GetUtcNow()), c);
            return user;
        }, cancel);

    private static EmailMessage Invitation(UserSummary user, SiteSettings region, DateTimeOffset now) => new()
    {
        Key = $"invitation:{user.Id}:{now.UtcTicks}",
        Kind = "invitation",
        To = user.Email,
        ToName = user.Name.Length > 0 ? user.Name : null,
        Subject = $"Welkom bij GBO {region.RegionName}",
        Body = $"""
            Dag{(user.Name.Length > 0 ? $" {user.Name}" : "")},

            Je kan nu inloggen op de site van GBO {region.RegionName}. Je hebt geen wachtwoord nodig.

            Druk op de knop en vul dit e-mailadres in. Je krijgt dan een mail met een link en een code. Gebruik een van de twee.

            Vragen? Antwoord gewoon op deze mail.
            """,
        ActionText = "Naar Inloggen",
        ActionUrl = "/inloggen",
    };
}

using GboParticipatie.Attention;
using GboParticipatie.BackgroundTasks;
using GboParticipatie.Digests;
using GboParticipatie.Email;
using GboParticipatie.Events;
using GboParticipatie.Modules;
using GboParticipatie.Navigation;
using GboParticipatie.Notifications.Api;
using GboParticipatie.Notifications.Events;
using GboParticipatie.Notifications.Services;
using GboParticipatie.Notifications.Services.Calendars;
using GboParticipatie.Notifications.Services.Digests;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Notifications;

/// <summary>Mails, and digests for groups.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddSingleton<INavigationProvider, AdminMenu>();
        services.AddScoped<IAttentionProvider, MailAttention>();
        services.AddOptions<MailOptions>().BindConfiguration("Mail");
        services.AddScoped<IEmailService, EmailService>();
        services.AddScoped<MailIdentity>();
        services.AddScoped<MailRenderer>();
        services.AddScoped<MailMessages>();
        services.AddScoped<MailTransport>();
        services.AddScoped<StaffDays>();
        services.AddScoped<DailyMails>();
        services.AddScoped<IBackgroundTask, DailyMailTask>();
        services.AddScoped<MailLog>();
        services.AddScoped<MailReading>();
        services.AddScoped<IDeliveryHandler<MailQueued>, MailDelivery>();
        services.AddScoped<IBackgroundTask, NotificationRetention>();

        services.AddScoped<IDigestQueue, DigestQueue>();
        services.AddScoped<IDigestService>(s => s.GetRequiredService<DigestService>());
        services.AddScoped<DigestService>();
        services.AddScoped<DigestClaims>();
        services.AddScoped<DigestCompiler>();
        services.AddScoped<DigestEntryWriter>();
        services.AddScoped<DigestAudienceDirectory>();
        services.AddScoped<DigestLibrary>();
        services.AddScoped<DigestPreferences>();
        services.AddScoped<IEventHandler<DigestMailing>, DigestMailer>();
        services.AddScoped<IBackgroundTask, DigestTask>();

        services.AddScoped<CalendarFeeds>();
    }

    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
    {
        Endpoints.Map(routes);
        CalendarEndpoints.Map(routes);
    }
}

using System.Reflection;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace GboParticipatie.Web.Security;

/// <summary>
/// A page's handler method may ask more than its page: the framework reads attributes of the page only, so this reads those of the
/// handler. An attribute that it does not know closes the handler. What is sent to a handler that is not there is not found: the
/// framework would show the page without having made anything ready for it.
/// </summary>
internal sealed class HandlerAccessFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerMethod is null && HttpMethods.IsPost(context.HttpContext.Request.Method))
        {
            context.Result = new NotFoundResult();
            return;
        }

        var declared = context.HandlerMethod?.MethodInfo.GetCustomAttributes<AuthorizeAttribute>(inherit: true).ToList() ?? [];
        if (declared.Count == 0 || await MayAsync(context.HttpContext, declared))
        {
            await next();
            return;
        }

        context.Result = context.HttpContext.User.Identity?.IsAuthenticated == true ? new ForbidResult() : new ChallengeResult();
    }

    private static async Task<bool> MayAsync(HttpContext http, List<AuthorizeAttribute> declared)
    {
        if (declared.Exists(d => d is not (RequiresPermissionAttribute or RequiresSignInAttribute))) return false;
        if (declared.OfType<RequiresSignInAttribute>().Any() && http.User.Identity?.IsAuthenticated != true) return false;
        var authorization = http.RequestServices.GetRequiredService<IAuthorizationService>();
        foreach (var requirement in declared.OfType<IAuthorizationRequirementData>().SelectMany(d => d.GetRequirements()))
            if (!(await authorization.AuthorizeAsync(http.User, resource: null, requirement)).Succeeded) return false;
        return true;
    }
}

using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Contracts;
using LicenseDashboard.Web.Demo;
using LicenseDashboard.Web.Directory.Scim;
using LicenseDashboard.Web.Exemptions;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ingestion;
using LicenseDashboard.Web.Invoices;
using LicenseDashboard.Web.Jobs;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Reclamation;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Remediation;
using LicenseDashboard.Web.Spend;

namespace LicenseDashboard.Web.Composition;

/// <summary>The middleware in front of pages and endpoints.</summary>
internal static class Surface
{
    private static readonly PathString[] Programs = ["/api", "/scim", "/health"];

    public static void UseSurface(this WebApplication app, HostSettings settings)
    {
        if (settings.Proxy.Entries.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UseSecurityHeaders(JobDashboard.Styles);
        if (!settings.IsDemo)
        {
            app.UseHsts();

            // Health probes come from inside the network, without TLS.
            app.UseWhen(context => !context.Request.Path.StartsWithSegments("/health"), branch => branch.UseHttpsRedirection());
        }

        app.UseCircuitDoor();

        // People get a page that says what to do; programs, further in, get problem+json.
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/status/500", createScopeForErrors: true);
        }

        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.UseWhen(ForPrograms, branch => branch.UseExceptionHandler().UseStatusCodePages());
        app.UseApi();
        app.UseScim();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapSurface(this WebApplication app, HostSettings settings)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapDowngradesExport();
        app.MapRemediationsExport();
        app.MapReclamationExport();
        app.MapSpendExport();
        app.MapCheckExport();
        app.MapRosterSample();
        app.MapExemptionsSample();
        app.MapContractsExport();
        app.MapInvoicesSample();
        app.MapInvoiceExport();
        app.MapJobDashboard();
        if (settings.IsDemo)
        {
            PersonaSignIn.MapChoice(app);
        }

        // Blazor would add its own content security policy; ours is in SecurityHeaders.
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .RequireAuthorization();
    }

    private static bool ForPrograms(HttpContext context) => Programs.Any(path => context.Request.Path.StartsWithSegments(path));
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Tests.Reclamation;
using LicenseDashboard.Connectors.IdentityRequests;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>A platform whose policy asks the identity provider, and one seat that nobody uses.</summary>
internal static class IdentityRequestBench
{
    public const string Secret = "a-secret-that-both-sides-know";

    public static ReclamationTerms Asked { get; } =
        ReclamationTerms.Default with
        {
            Action = SeatAction.Both,
            EndSessions = true,
            By = ReleasedBy.IdentityProvider,
        };

    public static async Task<RemediationRow> ListedAsync(this AdviceBench bench) =>
        Assert.Single(
            (await bench.Get<RemediationList>().RunAsync(bench.Manager, new RemediationFilter(), new Page(1, 10), CancellationToken.None))
                .Value
                .Items
        );

    /// <summary>As the next import sees it.</summary>
    public static async Task GoneAsync(this AdviceBench bench)
    {
        await using var db = bench.Database.Open();
        var (key, today) = (AdviceBench.Key(0), bench.Today);
        await db.Seats.Where(s => s.PersonKey == key).ExecuteUpdateAsync(set => set.SetProperty(s => s.To, today));
        await db.People.Where(p => p.Key == key).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PersonState.Inactive));
    }

    /// <summary>The next import sees the license again.</summary>
    public static async Task BackAsync(this AdviceBench bench)
    {
        await using var db = bench.Database.Open();
        var key = AdviceBench.Key(0);
        await db.Seats.Where(s => s.PersonKey == key).ExecuteUpdateAsync(set => set.SetProperty(s => s.To, (DateOnly?)null));
        await db.People.Where(p => p.Key == key).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PersonState.Active));
    }

    public static Task<int> VerifyAsync(this AdviceBench bench) =>
        bench.Get<VerifyHandedOver>().RunAsync(AdviceBench.Night, bench.Platform, CancellationToken.None);

    public static void Services(IServiceCollection services, RequestSink? sink, string? held, Reaper? reaper)
    {
        // The route says configured even without a receiver: that is how a policy outlives its configuration.
        services.AddSingleton(new IdentityRequestRoute(new Uri("https://licenses.example.test"), Configured: true, held));
        services.AddIdentityRequests(sink is null ? null : new IdentityRequestOptions(sink.Url, Secret));
        if (reaper is not null)
        {
            services.ConfigureDbContext<LicenseDb>(options => options.AddInterceptors(reaper));
        }
    }

    public static async Task<AdviceBench> OpenAsync(RequestSink? sink, bool readOnly = false, string? held = null, Reaper? reaper = null)
    {
        var bench = await ReclamationBench.CreateAsync(readOnly: readOnly, more: services => Services(services, sink, held, reaper));
        await using var db = bench.Database.Open();
        var identity = Identity.Pulled(PersonId.New(), new IdentityFields { UserName = "p0@example.com", ExternalId = "ext-7" }, bench.Now);
        db.Identities.Add(identity);
        await db.SaveChangesAsync();
        db.IdentityPeople.Add(
            new IdentityPerson
            {
                PersonKey = AdviceBench.Key(0),
                IdentityKey = identity.Key,
                Since = identity.CreatedAt,
            }
        );
        await db.SaveChangesAsync();
        return bench;
    }

    public static async Task<AdviceBench> ApprovedAsync(
        RequestSink? sink,
        bool readOnly = false,
        string? held = null,
        Reaper? reaper = null
    )
    {
        var bench = await OpenAsync(sink, readOnly, held, reaper);
        await bench.PolicyAsync(Asked);
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        Assert.Null((await bench.ApproveAsync(0)).Refusal);
        return bench;
    }
}

using System.Net;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

/// <summary>Roles that vanish before they are removed, and roles that the vendor does not know yet.</summary>
public sealed class GrantWriterTests
{
    private const RequestPriority Now = RequestPriority.Remediation;
    private static readonly VendorGrant[] Grants =
    [
        new("r1", "p1", SubjectKind.Person, ["d1", "d2"]),
        new("gone", "p1", SubjectKind.Person, ["d1"]),
    ];
    private readonly HurriedClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(404), InlineData(400)]
    public async Task Removal_refused_for_a_vanished_role_goes_on_one_by_one(int status)
    {
        var vendor = new ScriptedVendor(
            (request, _, _) =>
                Task.FromResult(
                    request.Method == HttpMethod.Post ? Refusal(status)
                    : request.RequestUri!.AbsolutePath.EndsWith("gone", StringComparison.Ordinal) ? Refusal(404)
                    : new(HttpStatusCode.NoContent)
                )
        );
        using var connector = vendor.Connector(_clock);
        await connector.Writes!.RemoveAsync("p1", Grants, Now, Ct);
        Assert.Equal(
            [
                "POST /api/v2/authorization/subjects/p1/bulkremove",
                "DELETE /api/v2/authorization/subjects/p1/divisions/d1/roles/r1",
                "DELETE /api/v2/authorization/subjects/p1/divisions/d2/roles/r1",
                "DELETE /api/v2/authorization/subjects/p1/divisions/d1/roles/gone",
            ],
            vendor.Asked
        );
    }

    [Fact]
    public async Task Removal_that_is_refused_one_by_one_too_is_a_fault()
    {
        var vendor = new ScriptedVendor((request, _, _) => Task.FromResult(Refusal(request.Method == HttpMethod.Post ? 404 : 403)));
        using var connector = vendor.Connector(_clock);
        Assert.Equal(403, (await Assert.ThrowsAsync<VendorException>(() => connector.Writes!.RemoveAsync("p1", Grants, Now, Ct))).Status);
    }

    [Fact]
    public async Task Removal_that_is_forbidden_is_not_tried_one_by_one()
    {
        var vendor = new ScriptedVendor((_, _, _) => Task.FromResult(Refusal(403)));
        using var connector = vendor.Connector(_clock);
        await Assert.ThrowsAsync<VendorException>(() => connector.Writes!.RemoveAsync("p1", Grants, Now, Ct));
        Assert.Single(vendor.Asked);
    }

    [Fact]
    public async Task Role_that_the_vendor_does_not_know_yet_is_added_once_it_does()
    {
        var vendor = new ScriptedVendor((_, number, _) => Task.FromResult(number < 3 ? Refusal(404) : new(HttpStatusCode.NoContent)));
        using var connector = vendor.Connector(_clock);
        await connector.Writes!.AddAsync("p1", Grants, Now, Ct);
        Assert.Equal(4, vendor.Asked.Count);
        Assert.All(vendor.Asked, asked => Assert.Equal("POST /api/v2/authorization/subjects/p1/bulkadd?subjectType=PC_USER", asked));
    }

    [Fact]
    public async Task Role_that_stays_unknown_is_a_fault_after_half_a_minute()
    {
        var vendor = new ScriptedVendor((_, _, _) => Task.FromResult(Refusal(404)));
        using var connector = vendor.Connector(_clock);
        Assert.Equal(404, (await Assert.ThrowsAsync<VendorException>(() => connector.Writes!.AddAsync("p1", Grants, Now, Ct))).Status);
        Assert.InRange(_clock.Waited.TotalSeconds, 27, 40);
    }

    private static HttpResponseMessage Refusal(int status) =>
        ScriptedVendor.Refusal((HttpStatusCode)status, "not.found", "A role or division does not exist");
}

using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

/// <summary>Closing accounts, ending sessions, and whom billing saw.</summary>
public sealed class AccountTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Account_is_set_inactive_once_and_active_gives_no_roles_back()
    {
        await using var organization = await SimulatedOrganization.StartAsync();
        var connector = organization.Connector;
        var person = await connector
            .Directory.PeopleAsync(RequestPriority.Ingest, Ct)
            .FirstAsync(one => one is { State: VendorUserState.Active, GroupIds.Count: 0 }, Ct);
        foreach (var state in new[] { VendorUserState.Inactive, VendorUserState.Active })
        {
            await connector.Accounts!.SetStateAsync(person.Id, state, RequestPriority.Remediation, Ct);
            await connector.Accounts.SetStateAsync(person.Id, state, RequestPriority.Remediation, Ct);
            Assert.Equal(state, (await connector.Directory.PersonAsync(person.Id, RequestPriority.Remediation, Ct))!.State);
            Assert.Empty(await connector.Estate.GrantsOfSubjectAsync(person.Id, RequestPriority.Remediation, Ct));
            Assert.Empty(await connector.Estate.SeatAsync(person.Id, RequestPriority.Remediation, Ct));
        }

        Assert.Equal([("state", "inactive"), ("state", "active")], organization.Host.Journal.Select(entry => (entry.Change, entry.State)));
    }

    [Fact]
    public async Task Lost_answers_close_an_account_once()
    {
        await using var organization = await SimulatedOrganization.StartAsync(
            SimulatorFixture.Quick with
            {
                Faults = [new FaultOption(FaultKind.DropConnection, 0.4, 3)],
                FaultsSpareFirst = 3,
            }
        );
        var person = await organization
            .Connector.Directory.PeopleAsync(RequestPriority.Ingest, Ct)
            .FirstAsync(one => one.State == VendorUserState.Active, Ct);
        await organization.Connector.Accounts!.SetStateAsync(person.Id, VendorUserState.Inactive, RequestPriority.Remediation, Ct);
        Assert.Single(organization.Host.Journal);
    }

    [Fact]
    public async Task Sessions_are_ended_and_an_unknown_person_is_a_fault()
    {
        await using var organization = await SimulatedOrganization.StartAsync();
        var person = await organization
            .Connector.Directory.PeopleAsync(RequestPriority.Ingest, Ct)
            .FirstAsync(one => one.State == VendorUserState.Active, Ct);
        await organization.Connector.Accounts!.EndSessionsAsync(person.Id, RequestPriority.Remediation, Ct);
        await organization.Connector.Accounts.EndSessionsAsync("00000000-0000-0000-0000-000000000000", RequestPriority.Remediation, Ct);
        Assert.Equal(("log-out", person.Id), (organization.Host.Journal.Single().Change, organization.Host.Journal.Single().Subject));
    }

    [Fact]
    public async Task Client_without_the_permission_is_told_which_it_lacks()
    {
        await using var organization = await SimulatedOrganization.StartAsync(
            SimulatorFixture.Quick with
            {
                DeniedPermissions = ["oauth:token:delete"],
            }
        );
        var fault = await Assert.ThrowsAsync<VendorException>(() =>
            organization.Connector.Accounts!.EndSessionsAsync(DemoPeople.Administrator.Id, RequestPriority.Remediation, Ct)
        );
        Assert.Equal((403, "DELETE /api/v2/tokens/{userId}"), (fault.Status, fault.Route));
        Assert.Contains("oauth:token:delete", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Billing_report_is_waited_for_and_names_people_by_mail_with_their_first_day()
    {
        await using var organization = await SimulatedOrganization.StartAsync();
        var (from, to) = (new DateOnly(2026, 10, 6), new DateOnly(2026, 11, 19));
        var billed = await organization.Connector.Usage.BillableUsageAsync(from, to, Berlin, RequestPriority.Ingest, Ct).ToListAsync(Ct);
        var people = await organization
            .Connector.Directory.PeopleAsync(RequestPriority.Ingest, Ct)
            .ToDictionaryAsync(person => person.Email!, StringComparer.OrdinalIgnoreCase, Ct);
        Assert.NotEmpty(billed);
        Assert.All(billed, row => Assert.True(people[row.Name].LastTokenAt >= row.FirstAt));
        Assert.All(billed, row => Assert.InRange(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(row.FirstAt, Berlin)), from, to));
        Assert.Equal(billed.Count, billed.Select(row => row.Name).Distinct().Count());
        Assert.True(organization.Host.Requests["GET /api/v2/billing/reports/billableusage"] > 1);
    }

    [Fact]
    public async Task Billing_that_is_not_shown_says_so()
    {
        await using var organization = await SimulatedOrganization.StartAsync(
            SimulatorFixture.Quick with
            {
                DeniedPermissions = ["billing:subscription:view"],
            }
        );
        var fault = await Assert.ThrowsAsync<VendorException>(async () =>
            await organization
                .Connector.Usage.BillableUsageAsync(
                    new DateOnly(2026, 11, 1),
                    new DateOnly(2026, 11, 19),
                    Berlin,
                    RequestPriority.Ingest,
                    Ct
                )
                .ToListAsync(Ct)
        );
        Assert.True(fault.NotServed);
    }
}

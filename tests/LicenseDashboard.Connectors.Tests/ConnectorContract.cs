using LicenseDashboard.Core.Platforms;
using Xunit;

namespace LicenseDashboard.Connectors.Tests;

/// <summary>
/// What every connector keeps, whatever the vendor. A vendor's test class derives from it and says how to reach a small organization.
/// </summary>
public abstract class ConnectorContract
{
    protected const RequestPriority Ingest = RequestPriority.Ingest;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Local days that the organization's history covers.</summary>
    protected abstract (DateOnly From, DateOnly To) Days { get; }

    protected abstract TimeZoneInfo Zone { get; }

    /// <summary>A connector that may change grants, on an organization of its own.</summary>
    protected abstract Task<IVendorConnector> ConnectorAsync();

    [Fact]
    public async Task People_come_once_each_and_managers_are_among_them()
    {
        var people = await (await ConnectorAsync()).Directory.PeopleAsync(Ingest, Ct).ToListAsync(Ct);
        var ids = people.Select(person => person.Id).ToHashSet();
        Assert.Equal(people.Count, ids.Count);
        Assert.NotEmpty(people);
        Assert.All(people, person => Assert.True(person.ManagerId is null || ids.Contains(person.ManagerId)));
        Assert.Contains(people, person => person.State == VendorUserState.Active && person.ManagerId is not null);
    }

    [Fact]
    public async Task Person_alone_is_the_person_of_the_listing()
    {
        var directory = (await ConnectorAsync()).Directory;
        foreach (var listed in await directory.PeopleAsync(Ingest, Ct).Take(5).ToListAsync(Ct))
        {
            Assert.Equivalent(listed, await directory.PersonAsync(listed.Id, Ingest, Ct), strict: true);
        }
    }

    [Fact]
    public async Task Unknown_person_is_null() =>
        Assert.Null(await (await ConnectorAsync()).Directory.PersonAsync("00000000-0000-0000-0000-000000000000", Ingest, Ct));

    [Fact]
    public async Task Seats_belong_to_known_people_and_alone_read_the_same()
    {
        var connector = await ConnectorAsync();
        var ids = await connector.Directory.PeopleAsync(Ingest, Ct).Select(person => person.Id).ToHashSetAsync(cancellationToken: Ct);
        var skus = (await connector.Estate.SkusAsync(Ingest, Ct)).Select(sku => sku.Id).ToHashSet();
        var seats = await connector.Estate.SeatsAsync(Ingest, Ct).ToListAsync(Ct);
        Assert.NotEmpty(seats);
        Assert.All(seats, seat => Assert.Contains(seat.PersonId, ids));
        Assert.All(seats.SelectMany(seat => seat.SkuIds), sku => Assert.Contains(sku, skus));
        Assert.Equal(seats[0].SkuIds, await connector.Estate.SeatAsync(seats[0].PersonId, Ingest, Ct));
    }

    [Fact]
    public async Task Grants_of_roles_and_groups_add_up_to_what_a_person_holds()
    {
        var connector = await ConnectorAsync();
        var roles = await connector.Estate.RolesAsync(Ingest, Ct).ToListAsync(Ct);
        Assert.All(roles, role => Assert.All(role.Permissions, permission => Assert.Equal(3, permission.Split(':').Length)));
        var grants = new List<VendorGrant>();
        foreach (var role in roles)
        {
            grants.AddRange(await connector.Estate.GrantsOfRoleAsync(role.Id, Ingest, Ct).ToListAsync(Ct));
        }

        var person = await connector
            .Directory.PeopleAsync(Ingest, Ct)
            .FirstAsync(person => person is { State: VendorUserState.Active, GroupIds.Count: > 0 }, Ct);
        var expected = grants.Where(grant =>
            grant.SubjectId == person.Id || (grant.Kind == SubjectKind.Group && person.GroupIds!.Contains(grant.SubjectId))
        );
        var held = await connector.Estate.GrantsOfSubjectAsync(person.Id, Ingest, Ct);
        Assert.Equal(Text(expected), Text(held));
    }

    [Fact]
    public async Task Grant_added_and_removed_is_read_back_and_repeats_change_nothing()
    {
        var connector = await ConnectorAsync();
        var person = await connector.Directory.PeopleAsync(Ingest, Ct).FirstAsync(person => person.State == VendorUserState.Active, Ct);
        var before = await connector.Estate.GrantsOfSubjectAsync(person.Id, Ingest, Ct);
        var role = await connector.Estate.RolesAsync(Ingest, Ct).FirstAsync(role => before.All(grant => grant.RoleId != role.Id), Ct);
        var grant = new VendorGrant(role.Id, person.Id, SubjectKind.Person, before[0].DivisionIds);
        for (var i = 0; i < 2; i++)
        {
            await connector.Writes!.AddAsync(person.Id, [grant], RequestPriority.Remediation, Ct);
            Assert.Equal(Text([.. before, grant]), Text(await connector.Estate.GrantsOfSubjectAsync(person.Id, Ingest, Ct)));
        }

        for (var i = 0; i < 2; i++)
        {
            await connector.Writes!.RemoveAsync(person.Id, [grant], RequestPriority.Remediation, Ct);
            Assert.Equal(Text(before), Text(await connector.Estate.GrantsOfSubjectAsync(person.Id, Ingest, Ct)));
        }
    }

    [Fact]
    public async Task Usage_lies_in_the_days_asked_for_and_belongs_to_known_people()
    {
        var connector = await ConnectorAsync();
        var ids = await connector.Directory.PeopleAsync(Ingest, Ct).Select(person => person.Id).ToHashSetAsync(cancellationToken: Ct);
        var conversations = await connector.Usage.ConversationsAsync(Days.From, Days.To, Zone, Ingest, Ct).ToListAsync(Ct);
        var evaluations = await connector.Usage.EvaluationsAsync(Days.From, Days.To, Zone, Ingest, Ct).ToListAsync(Ct);
        Assert.NotEmpty(conversations);
        Assert.NotEmpty(evaluations);
        Assert.All(
            conversations.Concat(evaluations),
            usage =>
            {
                Assert.InRange(usage.Day, Days.From, Days.To);
                Assert.Contains(usage.PersonId, ids);
                Assert.True(usage is { Count: > 0, Seconds: >= 0 });
            }
        );
    }

    [Fact]
    public async Task Presence_runs_forward_in_utc()
    {
        var stretches = await (await ConnectorAsync()).Usage.PresenceAsync(Days.From, Days.To, Zone, Ingest, Ct).ToListAsync(Ct);
        Assert.NotEmpty(stretches);
        Assert.All(
            stretches,
            stretch =>
            {
                Assert.Equal(DateTimeKind.Utc, stretch.Start.Kind);
                Assert.True(stretch.End is null || stretch.End > stretch.Start);
                Assert.Equal(stretch.Status.ToUpperInvariant(), stretch.Status);
            }
        );
    }

    [Fact]
    public async Task Audits_of_several_services_can_be_asked_at_once()
    {
        var usage = (await ConnectorAsync()).Usage;
        var mapping = await usage.AuditMappingAsync(Ingest, Ct);
        var read = await Task.WhenAll(
            mapping
                .Services.Keys.Take(4)
                .Select(async service =>
                    (service, entries: await usage.AuditsAsync(service, Days.From, Days.To, Zone, Ingest, Ct).ToListAsync(Ct))
                )
        );
        Assert.Contains(read, service => service.entries.Count > 0);
        Assert.All(read, service => Assert.All(service.entries, entry => Assert.Equal(service.service, entry.Service)));
    }

    [Fact]
    public async Task Two_reads_say_the_same()
    {
        var usage = (await ConnectorAsync()).Usage;
        Assert.Equal(await Once(), await Once());

        async Task<List<VendorUsage>> Once() => await usage.ConversationsAsync(Days.From, Days.To, Zone, Ingest, Ct).ToListAsync(Ct);
    }

    [Fact]
    public async Task Cancelled_read_ends_as_cancelled()
    {
        var connector = await ConnectorAsync();
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var person in connector.Directory.PeopleAsync(Ingest, cancel.Token))
            {
                await cancel.CancelAsync();
                cancel.Token.ThrowIfCancellationRequested();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await connector.Usage.ConversationsAsync(Days.From, Days.To, Zone, Ingest, cancel.Token).ToListAsync(Ct)
        );
    }

    [Fact]
    public async Task Requests_are_counted()
    {
        var connector = await ConnectorAsync();
        var before = connector.RequestsSent;
        await connector.Estate.SkusAsync(Ingest, Ct);
        Assert.True(connector.RequestsSent > before);
    }

    private static List<string> Text(IEnumerable<VendorGrant> grants) =>
        [
            .. grants
                .SelectMany(grant => grant.DivisionIds.Select(division => $"{grant.SubjectId} {grant.Kind} {grant.RoleId} {division}"))
                .Order(StringComparer.Ordinal),
        ];
}

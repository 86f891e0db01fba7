using System.Globalization;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Tests.Genesys;

/// <summary>All that a first pull reads, as lines that can be compared.</summary>
internal static class Everything
{
    private const RequestPriority Ingest = RequestPriority.Ingest;

    public static async Task<IReadOnlyList<string>> ReadAsync(
        IVendorConnector connector,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        CancellationToken ct
    )
    {
        var parts = await Task.WhenAll(
            OrganizationAsync(connector, ct),
            UsageAsync(connector.Usage, from, to, zone, ct),
            PresenceAsync(connector.Usage, from, to, zone, ct),
            AuditsAsync(connector.Usage, from, to, zone, ct),
            PlanningAsync(connector.Usage, to, zone, ct)
        );
        return [.. parts.SelectMany(lines => lines)];
    }

    private static async Task<List<string>> OrganizationAsync(IVendorConnector connector, CancellationToken ct)
    {
        var lines = new List<string>();
        var (directory, estate) = (connector.Directory, connector.Estate);
        lines.AddRange(
            await directory
                .PeopleAsync(Ingest, ct)
                .Select(person => $"{person} {string.Join(',', person.GroupIds ?? ["unknown"])}")
                .ToListAsync(ct)
        );
        lines.AddRange(await directory.GroupsAsync(Ingest, ct).Select(group => group.ToString()).ToListAsync(ct));
        lines.AddRange(await directory.DivisionsAsync(Ingest, ct).Select(division => division.ToString()).ToListAsync(ct));
        lines.AddRange(
            (await estate.SkusAsync(Ingest, ct)).Select(sku => $"{sku.Id}: {string.Join(',', sku.Permissions.Concat(sku.Prerequisites))}")
        );
        lines.AddRange(
            await estate.SeatsAsync(Ingest, ct).Select(seat => $"{seat.PersonId}: {string.Join(',', seat.SkuIds)}").ToListAsync(ct)
        );
        foreach (var role in await estate.RolesAsync(Ingest, ct).ToListAsync(ct))
        {
            lines.Add($"{role.Id} {role.Name}: {string.Join(',', role.Permissions)}");
            lines.AddRange(
                await estate
                    .GrantsOfRoleAsync(role.Id, Ingest, ct)
                    .Select(grant => $"{grant.RoleId} {grant.SubjectId} {grant.Kind} {string.Join(',', grant.DivisionIds)}")
                    .ToListAsync(ct)
            );
        }

        return lines;
    }

    private static async Task<List<string>> UsageAsync(
        IReadUsage usage,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        CancellationToken ct
    )
    {
        var lines = new List<string>
        {
            $"{await usage.RetentionDaysAsync(Ingest, ct)} days",
            $"conversations until a day known: {await usage.ConversationsCompleteUntilAsync(Ingest, ct) is not null}",
            $"presence until a day known: {await usage.PresenceCompleteUntilAsync(Ingest, ct) is not null}",
        };
        lines.AddRange(await usage.ConversationsAsync(from, to, zone, Ingest, ct).Select(row => row.ToString()).ToListAsync(ct));
        lines.AddRange(await usage.EvaluationsAsync(from, to, zone, Ingest, ct).Select(row => row.ToString()).ToListAsync(ct));
        return lines;
    }

    private static async Task<List<string>> PresenceAsync(
        IReadUsage usage,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        CancellationToken ct
    ) =>
        await usage
            .PresenceAsync(from, to, zone, Ingest, ct)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.PersonId} {row.Status} {row.Start:O} {row.End:O}"))
            .ToListAsync(ct);

    private static async Task<List<string>> AuditsAsync(
        IReadUsage usage,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        CancellationToken ct
    )
    {
        var lines = new List<string>();
        var mapping = await usage.AuditMappingAsync(Ingest, ct);
        foreach (var service in mapping.Services.Keys.Order(StringComparer.Ordinal))
        {
            lines.AddRange(await usage.AuditsAsync(service, from, to, zone, Ingest, ct).Select(entry => entry.ToString()).ToListAsync(ct));
        }

        return lines;
    }

    private static async Task<List<string>> PlanningAsync(IReadUsage usage, DateOnly to, TimeZoneInfo zone, CancellationToken ct)
    {
        var planning = await usage.PlanningAsync(Ingest, ct);
        var members = planning.InManagementUnit.Order(StringComparer.Ordinal).ToList();
        return
        [
            .. members,
            .. await usage
                .ShiftsAsync(planning, members[..3], to.AddDays(-6), to, zone, Ingest, ct)
                .Select(shift => shift.ToString())
                .ToListAsync(ct),
        ];
    }
}

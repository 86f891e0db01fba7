using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using Xunit;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>
/// What must hold of a row that is ready, worked out apart from the product's own functions and from what really happened.
/// </summary>
internal sealed class ReadyOracle(RandomOrganization organization)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _permissions = organization.Facts.Roles.ToDictionary(
        role => role.Id,
        role => role.Permissions
    );

    public void Check(RandomPerson person, Finding finding)
    {
        var before = Grants(person.Facts);
        var after = After(person.Facts, finding.Plan!);
        var lost = Lost(before, after);
        Assert.Equal(
            lost.Select(one => $"{one.Permission} in {one.Division}").Order(StringComparer.Ordinal),
            finding
                .Lost.SelectMany(loss => loss.Divisions.Select(division => $"{loss.Permission} in {division}"))
                .Order(StringComparer.Ordinal)
        );

        VendorAgrees(finding, before, after);
        WasThere(person);
        foreach (var feature in organization.Catalogue.Features)
        {
            var dropped = Covered(finding.Held, feature) && !Covered(finding.Target, feature);
            if (dropped || lost.Exists(one => Touches(feature, one.Permission)))
            {
                IsUnused(person, feature, before);
            }
        }

        Assert.All(
            lost,
            one =>
                Assert.True(
                    organization.Catalogue.Features.Any(feature => Touches(feature, one.Permission))
                        || organization.Catalogue.HarmlessPermissions.Any(harmless => Covers(harmless, one.Permission)),
                    $"{one.Permission} is lost and nothing watches it"
                )
        );
        GuardStays(person, before, after);
    }

    /// <summary>A grant of a role to the person, or to a group they are in.</summary>
    private sealed record Grant(string Role, string Division, bool Own);

    private List<Grant> Grants(PersonFacts person) =>
        [
            .. person.Grants.SelectMany(grant => grant.Divisions.Select(division => new Grant(grant.RoleId, division, true))),
            .. organization
                .Groups.Where(group => person.GroupIds!.Contains(group.Id))
                .SelectMany(group => group.Grants)
                .SelectMany(grant => grant.Divisions.Select(division => new Grant(grant.RoleId, division, false))),
        ];

    private List<Grant> After(PersonFacts person, IReadOnlyList<PlanChange> plan)
    {
        Assert.InRange(plan.Count, 1, 2);
        var grants = Grants(person);
        foreach (var change in plan)
        {
            var taken = grants.Where(grant => grant.Own && grant.Role == change.RoleId).ToList();
            grants.RemoveAll(taken.Contains);
            Assert.NotEmpty(taken);
            Assert.Equal(taken.Select(grant => grant.Division).Order(StringComparer.Ordinal), change.Divisions);
            if (change.NewRoleId is { } role)
            {
                grants.AddRange(taken.Select(grant => new Grant(role, grant.Division, true)));
            }
        }

        return grants;
    }

    private bool HoldsIn(IEnumerable<Grant> grants, string division, string permission) =>
        grants.Any(grant => (grant.Division == division || grant.Division == "*") && Gives(grant, permission));

    private bool Gives(Grant grant, string permission) => _permissions[grant.Role].Any(pattern => Covers(pattern, permission));

    private List<(string Permission, string Division)> Lost(List<Grant> before, List<Grant> after) =>
        [
            .. before
                .SelectMany(grant => _permissions[grant.Role].Select(permission => (permission, grant.Division)))
                .Distinct()
                .Where(one => !HoldsIn(after, one.Division, one.permission)),
        ];

    private void VendorAgrees(Finding finding, List<Grant> before, List<Grant> after)
    {
        Assert.Equal(finding.Held.Order(), Bought(organization.Infer(before.Select(grant => grant.Role))));
        Assert.Equal(finding.Target.Order(), Bought(organization.Infer(after.Select(grant => grant.Role))));
        Assert.True(finding.Target.Sum(Price) < finding.Held.Sum(Price));
    }

    private void WasThere(RandomPerson person)
    {
        var complete = organization.Streams[StreamFacts.Presence].CompleteThrough!.Value;
        Assert.Contains(person.Present, day => day <= complete && day > complete.AddDays(-14));
    }

    private void IsUnused(RandomPerson person, FeatureDefinition feature, List<Grant> before)
    {
        var streams = RandomOrganization.SourcesOf(feature).Select(name => organization.Streams[name]).ToList();
        if (!streams.Exists(stream => stream.Served))
        {
            Assert.False(May(feature, before), $"{feature.Key} has no signal and could have been used");
            return;
        }

        var to = streams.Min(stream => stream.CompleteThrough!.Value);
        var from = to.AddDays(1 - feature.Lookback);
        Assert.True(to >= organization.Today.AddDays(-3), $"{feature.Key} is late");
        for (var day = from.AddDays(-30); day <= to; day = day.AddDays(1))
        {
            Assert.True(streams.TrueForAll(stream => IsKnown(stream, day, person.Facts.Division)), $"{feature.Key} is not known on {day}");
            Assert.False(person.Uses[feature.Key].Contains(day), $"{feature.Key} was used on {day}");
        }

        Assert.False(feature.AlwaysWeak && May(feature, before), $"not every use of {feature.Key} is seen");
        var enough = Math.Max(2, Math.Min(10, Math.Ceiling(feature.Lookback / 6.0)));
        Assert.True(person.Present.Count(day => day >= from && day <= to) >= enough, "too few days present");
        if (feature.Planned)
        {
            Assert.True(organization.PlanningCovered, "planning is not known");
            Assert.False(person.InManagementUnit);
            Assert.DoesNotContain(Touched(person), day => day >= from && day <= organization.Today.AddDays(30));
        }
    }

    private static IEnumerable<DateOnly> Touched(RandomPerson person)
    {
        if (person.Shift is { } shift)
        {
            for (var minute = 0; minute < Math.Max(shift.Minutes, 1); minute++)
            {
                yield return DateOnly.FromDateTime(shift.Start.AddMinutes(minute));
            }
        }
    }

    private static bool IsKnown(StreamFacts stream, DateOnly day, string division) =>
        stream.Served
        && day >= stream.FirstDay
        && (stream.DaysByDivision.TryGetValue(division, out var own) ? own : stream.Days).Contains(day);

    private void GuardStays(RandomPerson person, List<Grant> before, List<Grant> after)
    {
        var guard = organization.Catalogue.GuardPermission;
        foreach (var division in before.Where(grant => Gives(grant, guard)).Select(grant => grant.Division).Distinct())
        {
            var others = organization.People.Count(other => other != person && HoldsIn(Grants(other.Facts), division, guard));
            Assert.True(others >= 2 || HoldsIn(after, division, guard), $"too few may grant roles in {division}");
        }
    }

    private bool May(FeatureDefinition feature, List<Grant> grants) =>
        grants.Exists(grant => _permissions[grant.Role].Any(permission => Touches(feature, permission)));

    private static bool Touches(FeatureDefinition feature, string permission) =>
        feature.Permissions.Any(pattern => Segments(pattern, permission, both: true));

    private static bool Covers(string wide, string narrow) => Segments(wide, narrow, both: false);

    private static bool Segments(string left, string right, bool both) =>
        left.Split(':').Zip(right.Split(':')).All(pair => pair.First == "*" || pair.First == pair.Second || (both && pair.Second == "*"));

    private bool Covered(IEnumerable<string> skus, FeatureDefinition feature) =>
        skus.Any(id => organization.Catalogue.Skus.FirstOrDefault(sku => sku.Id == id)?.Features.Contains(feature.Key) ?? false);

    private decimal Price(string id) => organization.Catalogue.Skus.Single(sku => sku.Id == id).Price;

    private static IEnumerable<string> Bought(IEnumerable<string> skus) => skus.Where(id => id != "collaboratePro").Order();
}

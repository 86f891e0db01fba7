using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Reclamation;

/// <summary>
/// Which seats nobody uses, on one day: facts in, findings out, no clock, no I/O. Inactive needs a last sign of life and complete presence since; where either is missing it is
/// unknown and goes to a person. Not for several threads at once.
/// </summary>
public sealed class InactiveSeats(OrganizationFacts organization, DateOnly today, Func<string, ReclamationTerms> termsOf)
{
    private readonly Catalogue _catalogue = organization.Catalogue;
    private readonly LicenseReader _reader = new(organization.Catalogue, organization.Definitions);
    private readonly LifeOfPerson _life = new(organization, today);
    private readonly Dictionary<string, string> _roles = organization.Roles.ToDictionary(role => role.Id, role => role.Name, StringComparer.Ordinal);
    private readonly HashSet<string> _granting = [.. organization.Groups.Where(group => group.Grants.Count > 0).Select(group => group.Id)];

    /// <summary>Null for who is not active, holds no base, or shows a sign of life.</summary>
    public ReclaimFinding? Check(PersonFacts person)
    {
        var held = _reader.Read(person.Skus.Select(sku => sku.Id));
        if (!person.IsActive || held.Base is null)
        {
            return null;
        }

        var life = _life.Of(person);
        if (life == Life.Active)
        {
            return null;
        }

        var terms = termsOf(person.Division);
        return Compose(person, held, life, terms.Release, Reason(person, life, terms), Objections(person, life, terms.Release));
    }

    /// <summary>Somebody who has left, whatever their signs of life say; null when there is no seat to free. Of the policy only who makes the change matters.</summary>
    public ReclaimFinding? Leaver(PersonFacts person, string why)
    {
        var held = _reader.Read(person.Skus.Select(sku => sku.Id));
        return held.Ids.Count == 0 ? null : Compose(person, held, _life.Of(person), SeatRelease.Leaver with { By = termsOf(person.Division).By }, why, []);
    }

    private ReclaimFinding Compose(PersonFacts person, HeldLicense held, Life life, SeatRelease release, string reason, IReadOnlyList<LaneReason> objections) => new()
    {
        PersonKey = person.Key,
        Life = life,
        Seen = person.Seen,
        Held = held.Ids,
        Saving = new Money(held.ListPrice, _catalogue.Currency),
        AssumedPrice = held.Ids.Any(id => _catalogue.Find(id) is { AssumedPrice: true }),
        LaneReasons = [.. objections.OrderByDescending(objection => objection.Lane)],
        Release = release,
        Roles = release.RemovesRoles
            ? [.. person.Grants.Select(grant => new PlanChange(PlanAction.Remove, grant.RoleId, _roles.GetValueOrDefault(grant.RoleId, grant.RoleId), null, null, [.. grant.Divisions], []))]
            : [],
        HasPlan = release.SetsInactive || release.IsRequested || !HoldsByGroup(person),
        Reason = reason,
    };

    private List<LaneReason> Objections(PersonFacts person, Life life, SeatRelease release)
    {
        List<LaneReason> objections = [];
        Add(person.KeptBy is not null, "exempt", Lane.Protected, $"exempt: {person.KeptBy}");
        Add(person.Key == organization.ClientOwner, "client-owner", Lane.Protected, "this account owns the client that this program signs in with");
        Add(life == Life.Unknown, "unknown-life", Lane.Review, person.LastSeenOn is null ? "no sign of life is known, which is not the same as none" : "presence is not known on every day since");
        Add(
            organization.GuardHolders.NeededIn(person.Key).Count > 0, "last-grant", Lane.Review,
            $"fewer than two active people would hold {_catalogue.GuardPermission}");
        Add(!release.SetsInactive && !release.IsRequested && HoldsByGroup(person), "role-by-group", Lane.Review, "roles by a group would keep the seat, and the policy takes only roles held directly");
        return objections;

        void Add(bool holds, string code, Lane lane, string words)
        {
            if (holds)
            {
                objections.Add(new LaneReason(code, lane, words));
            }
        }
    }

    private bool HoldsByGroup(PersonFacts person) => person.GroupIds is null || person.GroupIds.Any(_granting.Contains);

    /// <summary>Names days that stand still while nothing happens, so that an unchanged night writes nothing.</summary>
    private static string Reason(PersonFacts person, Life life, ReclamationTerms terms) => (person.LastSeenOn, life) switch
    {
        ({ } seen, Life.Inactive) => FormattableString.Invariant($"Last seen {seen:yyyy-MM-dd} by {SignWords.Of(person.Seen.DecidedBy!.Value)}, none of the signals in {terms.Days} days"),
        ({ } seen, _) => FormattableString.Invariant($"Last seen {seen:yyyy-MM-dd} by {SignWords.Of(person.Seen.DecidedBy!.Value)}, not enough data since"),
        (null, _) => "No known sign of life: last seen is unknown",
    };
}

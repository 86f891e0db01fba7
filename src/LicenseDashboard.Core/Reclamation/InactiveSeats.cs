using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Reclamation;

/// <summary>
/// Finds unused seats for one day. Pure: no clock and no I/O. "Inactive" requires a known last activity and complete presence data since;
/// if either is missing, the life is unknown and a person must decide. Not thread-safe.
/// </summary>
/// <param name="limits">How long a new starter is protected; defaults if omitted.</param>
public sealed class InactiveSeats(
    OrganizationFacts organization,
    DateOnly today,
    Func<string, ReclamationTerms> termsOf,
    RightsizingOptions? limits = null
)
{
    public const string NeverAPersonCode = "never-a-person";
    public const string OnlyTokensCode = "only-tokens";
    public const string ByGroupCode = "role-by-group";

    private const string OnlyTokensReason = "Only tokens were issued: no presence, login or interaction in 90 days";

    private readonly RightsizingOptions _limits = limits ?? new();
    private readonly Catalogue _catalogue = organization.Catalogue;
    private readonly LicenseReader _reader = new(organization.Catalogue, organization.Definitions);
    private readonly LifeOfPerson _life = new(organization, today);
    private readonly Dictionary<string, string> _roles = organization.Roles.ToDictionary(
        role => role.Id,
        role => role.Name,
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, string> _granting = organization
        .Groups.Where(group => group.Grants.Count > 0)
        .ToDictionary(group => group.Id, group => group.Name, StringComparer.Ordinal);

    /// <summary>
    /// Null for people who are not active, hold no base license or show activity (issued tokens alone don't count), and for accounts that
    /// no signal ever saw.
    /// </summary>
    public ReclaimFinding? Check(PersonFacts person)
    {
        var held = _reader.Read(person.Skus.Select(sku => sku.Id));
        if (!person.IsActive || held.Base is null)
        {
            return null;
        }

        var life = _life.Of(person);
        if (life == Life.Active || person.LastSeenOn is null)
        {
            return null;
        }

        var terms = termsOf(person.Division);
        return Compose(person, held, life, terms.Release, Reason(person, life, terms), Objections(person, held, life, terms));
    }

    /// <summary>True if a row with this reason was listed because only tokens were issued.</summary>
    public static bool IsOnlyTokens(string reason) => reason == OnlyTokensReason;

    /// <summary>First day on which activity counts in a division.</summary>
    public DateOnly WindowFrom(string division) => _life.WindowFrom(division);

    /// <summary>What protects the seat of a person who starts or returns; checked again before the write.</summary>
    public LaneReason? Starting(PersonFacts person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var held = _reader.Read(person.Skus.Select(sku => sku.Id));
        return Starting(person, held);
    }

    private LaneReason? Starting(PersonFacts person, HeldLicense held) =>
        SeatGuards.NewStarter(
            person,
            held.Ids,
            organization.Streams.GetValueOrDefault(StreamFacts.Presence)?.FirstDay,
            organization.FirstSnapshotOn,
            today,
            _limits.NewStarterDays
        ) ?? SeatGuards.BackFromLeave(person, today);

    /// <summary>
    /// For a person who has left, regardless of activity; null if there is no seat to free. Of the policy, only who makes the change is
    /// used.
    /// </summary>
    public ReclaimFinding? Leaver(PersonFacts person, string why)
    {
        var held = _reader.Read(person.Skus.Select(sku => sku.Id));
        return held.Ids.Count == 0
            ? null
            : Compose(person, held, _life.Of(person), SeatRelease.Leaver with { By = termsOf(person.Division).By }, why, []);
    }

    private ReclaimFinding Compose(
        PersonFacts person,
        HeldLicense held,
        Life life,
        SeatRelease release,
        string reason,
        IReadOnlyList<LaneReason> objections
    ) =>
        new()
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
                ?
                [
                    .. person.Grants.Select(grant => new PlanChange(
                        PlanAction.Remove,
                        grant.RoleId,
                        _roles.GetValueOrDefault(grant.RoleId, grant.RoleId),
                        null,
                        null,
                        [.. grant.Divisions],
                        []
                    )),
                ]
                : [],
            HasPlan = release.SetsInactive || release.IsRequested || !HoldsByGroup(person),
            InTheWay = release.SetsInactive || release.IsRequested ? [] : [.. GroupsOf(person).Select(group => "group " + group)],
            Reason = reason,
        };

    private List<LaneReason> Objections(PersonFacts person, HeldLicense held, Life life, ReclamationTerms terms)
    {
        LaneReason?[] objections =
        [
            SeatGuards.Exempt(person.KeptBy),
            SeatGuards.ClientOwner(person.Key == organization.ClientOwner),
            Starting(person, held),
            life != Life.Unknown
                ? null
                : new("unknown-life", Lane.Review, _life.SilentWords(person) ?? "presence is not known for every day since"),
            life != Life.OnlyTokens ? null : new(OnlyTokensCode, Lane.Review, "only tokens, no activity of a person"),
            terms.Mode != ReclamationMode.Automatic || person.MayBeTaken || person.WasSeenAsPerson
                ? null
                : new(NeverAPersonCode, Lane.Review, "no person has ever used this account; the policy needs permission once"),
            SeatGuards.LastGrant(organization.GuardHolders, person.Key, organization.GuardHolders.DivisionsOf(person.Key), _catalogue),
            ByGroup(person, terms.Release),
        ];
        return [.. objections.OfType<LaneReason>()];
    }

    /// <summary>Roles held through a group remain after the release, so the seat would stay.</summary>
    private LaneReason? ByGroup(PersonFacts person, SeatRelease release) =>
        release.SetsInactive || release.IsRequested || !HoldsByGroup(person) ? null : new(ByGroupCode, Lane.Review, ByGroupWords(person));

    private string ByGroupWords(PersonFacts person) =>
        person.GroupIds is null
            ? "the groups are unknown, and roles held through a group would keep the license"
            : $"held through {Named(GroupsOf(person))}, which keeps the license; approving hands the change over to an administrator";

    private static string Named(List<string> groups) => $"the {(groups.Count == 1 ? "group" : "groups")} {string.Join(", ", groups)}";

    private List<string> GroupsOf(PersonFacts person) =>
        person.GroupIds is null
            ? []
            : [.. person.GroupIds.Where(_granting.ContainsKey).Select(id => _granting[id]).Order(StringComparer.Ordinal)];

    private bool HoldsByGroup(PersonFacts person) => person.GroupIds is null || person.GroupIds.Any(_granting.ContainsKey);

    /// <summary>The text uses dates that don't move while nothing happens, so an unchanged night writes nothing.</summary>
    private static string Reason(PersonFacts person, Life life, ReclamationTerms terms) =>
        (person.LastSeenOn, life) switch
        {
            (_, Life.OnlyTokens) => OnlyTokensReason,
            ({ } seen, Life.Inactive) => FormattableString.Invariant(
                $"Last seen {seen:yyyy-MM-dd} by {SignWords.Of(person.Seen.DecidedBy!.Value)}, none of the signals in {terms.Days} days"
            ),
            ({ } seen, _) => FormattableString.Invariant(
                $"Last seen {seen:yyyy-MM-dd} by {SignWords.Of(person.Seen.DecidedBy!.Value)}, not enough data since"
            ),
            (null, _) => "No activity is known",
        };
}

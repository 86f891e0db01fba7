namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// Days without activity after which a person is inactive: the platform's value and those of divisions with their own, by division ID.
/// Right-sizing uses it, too, so that everyone is in exactly one of the lists. A changed policy therefore changes findings at the next
/// evaluation.
/// </summary>
public sealed record InactiveAfter(int Days, IReadOnlyDictionary<string, int> ByDivision)
{
    public static InactiveAfter Default { get; } = new(45, new Dictionary<string, int>());

    public int Of(string division) => ByDivision.GetValueOrDefault(division, Days);
}

/// <summary>
/// The only test of activity. People who are inactive or only have tokens are handled by reclamation and get no right-sizing finding.
/// </summary>
public sealed class LifeOfPerson
{
    private const int UsualLag = 2;

    /// <summary>This many days up to C with nothing but tokens mean that no person was seen.</summary>
    private const int QuietDays = 90;

    private readonly OrganizationFacts _organization;
    private readonly DateOnly _asOf;
    private readonly FeatureWindows _windows;
    private readonly StreamFacts _presence;
    private readonly StreamFacts _conversations;
    private readonly Dictionary<(string Division, DateOnly From), (bool Presence, bool Both)> _covered = [];

    public LifeOfPerson(OrganizationFacts organization, DateOnly asOf)
        : this(organization, asOf, new FeatureWindows(organization, asOf)) { }

    internal LifeOfPerson(OrganizationFacts organization, DateOnly asOf, FeatureWindows windows)
    {
        (_organization, _asOf, _windows) = (organization, asOf, windows);
        _presence = organization.Streams.GetValueOrDefault(StreamFacts.Presence) ?? new StreamFacts();
        _conversations = organization.Streams.GetValueOrDefault(StreamFacts.Conversations) ?? new StreamFacts();
    }

    private DateOnly Complete => _presence.CompleteThrough ?? _asOf.AddDays(-UsualLag);

    /// <summary>First day on which activity counts: a window of N days is [C − N + 1, D].</summary>
    public DateOnly WindowFrom(string division) => Complete.AddDays(1 - _organization.InactiveAfter.Of(division));

    public Life Of(PersonFacts person)
    {
        var from = WindowFrom(person.Division);
        return person.LastSeenOn is not { } seen ? Life.Unknown
            : seen >= from ? (IsOnlyTokens(person, from) ? Life.OnlyTokens : Life.Active)
            : IsCovered(person, from).Presence ? Life.Inactive
            : Life.Unknown;
    }

    /// <summary>Words for a division of theirs in which no signal saw anybody; null if there is none.</summary>
    public string? SilentWords(PersonFacts person)
    {
        var from = WindowFrom(person.Division);
        return DivisionsSince(person, from)
            .Select(division => _organization.Divisions.GetValueOrDefault(division))
            .FirstOrDefault(division => division?.HidesPresence(from, Complete) == true && division.IsSilent(from))
            ?.SilentWords;
    }

    /// <summary>
    /// True if the last token is recent and for 90 days there was nothing else: no presence, login, interaction, billed use or feature
    /// use. Presence and conversations must be covered on all of these days.
    /// </summary>
    private bool IsOnlyTokens(PersonFacts person, DateOnly from)
    {
        var quiet = Complete.AddDays(1 - QuietDays);
        quiet = from < quiet ? from : quiet;
        var seen = person.Seen;
        return seen.TokenIssued >= from
            && !(seen.Presence >= quiet || seen.Interaction >= quiet || seen.Login >= quiet || seen.BillableUsage >= quiet)
            && !_conversations.IsLate(_asOf)
            && IsCovered(person, from).Presence
            && IsCovered(person, quiet).Both
            && new PersonFeatures(person, _windows.Of(person), FeatureSet.Empty, _asOf).Used.IsEmpty;
    }

    /// <summary>
    /// Whether every day from the given one to C is known in all divisions of the person since then, and presence is not late.
    /// </summary>
    private (bool Presence, bool Both) IsCovered(PersonFacts person, DateOnly from)
    {
        var all = IsCovered(person.Division, from);
        foreach (var past in person.PastDivisions)
        {
            if (past.To >= from)
            {
                var there = IsCovered(past.Division, from);
                all = (all.Presence && there.Presence, all.Both && there.Both);
            }
        }

        return all;
    }

    private (bool Presence, bool Both) IsCovered(string division, DateOnly from)
    {
        if (!_covered.TryGetValue((division, from), out var covered))
        {
            var people = _organization.Divisions.GetValueOrDefault(division);
            var asked = people?.IsIdle(from) == true ? null : division;
            var days = Enumerable.Range(0, Math.Max(0, Complete.DayNumber - from.DayNumber + 1)).Select(from.AddDays).ToList();
            var presence =
                !_presence.IsLate(_asOf)
                && people?.HidesPresence(from, Complete) != true
                && days.TrueForAll(day => _presence.Covers(day, asked));
            var both =
                presence && people?.HidesConversations(from, Complete) != true && days.TrueForAll(day => _conversations.Covers(day, asked));
            _covered[(division, from)] = covered = (presence, both);
        }

        return covered;
    }

    private static IEnumerable<string> DivisionsSince(PersonFacts person, DateOnly from) =>
        person.PastDivisions.Where(past => past.To >= from).Select(past => past.Division).Prepend(person.Division);
}

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>After how many days without a sign of life somebody is inactive: a platform's number, and those of divisions that have their own (by division id).</summary>
public sealed record InactiveAfter(int Days, IReadOnlyDictionary<string, int> ByDivision)
{
    public static InactiveAfter Default { get; } = new(45, new Dictionary<string, int>());

    public int Of(string division) => ByDivision.GetValueOrDefault(division, Days);
}

/// <summary>The one test of a sign of life: who is inactive is reclamation's case and gets no right-sizing finding.</summary>
public sealed class LifeOfPerson(OrganizationFacts organization, DateOnly asOf)
{
    private const int UsualLag = 2;
    private readonly StreamFacts _presence = organization.Streams.GetValueOrDefault(StreamFacts.Presence) ?? new StreamFacts();
    private readonly Dictionary<string, bool> _covered = new(StringComparer.Ordinal);

    /// <summary>First day on which a sign of life counts: a window of N days is [C − N + 1, D].</summary>
    public DateOnly WindowFrom(string division) =>
        (_presence.CompleteThrough ?? asOf.AddDays(-UsualLag)).AddDays(1 - organization.InactiveAfter.Of(division));

    public Life Of(PersonFacts person)
    {
        var from = WindowFrom(person.Division);
        return person.LastSeenOn is not { } seen ? Life.Unknown
            : seen >= from ? Life.Active
            : IsCovered(person.Division, from) ? Life.Inactive
            : Life.Unknown;
    }

    /// <summary>Presence is known on every day from there to C, and not late.</summary>
    private bool IsCovered(string division, DateOnly from)
    {
        if (!_covered.TryGetValue(division, out var covered))
        {
            covered = !_presence.IsLate(asOf)
                && !(organization.Divisions.TryGetValue(division, out var people) && people.IsPresenceBlind(from))
                && Enumerable.Range(0, organization.InactiveAfter.Of(division)).All(n => _presence.Covers(from.AddDays(n), division));
            _covered[division] = covered;
        }

        return covered;
    }
}

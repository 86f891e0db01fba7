namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Reclamation's test of a sign of life, as far as right-sizing needs it: who is inactive is reclamation's case.</summary>
internal sealed class LifeOfPerson(OrganizationFacts organization, DateOnly asOf)
{
    /// <summary>A sign of life counts in [C − 44, D].</summary>
    private const int DaysBack = 44;

    private const int UsualLag = 2;
    private readonly StreamFacts _presence = organization.Streams.GetValueOrDefault(StreamFacts.Presence) ?? new StreamFacts();
    private readonly Dictionary<string, bool> _covered = new(StringComparer.Ordinal);

    public Life Of(PersonFacts person)
    {
        var from = (_presence.CompleteThrough ?? asOf.AddDays(-UsualLag)).AddDays(-DaysBack);
        return person.LastSeenOn is not { } seen ? Life.Unknown
            : seen >= from ? Life.Active
            : IsCovered(person.Division, from) ? Life.Inactive
            : Life.Unknown;
    }

    private bool IsCovered(string division, DateOnly from)
    {
        if (!_covered.TryGetValue(division, out var covered))
        {
            covered = !_presence.IsLate(asOf)
                && !(organization.Divisions.TryGetValue(division, out var people) && people.IsPresenceBlind(from))
                && Enumerable.Range(0, DaysBack + 1).All(n => _presence.Covers(from.AddDays(n), division));
            _covered[division] = covered;
        }

        return covered;
    }
}

namespace LicenseDashboard.Core.Billing;

/// <summary>The stretches of time between neighboring starts or ends of presence: within one, the same people are present.</summary>
internal sealed class PresenceSegments
{
    private readonly (int From, int To)[][] _ofPerson;

    public PresenceSegments(PresentFor[][] presence)
    {
        var edges = new long[presence.Sum(each => each.Length) * 2];
        var at = 0;
        foreach (var each in presence.SelectMany(each => each))
        {
            (edges[at], edges[at + 1]) = (each.From, each.To);
            at += 2;
        }

        Array.Sort(edges);
        var distinct = 0;
        for (var edge = 0; edge < edges.Length; edge++)
        {
            if (edge == 0 || edges[edge] != edges[distinct - 1])
            {
                edges[distinct++] = edges[edge];
            }
        }

        Lengths = new int[Math.Max(0, distinct - 1)];
        for (var segment = 0; segment < Lengths.Length; segment++)
        {
            Lengths[segment] = (int)(edges[segment + 1] - edges[segment]);
        }

        _ofPerson = [.. presence.Select(stretches => stretches.Select(each => (Find(each.From), Find(each.To))).ToArray())];

        int Find(long edge) => Array.BinarySearch(edges, 0, distinct, edge);
    }

    /// <summary>Seconds, in order of time.</summary>
    public int[] Lengths { get; }

    /// <summary>Ranges of segments in which a person is present; the end is exclusive.</summary>
    public (int From, int To)[] Of(int person) => _ofPerson[person];
}

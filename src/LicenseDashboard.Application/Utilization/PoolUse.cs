using System.Runtime.InteropServices;
using LicenseDashboard.Core.Utilization;

namespace LicenseDashboard.Application.Utilization;

/// <summary>
/// How many holders of each pool's SKU are signed in, under any contract: assigned seats change once a day and are nearly full by design,
/// so alerts on them would never clear.
/// </summary>
internal static class PoolUse
{
    /// <returns>In the order of the pools.</returns>
    public static int[] Of(LiveRoster roster, LivePerson[] people)
    {
        var used = new int[roster.Pools.Count];
        var counts = roster
            .Licenses.Select(license => Enumerable.Range(0, used.Length).Where(at => Holds(license, at)).ToArray())
            .ToArray();
        for (var index = 0; index < people.Length; index++)
        {
            if (people[index].IsSignedIn)
            {
                foreach (var at in counts[roster.Places[index].License])
                {
                    var division = roster.Pools[at].DivisionKey;
                    used[at] += division == PoolAlert.AllDivisions || division == roster.Places[index].Division ? 1 : 0;
                }
            }
        }

        return used;

        bool Holds(LiveLicense license, int at) => license.Skus.Contains(roster.Pools[at].Sku);
    }

    /// <summary>How many signed-in people of each division have a license that is unknown; only divisions that have any.</summary>
    public static Dictionary<int, int> Unknown(LiveRoster roster, LivePerson[] people)
    {
        var unknown = new Dictionary<int, int>();
        if (roster.Licenses.Any(license => !license.Known))
        {
            for (var index = 0; index < people.Length; index++)
            {
                if (people[index].IsSignedIn && !roster.LicenseOf(index).Known)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(unknown, roster.Places[index].Division, out _)++;
                }
            }
        }

        return unknown;
    }
}

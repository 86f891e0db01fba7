using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Application.Utilization.Feed;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Application.Tests.Utilization;

/// <summary>Alone in its process while it runs, because it looks at the memory of all of it.</summary>
[Collection(Name)]
public sealed class FeedMemoryTests
{
    public const string Name = "memory";

    [Fact]
    public void Feed_and_roster_take_at_most_a_hundred_bytes_a_person()
    {
        const int People = 50_000;
        var ids = Enumerable.Range(1, People).Select(key => (key, Guid.CreateVersion7().ToString("D"))).ToList();
        Assert.InRange(BytesOf(ids) / (double)People, 60, 100);
    }

    private static long BytesOf(List<(int Key, string VendorId)> ids)
    {
        var before = Held();
        var memory = new LiveMemory(
            new LiveRoster(A.Platform(), "", [.. ids.Select((id, at) => new LivePlace(at + 1, id.Key, 1, 1, at, 0, 0))])
            {
                Licenses = [new LiveLicense([], [], null, Known: true)],
                Departments = [""],
                Divisions = new Dictionary<int, string>(),
                Tiers = TierSource.Seat,
                Pools = [],
                Entitled = new Dictionary<string, int>(),
                EntitledBases = null,
            },
            ids
        );
        var taken = Held() - before;
        GC.KeepAlive(memory);
        return taken;
    }

    /// <summary>After everything that can go has gone; the framework's own count stops as soon as two look alike.</summary>
    private static long Held()
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: false);
    }
}

[CollectionDefinition(FeedMemoryTests.Name, DisableParallelization = true)]
public sealed class MemoryTests;

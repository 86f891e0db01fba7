using System.Runtime.CompilerServices;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Core.Utilization;
using Xunit;

namespace LicenseDashboard.Application.Tests.Utilization;

public sealed class FeedMemoryTests
{
    /// <summary>By what the arrays of feed and roster hold for each person; the benchmark measures the process.</summary>
    [Fact]
    public void Rows_of_feed_and_roster_take_at_most_a_hundred_bytes_a_person()
    {
        var roster = Unsafe.SizeOf<LivePlace>() + sizeof(int);
        var feed = Unsafe.SizeOf<LivePerson>() + Unsafe.SizeOf<Guid>() + sizeof(int);
        Assert.InRange(roster + feed, 1, 100);
    }
}

using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing.Vendors;
using Xunit;

namespace LicenseDashboard.Application.Tests.Usage;

public sealed class FreshnessTests
{
    private static readonly Viewer Viewer = new("Ann", "persona:ann", ViewerRoles.Auditor, []);
    private static readonly DateOnly C = IngestBench.Today.AddDays(-2);

    private static async Task<IngestBench> PulledAsync(FakeVendor vendor)
    {
        var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        await bench.UsageAsync();
        return bench;
    }

    private static FakeVendor Vendor(int people = 12) => SmallOrganization.Create(people, IngestBench.Today, historyDays: 40);

    [Fact]
    public async Task A_stream_says_how_far_it_is_complete_and_since_when()
    {
        await using var bench = await PulledAsync(Vendor());
        var rows = await bench.Database.Get<Freshness>().RunAsync(Viewer, default);
        var conversations = rows.Single(r => r.Stream == StreamStatus.Conversations);

        Assert.Equal((StreamState.Served, C, false), (conversations.State, conversations.CompleteThrough, conversations.Late));
        Assert.Equal(IngestBench.Today.AddDays(-40), conversations.CoveredFrom);

        // 40 days of history, of which the last one, yesterday, isn't complete yet.
        Assert.Equal([.. Enumerable.Repeat(false, 5), .. Enumerable.Repeat(true, 39), false], conversations.Recent);
        Assert.Empty(rows.Single(r => r.Stream == StreamStatus.Planning).Recent);
        Assert.False(rows.Single(r => r.Stream == StreamStatus.Planning).Late);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task A_stream_whose_end_is_more_than_three_days_ago_is_late(int daysLater, bool late)
    {
        await using var bench = await PulledAsync(Vendor());
        bench.Clock.Advance(TimeSpan.FromDays(daysLater));
        Assert.Equal(
            late,
            (await bench.Database.Get<Freshness>().RunAsync(Viewer, default)).Single(r => r.Stream == StreamStatus.Presence).Late
        );
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public async Task Five_licensed_people_of_a_division_none_of_them_present_are_not_shown_to_us(int people, bool hidden)
    {
        var vendor = Vendor();
        vendor.Divisions.Add(new("d3", "Secret"));
        for (var n = 20; n < 20 + people; n++)
        {
            vendor.People.Add(vendor.People[1] with { Id = SmallOrganization.PersonId(n), DivisionId = "d3" });
            vendor.Seats.Add(new(SmallOrganization.PersonId(n), ["cloudCX1"]));
        }

        await using var bench = await PulledAsync(vendor);
        var found = await bench.Database.Get<Freshness>().HiddenDivisionsAsync(Viewer, default);
        Assert.Equal(hidden ? ["presence Secret"] : [], found.Select(d => $"{d.Stream} {d.Division}"));
    }

    [Fact]
    public async Task On_queue_without_anything_handled_hides_conversations()
    {
        var vendor = Vendor();
        vendor.Conversations.RemoveAll(u => int.Parse(u.PersonId[1..], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0);
        await using var bench = await PulledAsync(vendor);
        var found = Assert.Single(await bench.Database.Get<Freshness>().HiddenDivisionsAsync(Viewer, default));
        Assert.Equal(("conversations", "Home"), (found.Stream, found.Division));

        vendor.Conversations.Add(new("p02", C, "cobrowse", 1, 1));
        await bench.UsageAsync();
        Assert.Empty(await bench.Database.Get<Freshness>().HiddenDivisionsAsync(Viewer, default));
    }

    [Theory, InlineData(44, false), InlineData(45, true)]
    public async Task What_was_handled_after_the_end_of_the_data_shows_no_division(int handledBeforeC, bool hidden)
    {
        // Of Home only one person ever handles anything: long ago, now and then, and on the day after C.
        var vendor = SmallOrganization.Create(12, IngestBench.Today, historyDays: 130);
        vendor.Conversations.RemoveAll(u => IsHome(u.PersonId));
        int[] before = [110, handledBeforeC, -1];
        vendor.Conversations.AddRange(before.Select(days => new VendorUsage("p02", C.AddDays(-days), "voice", 1, 60)));
        await using var bench = await PulledAsync(vendor);
        Assert.Equal(hidden ? ["conversations Home"] : [], await HiddenAsync(bench));
    }

    [Fact]
    public async Task Presence_after_the_end_of_the_data_shows_no_division()
    {
        var vendor = Vendor();
        vendor.Presence.RemoveAll(p => IsHome(p.PersonId) && p.Start < C.AddDays(1).ToDateTime(default, DateTimeKind.Utc));
        Assert.Contains(vendor.Presence, p => IsHome(p.PersonId));
        await using var bench = await PulledAsync(vendor);
        Assert.Equal(["presence Home"], await HiddenAsync(bench));

        bench.Clock.Advance(TimeSpan.FromDays(1));
        vendor.CompleteUntil = vendor.CompleteUntil!.Value.AddDays(1);
        await bench.UsageAsync();
        Assert.Empty(await HiddenAsync(bench));
    }

    private static bool IsHome(string person) => int.Parse(person[1..], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0;

    private static async Task<IEnumerable<string>> HiddenAsync(IngestBench bench) =>
        (await bench.Database.Get<Freshness>().HiddenDivisionsAsync(Viewer, default)).Select(d => $"{d.Stream} {d.Division}");

    [Fact]
    public async Task A_mail_gives_the_place_in_the_line()
    {
        var vendor = Vendor();
        vendor.People[3] = vendor.People[3] with { Email = "twice@example.test" };
        vendor.People[4] = vendor.People[4] with { Email = "twice@example.test" };
        vendor.People[5] = vendor.People[5] with { State = VendorUserState.Inactive };
        await using var bench = await IngestBench.CreateAsync(vendor);
        var scopes = bench.Database.Get<IResolveScopes>();
        Assert.Empty(await scopes.ForMailAsync("person0@example.test", default));
        await bench.DirectoryAsync();

        var head = Assert.Single(await scopes.ForMailAsync("  PERSON0@example.test", default));
        var leader = Assert.Single(await scopes.ForMailAsync("person1@example.test", default));
        Assert.True(leader.From > head.From && leader.To <= head.To && leader.To > leader.From);
        Assert.Empty(await scopes.ForMailAsync("twice@example.test", default));
        Assert.Empty(await scopes.ForMailAsync("person5@example.test", default));
        Assert.Empty(await scopes.ForMailAsync("", default));
    }
}

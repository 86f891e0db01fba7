using LicenseDashboard.Application.Tests.Ingestion;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Usage;

public sealed class IdleDivisionTests
{
    private const string Words = "6 licensed people; no one in Vienna had any activity: closed, or not visible to the read client.";

    private readonly HiddenOrganization _vienna = new();

    private async Task<IngestBench> PulledAsync()
    {
        // Seen once, long before every window.
        SignIn("p21", IngestBench.Today.AddDays(-100));
        var bench = await IngestBench.CreateAsync(_vienna.Vendor);
        await bench.DirectoryAsync();
        await bench.UsageAsync();
        return bench;
    }

    [Fact]
    public async Task Silent_division_is_named_and_may_be_marked_as_idle()
    {
        await using var bench = await PulledAsync();
        var hidden = Assert.Single(await HiddenAsync(bench));
        Assert.Equal(("presence", "Vienna", Words, true), (hidden.Stream, hidden.Division, hidden.Words, hidden.Silent));
        Assert.Equal(Life.Unknown, (await HiddenOrganization.JudgeAsync(bench, "p21")).Life);

        Assert.Null((await MarkAsync(bench, A.Administrator, "d3")).Refusal);
        Assert.Empty(await HiddenAsync(bench));
        Assert.Equal(("Vienna", "Ada", IngestBench.Today, true), Mark(Assert.Single(await IdleAsync(bench))));
        Assert.Equal(Life.Inactive, (await HiddenOrganization.JudgeAsync(bench, "p21")).Life);
        Assert.Equal(FeatureState.Unused, await HiddenOrganization.DigitalAsync(bench));
        Assert.Equal(["division.marked-idle Vienna"], await AuditAsync(bench));

        // The next pull takes the mark at its word.
        await bench.UsageAsync();
        Assert.Equal(Life.Inactive, (await HiddenOrganization.JudgeAsync(bench, "p21")).Life);
    }

    [Fact]
    public async Task One_sign_and_the_mark_counts_for_nothing()
    {
        await using var bench = await PulledAsync();
        await MarkAsync(bench, A.Administrator, "d3");
        SignIn("p22", IngestBench.Today);
        await bench.DirectoryAsync();
        Assert.Equal(("Vienna", "Ada", IngestBench.Today, false), Mark(Assert.Single(await IdleAsync(bench))));
        var hidden = Assert.Single(await HiddenAsync(bench));
        Assert.Equal(
            ("6 licensed people, none of them present: the client may lack access to this division.", false),
            (hidden.Words, hidden.Silent)
        );
        Assert.Equal(Life.Unknown, (await HiddenOrganization.JudgeAsync(bench, "p21")).Life);
        Assert.Equal("invalid", (await MarkAsync(bench, A.Administrator, "d3")).Refusal?.Code);
    }

    [Fact]
    public async Task Mark_can_be_removed()
    {
        await using var bench = await PulledAsync();
        await MarkAsync(bench, A.Administrator, "d3");
        Assert.Null((await MarkAsync(bench, A.Administrator, "d3")).Refusal);
        Assert.Null((await MarkAsync(bench, A.Administrator, "d3", idle: false)).Refusal);
        Assert.Null((await MarkAsync(bench, A.Administrator, "d3", idle: false)).Refusal);
        Assert.Empty(await IdleAsync(bench));
        Assert.Single(await HiddenAsync(bench));
        Assert.Equal(["division.marked-idle Vienna", "division.idle-mark-removed Vienna"], await AuditAsync(bench));
    }

    [Fact]
    public async Task Only_administrators_mark_and_only_where_no_one_was_seen()
    {
        await using var bench = await PulledAsync();
        var auditor = new Viewer("Ann", "persona:ann", ViewerRoles.Auditor, []);
        Assert.Equal("forbidden", (await MarkAsync(bench, auditor, "d3")).Refusal?.Code);
        Assert.Equal("invalid", (await MarkAsync(bench, A.Administrator, "d1")).Refusal?.Code);
        var mark = bench.Database.Get<MarkIdleDivision>();
        Assert.Equal("not-found", (await mark.RunAsync(A.Administrator, IngestBench.Platform, 99, true, default)).Refusal?.Code);
        Assert.Equal("not-found", (await mark.RunAsync(A.Administrator, "other", 1, true, default)).Refusal?.Code);
        Assert.Empty(await IdleAsync(bench));
        Assert.Empty(await AuditAsync(bench));
    }

    [Fact]
    public async Task Seats_in_a_division_that_is_not_shown_are_not_called_idle()
    {
        await using var bench = await PulledAsync();
        var seats = await bench.Database.Get<SeatSummary>().RunAsync(A.Administrator, null, default);
        var counts = seats.Single(count => count.Sku == "cloudCX3");
        Assert.Equal((12, 6, 0, 6), (counts.Assigned, counts.Active, counts.Idle, counts.Unknown));
    }

    private void SignIn(string person, DateOnly day)
    {
        var at = _vienna.Vendor.People.FindIndex(p => p.Id == person);
        _vienna.Vendor.People[at] = _vienna.Vendor.People[at] with { LastTokenAt = day.ToDateTime(new TimeOnly(7, 0), DateTimeKind.Utc) };
    }

    private static Task<IReadOnlyList<HiddenDivision>> HiddenAsync(IngestBench bench) =>
        bench.Database.Get<Freshness>().HiddenDivisionsAsync(A.Administrator, default);

    private static Task<IReadOnlyList<MarkedDivision>> IdleAsync(IngestBench bench) =>
        bench.Database.Get<Freshness>().IdleDivisionsAsync(A.Administrator, default);

    private static (string Division, string By, DateOnly On, bool Counts) Mark(MarkedDivision mark) =>
        (mark.Division, mark.MarkedBy, mark.MarkedOn, mark.Counts);

    private static async Task<Outcome<string>> MarkAsync(IngestBench bench, Viewer viewer, string division, bool idle = true)
    {
        await using var db = bench.Database.Open();
        var key = await db.Divisions.Where(d => d.VendorId == division).Select(d => d.Key).SingleAsync();
        return await bench.Database.Get<MarkIdleDivision>().RunAsync(viewer, IngestBench.Platform, key, idle, default);
    }

    private static async Task<List<string>> AuditAsync(IngestBench bench)
    {
        await using var db = bench.Database.Open();
        return await db
            .Audit.Where(e => e.Action.StartsWith("division."))
            .OrderBy(e => e.Sequence)
            .Select(e => e.Action + " " + e.Detail)
            .ToListAsync();
    }
}

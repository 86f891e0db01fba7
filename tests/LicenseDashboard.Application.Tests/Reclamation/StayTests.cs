using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.People;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Tests.Remediation;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>Who is about to work, or comes back, keeps the license: at the step, and again before the write.</summary>
public class StayTests
{
    [Theory]
    [InlineData("Seasonal", "Genesys Cloud gives a reason for the absence: Seasonal. The person is expected back.")]
    [InlineData("Leave", "Genesys Cloud gives a reason for the absence: Leave. The person is expected back.")]
    public async Task Early_approval_frees_no_seat_of_who_comes_back(string reason, string words)
    {
        await using var bench = await FoundAsync();
        bench.Vendor.StateReasons["p0"] = reason;
        await bench.ApproveAsync(0);
        await AssertKeptAsync(bench, words);
    }

    [Fact]
    public async Task Reason_that_can_not_be_read_writes_nothing_and_says_so()
    {
        await using var bench = await FoundAsync();
        await bench.ApproveAsync(0);
        bench.Vendor.Passing = (call, moment) =>
            _ = call == "StateReason" && moment == "before" ? throw new VendorException("403 missing.permissions") { Status = 403 } : 0;
        await AssertKeptAsync(
            bench,
            "Genesys Cloud did not say whether the person is on leave or seasonal (403 missing.permissions), so nothing was changed."
        );
    }

    [Fact]
    public async Task Stored_login_counts_where_the_account_itself_says_none()
    {
        await using var bench = await FoundAsync();
        await bench.ApproveAsync(0);
        await using (var db = bench.Database.Open())
        {
            DateTime? now = bench.Now;
            await db.People.ExecuteUpdateAsync(set => set.SetProperty(p => p.LastLoginAt, now));
        }

        await AssertKeptAsync(bench, $"The person signed in on {EnglishText.Day(bench.Today)}, after the evaluation.");
    }

    public static TheoryData<string> Starts => ["hired", "hired ahead", "seat", "leave ended", "leave taken back"];

    [Theory, MemberData(nameof(Starts))]
    public async Task Automatic_policy_takes_no_one_who_starts_or_is_back(string start)
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.PolicyAsync(ReclamationTerms.Default with { Mode = ReclamationMode.Automatic });
        await bench.SeenAsync(0, 90);
        await StartAsync(bench, start);
        await bench.DayAsync();
        Assert.Equal(Lane.Protected, (await bench.RowAsync(0)).Lane);
        await bench.DaysAsync(10);
        Assert.Equal(RecommendationStatus.Open, (await bench.RowAsync(0)).Status);
        Assert.Empty(bench.Vendor.Journal);
    }

    [Theory, MemberData(nameof(Starts))]
    public async Task Approved_seat_of_who_starts_meanwhile_is_kept(string start)
    {
        await using var bench = await FoundAsync();
        await bench.ApproveAsync(0);
        await StartAsync(bench, start);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Empty(bench.Vendor.Journal);
        Assert.Equal(RemediationStatus.Cancelled, (await bench.ItemAsync(0)).Status);
    }

    [Fact]
    public async Task Account_never_seen_as_a_person_is_taken_after_one_yes()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.PolicyAsync(ReclamationTerms.Default with { Mode = ReclamationMode.Automatic });
        await bench.SeenAsync(0, 90, asPerson: false);
        await bench.DayAsync();
        await bench.DaysAsync(10);
        var row = await bench.RowAsync(0);
        Assert.Equal((RecommendationStatus.Open, Lane.Review), (row.Status, row.Lane));
        Assert.True((await ListedAsync(bench, bench.Manager)).MayAllow);
        Assert.False((await ListedAsync(bench, A.Auditor)).MayAllow);

        var allow = bench.Get<AllowAccount>();
        Assert.Equal("forbidden", (await allow.RunAsync(A.Auditor, row.Id, CancellationToken.None)).Refusal?.Code);
        Assert.Null((await allow.RunAsync(bench.Manager, row.Id, CancellationToken.None)).Refusal);
        Assert.Null((await allow.RunAsync(bench.Manager, row.Id, CancellationToken.None)).Refusal);
        Assert.Single(await bench.AuditAsync(), action => action == "account.allowed");
        Assert.Equal("Maria", (await ListedAsync(bench, bench.Manager)).AllowedByName);
        await bench.DaysAsync(2);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RecommendationStatus.Done, (await bench.RowAsync(0)).Status);
    }

    [Fact]
    public async Task License_held_through_a_group_is_handed_over_at_once_and_names_the_group()
    {
        await using var bench = await FoundAsync();
        bench.Vendor.ByGroup["p0"] = ("g1", "omni");
        await using (var db = bench.Database.Open())
        {
            db.Groups.Add(
                new Group
                {
                    Key = 1,
                    PlatformKey = 1,
                    VendorId = "g1",
                    Name = "Winter team",
                }
            );
            await db.SaveChangesAsync();
        }

        await bench.ApproveAsync(0);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        var item = await bench.ItemAsync(0);
        Assert.Equal((RemediationStatus.HandedOver, 0, null), (item.Status, item.Attempts, item.WrittenAt));
        Assert.Empty(bench.Vendor.Journal);
        Assert.Contains("held through the group Winter team", (await bench.ListedAsync()).Instruction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_that_the_facts_know_is_named_on_the_row_and_approving_hands_it_over()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await using (var db = bench.Database.Open())
        {
            db.Groups.Add(
                new Group
                {
                    Key = 1,
                    PlatformKey = 1,
                    VendorId = "g1",
                    Name = "Winter team",
                }
            );
            db.GroupGrants.Add(
                new GroupGrant
                {
                    GroupKey = 1,
                    RoleKey = 1,
                    DivisionId = "*",
                }
            );
            db.GroupMembers.Add(new GroupMember { GroupKey = 1, PersonKey = AdviceBench.Key(0) });
            await db.SaveChangesAsync();
        }

        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        Assert.Equal(
            "held through the group Winter team, which keeps the license; approving hands the change over to an administrator",
            (await bench.RowAsync(0)).LaneNote
        );
        await bench.ApproveAsync(0);
        Assert.Equal(RemediationStatus.HandedOver, (await bench.ItemAsync(0)).Status);
        Assert.Contains("because of: group Winter team", (await bench.ListedAsync()).Instruction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_that_no_signal_ever_saw_is_listed_apart_with_its_downgrade()
    {
        await using var bench = await ReclamationBench.CreateAsync(3);
        await bench.SeenAsync(0, 1);
        await bench.RaiseAsync(bench.Found(1));
        await bench.DayAsync();
        var page = await UnseenAsync(bench, bench.Manager);
        Assert.Equal(["p1", "p2"], page.Items.Select(row => row.VendorId));
        Assert.Equal([(await bench.RowAsync(1)).Id.Value, null], page.Items.Select(row => row.DowngradeId));
        Assert.Equal(["cloudCX3"], page.Items[0].Held);
        Assert.Null(await bench.FoundAsync(2));
        Assert.Empty((await UnseenAsync(bench, bench.Administrator with { Roles = ViewerRoles.None })).Items);
    }

    private static async Task<ReclamationRow> ListedAsync(AdviceBench bench, Viewer viewer) =>
        Assert.Single(
            (await bench.Get<ReclamationList>().RunAsync(viewer, new ReclamationFilter(), new Page(1, 10), CancellationToken.None))
                .Value
                .Items
        );

    private static async Task<PagedResult<NeverSeenRow>> UnseenAsync(AdviceBench bench, Viewer viewer) =>
        (await bench.Get<NeverSeenList>().RunAsync(viewer, new UserFilter(), new Page(1, 10), CancellationToken.None)).Value;

    private static async Task AssertKeptAsync(AdviceBench bench, string words)
    {
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Empty(bench.Vendor.Journal);
        var (item, row) = (await bench.ItemAsync(0), await bench.RowAsync(0));
        Assert.Equal((RemediationStatus.Cancelled, words), (item.Status, item.Error));
        Assert.Equal((RecommendationStatus.Open, Lane.Review, words), (row.Status, row.Lane, row.LaneNote));
    }

    private static async Task StartAsync(AdviceBench bench, string start)
    {
        await using var db = bench.Database.Open();
        var (key, today) = (AdviceBench.Key(0), bench.Today);
        DateOnly? firstSnapshot = today.AddDays(-300);
        await db.Platforms.ExecuteUpdateAsync(set => set.SetProperty(p => p.FirstSnapshotOn, firstSnapshot));
        switch (start)
        {
            case "hired" or "hired ahead":
                DateOnly? day = today.AddDays(start == "hired" ? -5 : 14);
                await db.People.Where(p => p.Key == key).ExecuteUpdateAsync(set => set.SetProperty(p => p.HiredOn, day));
                break;
            case "seat":
                await db.Seats.Where(s => s.PersonKey == key).ExecuteDeleteAsync();
                db.Seats.Add(
                    new Seat
                    {
                        PersonKey = key,
                        SkuKey = 4,
                        From = today.AddDays(-1),
                    }
                );
                await db.SaveChangesAsync();
                break;
            case "leave ended":
                db.Exemptions.Add(A.Exemption(key, ExemptionTag.Leave, today.AddDays(-90), today.AddDays(-1)));
                await db.SaveChangesAsync();
                break;
            default:
                var leave = A.Exemption(key, ExemptionTag.Leave, today.AddDays(-90));
                db.Exemptions.Add(leave);
                await db.SaveChangesAsync();
                Assert.Null(
                    (
                        await bench.Get<RemoveExemption>().RunAsync(bench.Administrator, leave.Id, leave.Version, CancellationToken.None)
                    ).Refusal
                );
                break;
        }
    }

    private static async Task<AdviceBench> FoundAsync()
    {
        var bench = await ReclamationBench.CreateAsync();
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        return bench;
    }
}

using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Tests.Remediation;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>Freeing a seat at the vendor, and giving it back exactly.</summary>
public class ReleaseTests
{
    public static TheoryData<SeatAction, bool, string> Actions =>
        new()
        {
            { SeatAction.RemoveRoles, false, "p0 -employee@*, p0 -omni@*" },
            { SeatAction.RemoveRoles, true, "p0 -employee@*, p0 -omni@*, p0 log-out" },
            { SeatAction.SetInactive, false, "p0 inactive" },
            { SeatAction.Both, true, "p0 -employee@*, p0 -omni@*, p0 inactive, p0 log-out" },
        };

    [Theory, MemberData(nameof(Actions))]
    public async Task Seat_is_freed_in_the_order_of_what_can_be_undone_and_restored_exactly(
        SeatAction action,
        bool endSessions,
        string journal
    )
    {
        await using var bench = await FoundAsync(action, endSessions);
        await bench.ApproveAsync(0);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(journal, string.Join(", ", Sorted(bench.Vendor.Journal)));
        Assert.Equal(
            (RemediationStatus.Verified, RecommendationStatus.Done),
            ((await bench.ItemAsync(0)).Status, (await bench.RowAsync(0)).Status)
        );
        Assert.Empty(bench.Vendor.RolesOf("p0"));

        await bench.Get<RestoreRemediation>().RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RemediationStatus.Restored, (await bench.ItemAsync(0)).Status);
        Assert.Equal(["employee", "omni"], bench.Vendor.RolesOf("p0"));
        Assert.DoesNotContain("p0", bench.Vendor.Inactive);
        Assert.Equal(bench.Today.AddDays(90), (await bench.RowAsync(0)).SuppressedUntil);
        await bench.DaysAsync(1);
        Assert.Equal(RecommendationStatus.Restored, (await bench.RowAsync(0)).Status);
    }

    [Theory, InlineData(false), InlineData(true)]
    public Task Release_killed_anywhere_is_done_once(bool restore) => EveryDeath.OfAsync(reaper => KilledAsync(reaper, restore));

    public static TheoryData<string> SignsOfLife => ["token", "presence", "exempt", "gone", "seat"];

    [Theory, MemberData(nameof(SignsOfLife))]
    public async Task Fresh_check_leaves_the_seat_of_who_was_needed_meanwhile(string sign)
    {
        await using var bench = await FoundAsync(SeatAction.Both, endSessions: true);
        await bench.ApproveAsync(0);
        switch (sign)
        {
            case "token":
                bench.Vendor.Tokens["p0"] = bench.Now;
                break;
            case "presence":
                bench.Vendor.Presence.Add(new VendorPresence("p0", bench.Now.AddHours(-2), null, "AVAILABLE"));
                break;
            case "exempt":
                await using (var db = bench.Database.Open())
                {
                    db.Exemptions.Add(A.Exemption(AdviceBench.Key(0), from: bench.Today));
                    await db.SaveChangesAsync();
                }

                break;
            case "gone":
                bench.Vendor.Inactive.Add("p0");
                break;
            default:
                bench.Vendor.Hold("p0", "duo", "employee");
                break;
        }

        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Empty(bench.Vendor.Journal);
        var row = await bench.RowAsync(0);
        Assert.Equal(
            (RemediationStatus.Cancelled, RecommendationStatus.Open, Lane.Review),
            ((await bench.ItemAsync(0)).Status, row.Status, row.Lane)
        );
    }

    [Fact]
    public async Task Client_that_may_not_log_people_out_frees_the_seat_all_the_same()
    {
        await using var bench = await FoundAsync(SeatAction.Both, endSessions: true);
        await bench.ApproveAsync(0);
        bench.Vendor.Passing = (call, moment) =>
            _ = call == "EndSessions" && moment == "before" ? throw new VendorException("403 missing.permissions") { Status = 403 } : 0;
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((RemediationStatus.Verified, 0), ((await bench.ItemAsync(0)).Status, (await bench.ItemAsync(0)).Attempts));
        Assert.Contains("p0", bench.Vendor.Inactive);
    }

    [Fact]
    public async Task Without_a_write_client_it_is_handed_over()
    {
        await using var bench = await ReclamationBench.CreateAsync(readOnly: true);
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        await bench.ApproveAsync(0);
        Assert.Equal(RemediationStatus.HandedOver, (await bench.ItemAsync(0)).Status);
    }

    private static async Task<AdviceBench> FoundAsync(SeatAction action, bool endSessions, Reaper? reaper = null)
    {
        var bench = await ReclamationBench.CreateAsync(
            more: reaper is null ? null : services => services.ConfigureDbContext<LicenseDb>(options => options.AddInterceptors(reaper))
        );
        await bench.PolicyAsync(ReclamationTerms.Default with { Action = action, EndSessions = endSessions });
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        return bench;
    }

    private static async Task KilledAsync(Reaper reaper, bool restore)
    {
        await using var bench = await FoundAsync(SeatAction.Both, endSessions: true, reaper);
        await bench.ApproveAsync(0);
        List<string> expected = ["p0 -employee@*", "p0 -omni@*", "p0 inactive", "p0 log-out"];
        if (restore)
        {
            await bench.WorkAsync(TimeSpan.FromMinutes(1));
            await bench.Get<RestoreRemediation>().RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None);
            expected.AddRange(["p0 active", "p0 +employee@*", "p0 +omni@*"]);
        }

        await bench.DieAndGoOnAsync(reaper);
        // Nothing can tell whether sessions were ended, so that one call may be sent again.
        var journal = Sorted(
            bench.Vendor.Journal.Where((line, i) => line != "p0 log-out" || i == 0 || bench.Vendor.Journal[i - 1] != line)
        );
        Assert.True(Sorted(expected).SequenceEqual(journal), $"{reaper}: {string.Join(", ", bench.Vendor.Journal)}");
        Assert.Equal(restore ? RemediationStatus.Restored : RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
        Assert.Equal(restore ? RecommendationStatus.Restored : RecommendationStatus.Done, (await bench.RowAsync(0)).Status);
    }

    /// <summary>Grants of one call come in no order; calls stay in theirs.</summary>
    private static List<string> Sorted(IEnumerable<string> journal)
    {
        var sorted = new List<string>();
        foreach (var line in journal)
        {
            var at = sorted.Count;
            while (
                at > 0
                && line.Contains('@')
                && sorted[at - 1].Contains('@')
                && sorted[at - 1][..4] == line[..4]
                && string.CompareOrdinal(sorted[at - 1], line) > 0
            )
            {
                at--;
            }

            sorted.Insert(at, line);
        }

        return sorted;
    }
}

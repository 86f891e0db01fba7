using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Tests.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Xunit;
using static LicenseDashboard.Application.Tests.Remediation.IdentityRequestBench;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>
/// A request to the identity provider that is called back: what came of it is not known until an import or a person says so.
/// </summary>
public class RecallTests
{
    public static TheoryData<string> Ways => ["undo", "restore", "sign-in", "exemption"];

    [Theory, MemberData(nameof(Ways))]
    public async Task Seat_that_is_still_there_proves_no_restore_and_a_person_confirms_that_nothing_was_done(string way)
    {
        await using var sink = await RequestSink.StartAsync();
        await using var bench = await SentAsync(sink);
        await RecallAsync(bench, way);
        var item = await bench.ItemAsync(0);
        Assert.Equal((RemediationStatus.Recalled, RecommendationStatus.Approved), (item.Status, (await bench.RowAsync(0)).Status));

        // The old seat was there all along.
        Assert.Equal(0, await bench.VerifyAsync());
        Assert.Equal(RemediationStatus.Recalled, (await bench.ItemAsync(0)).Status);
        var listed = await bench.ListedAsync();
        Assert.Equal((true, false), (listed.MayConfirm, listed.MayRestore));
        Assert.StartsWith("Tell the identity provider to ignore the request.", listed.Instruction, StringComparison.Ordinal);

        Assert.Equal("forbidden", (await ConfirmAsync(bench, A.Auditor, item)).Refusal?.Code);
        Assert.Equal(RemediationStatus.Cancelled, (await ConfirmAsync(bench, bench.Manager, item)).Value);
        Assert.Equal(RecommendationStatus.Withdrawn, (await bench.RowAsync(0)).Status);
        Assert.Equal(
            ["remediation.recalled", "remediation.nothing-done", "recommendation.withdrawn"],
            (await bench.AuditAsync()).Where(a => a is "remediation.recalled" or "remediation.nothing-done" or "recommendation.withdrawn")
        );
        Assert.Empty(bench.Vendor.Journal);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Change_that_was_made_all_the_same_is_restored_once_an_import_saw_it_and_a_later_one_the_seat(string way)
    {
        await using var sink = await RequestSink.StartAsync();
        await using var bench = await SentAsync(sink);
        await RecallAsync(bench, way);
        await bench.GoneAsync();
        await bench.VerifyAsync();
        var item = await bench.ItemAsync(0);
        Assert.Equal((RemediationStatus.Recalled, true), (item.Status, item.TargetSeenAt is not null));
        Assert.Equal("was-done", (await ConfirmAsync(bench, bench.Manager, item)).Refusal?.Code);
        Assert.StartsWith(
            "At the identity provider: Person 000: no license to CX 3.",
            (await bench.ListedAsync()).Instruction,
            StringComparison.Ordinal
        );

        await bench.BackAsync();
        Assert.Equal(1, await bench.VerifyAsync());
        Assert.Equal(
            (RemediationStatus.Restored, RecommendationStatus.Withdrawn),
            ((await bench.ItemAsync(0)).Status, (await bench.RowAsync(0)).Status)
        );
    }

    [Theory, InlineData(14, false), InlineData(15, true)]
    public async Task Recall_is_overdue_fourteen_days_after_it(int days, bool overdue)
    {
        await using var sink = await RequestSink.StartAsync();
        await using var bench = await SentAsync(sink);
        bench.Clock.Advance(TimeSpan.FromDays(10));
        await RecallAsync(bench, "restore");
        bench.Clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromMinutes(1));
        Assert.Equal(overdue, (await bench.ListedAsync()).Overdue);
        var counts = (await bench.Get<RemediationList>().CountsAsync(bench.Manager, new RemediationFilter(), CancellationToken.None))
            .Value
            .Groups;
        Assert.Equal((1, overdue ? 1 : 0), (counts[RemediationGroup.ByHand].Count, counts[RemediationGroup.Overdue].Count));
        Assert.Equal(1, (await bench.Get<WaitingOn>().RunAsync(bench.Manager, null, CancellationToken.None)).HandedOver);
    }

    [Fact]
    public async Task What_the_request_asked_for_recalls_nothing()
    {
        await using var sink = await RequestSink.StartAsync();
        await using var bench = await SentAsync(sink);
        await bench.GoneAsync();
        await bench.DaysAsync(1);
        Assert.Equal(RemediationStatus.HandedOver, (await bench.ItemAsync(0)).Status);
        Assert.Equal(1, await bench.VerifyAsync());
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
    }

    /// <summary>Everything that can happen around a request, at random; a recall ends only by what was seen or said.</summary>
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public async Task Whatever_happens_a_recall_ends_only_by_what_was_seen_or_said(int walk)
    {
        var seed = Environment.TickCount + walk;
        var random = new Random(seed);
        await using var sink = await RequestSink.StartAsync();
        await using var bench = await SentAsync(sink);
        var (gone, seenGone) = (false, false);
        for (var step = 0; step < 60; step++)
        {
            var before = await bench.ItemAsync(0);
            var did = random.Next(9);
            switch (did)
            {
                case 0 or 1:
                    await RecallAsync(bench, random.Next(2) == 0 ? "undo" : "restore", mayFail: true);
                    break;
                case 2:
                    await (gone ? bench.BackAsync() : bench.GoneAsync());
                    gone = !gone;
                    break;
                case 3 or 4 or 5:
                    await bench.VerifyAsync();
                    seenGone |= gone && before.Status == RemediationStatus.Recalled;
                    break;
                case 6 when random.Next(4) == 0:
                    await ConfirmAsync(bench, bench.Manager, before);
                    break;
                case 7:
                    await bench.WorkAsync(TimeSpan.FromSeconds(10));
                    break;
                default:
                    bench.Clock.Advance(TimeSpan.FromHours(random.Next(1, 20)));
                    break;
            }

            var (item, row) = (await bench.ItemAsync(0), await bench.RowAsync(0));
            var told = $"seed {seed}, step {step} ({did}): {before.Status} to {item.Status}, row {row.Status}";
            Assert.True(
                before.Status != RemediationStatus.Recalled || item.Status != RemediationStatus.Restored || (seenGone && !gone),
                told
            );
            Assert.True(
                before.Status != RemediationStatus.Recalled || item.Status != RemediationStatus.Cancelled || (did == 6 && !seenGone),
                told
            );
            Assert.True(item.Status != RemediationStatus.Recalled || row.Status == RecommendationStatus.Approved, told);
            Assert.True(item.RecalledAt is null || item.IsOpen || row.Status == RecommendationStatus.Withdrawn, told);
            Assert.Single(sink.Received);
            Assert.Empty(bench.Vendor.Journal);
        }
    }

    private static Task<Outcome<RemediationStatus>> ConfirmAsync(AdviceBench bench, Viewer viewer, RemediationItem item) =>
        bench.Get<ConfirmNothingDone>().RunAsync(viewer, item.Id, CancellationToken.None);

    private static async Task<AdviceBench> SentAsync(RequestSink sink)
    {
        var bench = await ApprovedAsync(sink);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RemediationStatus.HandedOver, (await bench.ItemAsync(0)).Status);
        return bench;
    }

    private static async Task RecallAsync(AdviceBench bench, string way, bool mayFail = false)
    {
        var row = await bench.RowAsync(0);
        Refusal? refusal = null;
        switch (way)
        {
            case "undo":
                refusal = (await bench.Get<UndoDecision>().RunAsync(bench.Manager, row.Id, row.Version, CancellationToken.None)).Refusal;
                break;
            case "restore":
                refusal = (
                    await bench
                        .Get<RestoreRemediation>()
                        .RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None)
                ).Refusal;
                break;
            case "sign-in":
                await bench.SeenAsync(0, 0);
                await bench.DayAsync();
                break;
            default:
                await bench.Get<EnsureTags>().RunAsync(CancellationToken.None);
                refusal = (
                    await bench
                        .Get<AssignExemptions>()
                        .RunAsync(
                            bench.Administrator,
                            "genesys",
                            "LEAVE",
                            ["p0"],
                            new ExemptionRequest(null, null, "On leave until spring."),
                            CancellationToken.None
                        )
                ).Refusal;
                break;
        }

        Assert.True(mayFail || refusal is null, refusal?.Message);
    }
}

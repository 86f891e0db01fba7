using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Tests.Reclamation;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>The last check asks what the evaluation asked, and writes nothing where the vendor does not answer.</summary>
public sealed class LastCheckTests
{
    private const string Planning = "workforce-planning";

    public static TheoryData<string, string, int?, string> Sources =>
        new()
        {
            { "conversations", "digital", 403, "Conversations" },
            { "conversations", "digital", 404, "Conversations" },
            { "conversations", "digital", 500, "Conversations" },
            { "conversations", "digital", null, "Conversations" },
            { "evaluations", "quality", 403, "Evaluations" },
            { "audits:SpeechAndTextAnalytics", "speech-analytics", 403, "Audits of Speech and Text Analytics" },
            { "audits:WorkforceManagement", Planning, 403, "Audits of Workforce Management" },
            { "planning", Planning, 403, "Schedules and management units" },
            { "planning", Planning, 500, "Schedules and management units" },
        };

    [Theory, MemberData(nameof(Sources))]
    public async Task Source_that_does_not_answer_any_more_writes_nothing_and_says_which(
        string stream,
        string feature,
        int? status,
        string title
    )
    {
        await using var bench = await ApprovedAsync(feature);
        bench.Vendor.Failing[stream] = new VendorException("The vendor said no.") { Status = status };
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        await AssertBackAsync(bench, $"Use can't be ruled out, because Genesys Cloud did not respond for {title} (The vendor said no).");
    }

    [Theory, InlineData("digital"), InlineData("quality"), InlineData("speech-analytics"), InlineData(Planning)]
    public async Task Sources_that_answer_with_nothing_let_the_change_through(string feature)
    {
        await using var bench = await ApprovedAsync(feature);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["p0 +voice@*", "p0 -omni@*"], bench.Vendor.Journal);
    }

    [Fact]
    public async Task Audit_on_oneself_is_use_of_every_feature_but_administration()
    {
        await using var bench = await ApprovedAsync(Planning);
        bench.Vendor.Audits.Add(new VendorAudit("WorkforceManagement", "Schedule", "Update", "p0", "p0", bench.Now, Failed: false));
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        await AssertBackAsync(bench, "Used since the evaluation: workforce planning on Nov 20.");
    }

    [Theory, InlineData(true, "p0"), InlineData(false, "p1")]
    public async Task Failed_audit_and_somebody_elses_are_no_use(bool failed, string actor)
    {
        await using var bench = await ApprovedAsync(Planning);
        bench.Vendor.Audits.Add(new VendorAudit("WorkforceManagement", "Schedule", "Update", actor, "s1", bench.Now, failed));
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, bench.Vendor.Journal.Count);
    }

    [Fact]
    public async Task Service_that_gave_no_signal_at_the_evaluation_is_not_asked()
    {
        await using var bench = await ApprovedAsync("speech-analytics", StreamState.NotServed);
        bench.Vendor.Failing["audits:SpeechAndTextAnalytics"] = new VendorException("403") { Status = 403 };
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, bench.Vendor.Journal.Count);
    }

    [Fact]
    public async Task Day_of_the_window_that_lost_its_coverage_writes_nothing()
    {
        await using var bench = await ApprovedAsync("digital");
        bench.IsFresh = false;
        var gap = FactDay.Of(bench.Today.AddDays(-10));
        await using (var db = bench.Database.Open())
        {
            await db.Coverage.Where(c => c.Day == gap).ExecuteDeleteAsync();
        }

        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        await AssertBackAsync(bench, "Use can't be ruled out: digital, not enough data since 2026-11-11.");
    }

    [Fact]
    public async Task Role_that_gives_more_than_was_approved_is_not_taken()
    {
        await using var bench = await ApprovedAsync("digital", lost: [new PermissionLoss("conversation:email:*", ["*"])]);
        await using (var db = bench.Database.Open())
        {
            db.Roles.Add(
                new Role
                {
                    Key = 1,
                    PlatformKey = 1,
                    VendorId = "omni",
                    Name = "Omnichannel agent",
                    Permissions = ["conversation:email:accept", "routing:queue:edit"],
                }
            );
            await db.SaveChangesAsync();
        }

        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        await AssertBackAsync(bench, "The change would now remove more than was approved: routing:queue:edit.");
    }

    [Theory, InlineData(403), InlineData(500)]
    public async Task Presence_that_is_not_served_any_more_keeps_the_seat(int status)
    {
        await using var bench = await ReclamationBench.CreateAsync();
        await bench.PolicyAsync(ReclamationTerms.Default with { Action = SeatAction.Both });
        await bench.SeenAsync(0, 90);
        await bench.DayAsync();
        await bench.ApproveAsync(0);
        bench.Vendor.Failing["presence"] = new VendorException("The vendor said no.") { Status = status };
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        await AssertBackAsync(bench, "Presence can't be ruled out, because Genesys Cloud did not respond (The vendor said no).");
    }

    private static async Task AssertBackAsync(AdviceBench bench, string reason)
    {
        Assert.Empty(bench.Vendor.Journal);
        var (item, row) = (await bench.ItemAsync(0), await bench.RowAsync(0));
        Assert.Equal((RemediationStatus.Cancelled, reason), (item.Status, item.Error));
        Assert.Equal((RecommendationStatus.Open, Lane.Review, reason), (row.Status, row.Lane, row.LaneNote));
    }

    /// <summary>A swap that gives up one feature, approved while everything was served.</summary>
    private static async Task<AdviceBench> ApprovedAsync(
        string feature,
        StreamState audits = StreamState.Served,
        IReadOnlyList<PermissionLoss>? lost = null
    )
    {
        var bench = await AdviceBench.CreateAsync();
        await using (var db = bench.Database.Open())
        {
            var through = bench.Today.AddDays(-1);
            string[] names =
            [
                StreamStatus.Evaluations,
                StreamStatus.Planning,
                "audits:SpeechAndTextAnalytics",
                "audits:WorkforceManagement",
            ];
            for (var n = 0; n < names.Length; n++)
            {
                var key = 200 + n;
                db.Streams.Add(
                    new StreamStatus
                    {
                        Key = key,
                        PlatformKey = 1,
                        Name = names[n],
                        State = names[n].StartsWith(StreamStatus.AuditPrefix, StringComparison.Ordinal) ? audits : StreamState.Served,
                        CompleteThrough = names[n] == StreamStatus.Planning ? null : through,
                        FirstDay = through.AddDays(-300),
                        AuditsViews = true,
                    }
                );
                db.Coverage.AddRange(
                    Enumerable
                        .Range(0, 120)
                        .Select(back => new Coverage
                        {
                            StreamKey = key,
                            DivisionKey = 0,
                            Day = FactDay.Of(through.AddDays(-back)),
                        })
                );
            }

            await db.SaveChangesAsync();
        }

        await bench.RaiseAsync(
            bench.Found(0) with
            {
                Dropped = [feature],
                GivenUp = [feature],
                Lost = lost ?? [],
                Features = [new FeatureFact(feature, FeatureState.Unused, null, null, null, "")],
            }
        );
        await bench.ApproveAsync(0);
        return bench;
    }
}

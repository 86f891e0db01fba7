using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Tests.Reclamation;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LicenseDashboard.Application.Tests.Remediation.IdentityRequestBench;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>Where the identity provider owns the user it is asked, over real HTTP, and nothing is written at the vendor.</summary>
public class IdentityRequestTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Provider_is_asked_once_signed_and_the_import_that_sees_the_seat_gone_verifies_it(bool readOnly)
    {
        await using var sink = await RequestSink.StartAsync();
        await using var bench = await ApprovedAsync(sink, readOnly);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));

        var item = await bench.ItemAsync(0);
        var received = Assert.Single(sink.Received);
        Assert.Equal((item.Id.Value.ToString(), "application/json; charset=utf-8"), (received.Key, received.ContentType));
        Assert.Equal(
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), received.Body)),
            received.Signature
        );
        var body = JsonNode.Parse(received.Body)!;
        Assert.Equal(
            (item.Id.Value.ToString(), "genesys", "remove-roles-and-set-inactive", true, "p0", "p0@example.com", "ext-7"),
            (
                Text(body["id"]),
                Text(body["platform"]),
                Text(body["action"]),
                body["endSessions"]!.GetValue<bool>(),
                Text(body["user"]!["id"]),
                Text(body["user"]!["email"]),
                Text(body["user"]!["externalId"])
            )
        );
        Assert.Equal(["cloudCX3"], body["licenses"]!.AsArray().Select(Text));
        Assert.Equal(["Employee", "Omnichannel agent"], body["roles"]!.AsArray().Select(role => Text(role!["name"])));
        Assert.StartsWith("Last seen", Text(body["reason"]), StringComparison.Ordinal);
        Assert.Equal($"https://licenses.example.test/reclamation?row={item.RecommendationId.Value}", Text(body["link"]));

        Assert.Equal(
            (RemediationStatus.HandedOver, true, Encoding.UTF8.GetString(received.Body)),
            (item.Status, item.Manual, item.Request)
        );
        var row = await bench.ListedAsync();
        Assert.StartsWith(
            $"Requested from the identity provider on {EnglishText.Day(bench.Today)};",
            row.Instruction,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["remediation.claimed", "remediation.requesting", "remediation.requested"],
            (await bench.AuditAsync()).Where(a => a.StartsWith("remediation.", StringComparison.Ordinal)).Skip(1)
        );

        Assert.Equal(0, await bench.Get<VerifyHandedOver>().RunAsync(AdviceBench.Night, bench.Platform, CancellationToken.None));
        await bench.GoneAsync();
        Assert.Equal(1, await bench.Get<VerifyHandedOver>().RunAsync(AdviceBench.Night, bench.Platform, CancellationToken.None));
        Assert.Equal(
            (RemediationStatus.Verified, RecommendationStatus.Done),
            ((await bench.ItemAsync(0)).Status, (await bench.RowAsync(0)).Status)
        );
        Assert.Empty(bench.Vendor.Journal);
        Assert.Single(sink.Received);
    }

    [Fact]
    public async Task Request_killed_anywhere_says_the_same_under_the_same_key()
    {
        var mostSent = 0;
        await EveryDeath.OfAsync(async reaper => mostSent = Math.Max(mostSent, await KilledAsync(reaper)));

        // Once between the provider's answer and our commit: then it is sent again, and the receiver can tell.
        Assert.Equal(2, mostSent);
    }

    [Fact]
    public async Task Who_was_needed_meanwhile_is_not_asked_for()
    {
        await using var sink = await RequestSink.StartAsync();
        await using var bench = await ApprovedAsync(sink);
        bench.Vendor.Tokens["p0"] = bench.Now;
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Empty(sink.Received);
        Assert.Equal(RemediationStatus.Cancelled, (await bench.ItemAsync(0)).Status);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Before_every_further_try_it_is_looked_at_again(bool needed)
    {
        await using var sink = await RequestSink.StartAsync();
        sink.Answers = HttpStatusCode.ServiceUnavailable;
        await using var bench = await ApprovedAsync(sink);
        await bench.WorkAsync(TimeSpan.FromSeconds(34));
        var sent = sink.Received.Count;
        sink.Answers = HttpStatusCode.OK;
        if (needed)
        {
            bench.Vendor.Tokens["p0"] = bench.Now;
        }
        else
        {
            bench.Vendor.Hold("p0");
        }

        await bench.WorkAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(sent, sink.Received.Count);
        var item = await bench.ItemAsync(0);
        Assert.Equal(needed ? RemediationStatus.Failed : RemediationStatus.HandedOver, item.Status);
        Assert.Equal(
            needed,
            item.Error.EndsWith("Tell it that the license is " + "needed, then give up this change.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Where_nothing_leaves_it_is_kept_shown_and_can_be_undone()
    {
        await using var bench = await ApprovedAsync(null, held: "demo: no request leaves");
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        var row = await bench.ListedAsync();
        Assert.Equal((RemediationStatus.HandedOver, true, null), (row.Status, row.Requested, row.WrittenAt));
        Assert.StartsWith(
            "Not sent, because this is the demo. The request to the identity provider would have been: Person 000: CX 3 to no license.",
            row.Instruction,
            StringComparison.Ordinal
        );
        Assert.Equal("p0", Text(JsonNode.Parse(row.Request!)!["user"]!["id"]));
        Assert.Contains("remediation.held", await bench.AuditAsync());

        var decided = await bench.RowAsync(0);
        Assert.Null((await bench.Get<UndoDecision>().RunAsync(bench.Manager, decided.Id, decided.Version, CancellationToken.None)).Refusal);
        Assert.Equal(RemediationStatus.Cancelled, (await bench.ItemAsync(0)).Status);
    }

    [Fact]
    public async Task What_the_provider_did_is_restored_by_hand_at_the_provider()
    {
        await using var sink = await RequestSink.StartAsync();
        await using var bench = await ApprovedAsync(sink);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        await bench.GoneAsync();
        Assert.Equal(1, await bench.Get<VerifyHandedOver>().RunAsync(AdviceBench.Night, bench.Platform, CancellationToken.None));
        Assert.True((await bench.ListedAsync()).MayRestore);
        Assert.Equal(
            RemediationStatus.Restoring,
            (
                await bench.Get<RestoreRemediation>().RunAsync(bench.Manager, (await bench.ItemAsync(0)).Id, null, CancellationToken.None)
            ).Value
        );
        Assert.StartsWith(
            "At the identity provider: Person 000: no license to CX 3. Set the account active again first.",
            (await bench.ListedAsync()).Instruction,
            StringComparison.Ordinal
        );
        await bench.BackAsync();
        Assert.Equal(1, await bench.Get<VerifyHandedOver>().RunAsync(AdviceBench.Night, bench.Platform, CancellationToken.None));
        Assert.Equal(
            (RemediationStatus.Restored, RecommendationStatus.Restored),
            ((await bench.ItemAsync(0)).Status, (await bench.RowAsync(0)).Status)
        );
        Assert.Empty(bench.Vendor.Journal);
    }

    [Fact]
    public async Task Leavers_seat_is_asked_for_too()
    {
        await using var sink = await RequestSink.StartAsync();
        await using var bench = await OpenAsync(sink);
        await bench.PolicyAsync(Asked with { Action = SeatAction.RemoveRoles, EndSessions = false });
        await using (var db = bench.Database.Open())
        {
            await db.InTransactionAsync(
                token =>
                    bench
                        .Get<ReclaimLeaver>()
                        .RunAsync(
                            db,
                            new Viewer("HR roster", "roster", ViewerRoles.None, []),
                            AdviceBench.Key(0),
                            "Left: terminated on the HR roster",
                            token
                        ),
                CancellationToken.None
            );
        }

        await bench.WorkAsync(TimeSpan.FromSeconds(4));
        var body = JsonNode.Parse(Assert.Single(sink.Received).Body)!;
        Assert.Equal(
            ("remove-roles-and-set-inactive", true, "Left: terminated on the HR roster"),
            (Text(body["action"]), body["leaver"]!.GetValue<bool>(), Text(body["reason"]))
        );
        Assert.Empty(bench.Vendor.Journal);
        Assert.Equal(RemediationStatus.HandedOver, (await bench.ItemAsync(0)).Status);
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    /// <returns>How many requests the provider received.</returns>
    private static async Task<int> KilledAsync(Reaper reaper)
    {
        await using var sink = await RequestSink.StartAsync();
        await using var bench = await ApprovedAsync(sink, reaper: reaper);
        await bench.DieAndGoOnAsync(reaper, more => Services(more, sink, null, null));

        var item = await bench.ItemAsync(0);
        Assert.True(item.Status == RemediationStatus.HandedOver, $"{reaper}: {item.Status}, {item.Error}");
        Assert.All(
            sink.Received,
            received => Assert.Equal((item.Id.Value.ToString(), item.Request), (received.Key, Encoding.UTF8.GetString(received.Body)))
        );
        Assert.InRange(sink.Received.Count, 1, 2);
        Assert.Empty(bench.Vendor.Journal);
        return sink.Received.Count;
    }
}

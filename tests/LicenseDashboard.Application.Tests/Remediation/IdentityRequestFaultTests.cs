using System.Net;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static LicenseDashboard.Application.Tests.Remediation.IdentityRequestBench;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>The identity provider refuses, is out of reach, or is not configured.</summary>
public class IdentityRequestFaultTests
{
    [Fact]
    public async Task Refusal_is_told_in_plain_words_retried_with_the_same_key_and_then_waits_for_a_person()
    {
        await using var sink = await RequestSink.StartAsync();
        sink.Answers = HttpStatusCode.UnprocessableEntity;
        await using var bench = await ApprovedAsync(sink);
        await bench.WorkAsync(TimeSpan.FromMinutes(10));
        var item = await bench.ItemAsync(0);
        Assert.Equal((RemediationStatus.Failed, 6, null), (item.Status, item.Attempts, item.DueAt));
        Assert.Equal(
            "The identity provider refused the request with 422. Its own log says why; fix that and retry, or give up.",
            item.Error
        );
        Assert.Equal(
            (6, 1, 1),
            (
                sink.Received.Count,
                sink.Received.Select(r => r.Key).Distinct().Count(),
                sink.Received.Select(r => r.Signature).Distinct().Count()
            )
        );

        sink.Answers = HttpStatusCode.OK;
        Assert.Null((await bench.Get<RetryRemediation>().RunAsync(bench.Administrator, item.Id, CancellationToken.None)).Refusal);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        item = await bench.ItemAsync(0);
        Assert.Equal((RemediationStatus.HandedOver, "", 7), (item.Status, item.Error, sink.Received.Count));
    }

    [Fact]
    public async Task Provider_that_can_not_be_reached_is_named_and_giving_up_writes_nothing()
    {
        var sink = await RequestSink.StartAsync();
        await using var bench = await ApprovedAsync(sink);
        await sink.DisposeAsync();
        await bench.WorkAsync(TimeSpan.FromMinutes(10));
        var item = await bench.ItemAsync(0);
        Assert.StartsWith(
            "The identity provider could not be reached (ConnectionError). Check IdentityRequests__Url.",
            item.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(
            RemediationStatus.Abandoned,
            (await bench.Get<GiveUpRemediation>().RunAsync(bench.Administrator, item.Id, CancellationToken.None)).Value
        );
        var row = await bench.RowAsync(0);
        Assert.Equal((RecommendationStatus.Open, Lane.Review), (row.Status, row.Lane));
        Assert.Empty(bench.Vendor.Journal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "Check that IdentityRequests__Secret is the one")]
    [InlineData(HttpStatusCode.NotFound, "Check IdentityRequests__Url.")]
    [InlineData(HttpStatusCode.TemporaryRedirect, "sent the request elsewhere with 307")]
    [InlineData(HttpStatusCode.BadGateway, "had a fault of its own (502)")]
    public async Task Each_answer_says_what_to_look_at(HttpStatusCode answer, string words)
    {
        await using var sink = await RequestSink.StartAsync();
        sink.Answers = answer;
        await using var bench = await ApprovedAsync(sink);
        await bench.WorkAsync(TimeSpan.FromSeconds(34));
        Assert.Contains(words, (await bench.ItemAsync(0)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_can_not_choose_a_provider_that_is_not_configured()
    {
        await using var bench = await ReclamationBench.CreateAsync();
        var refused = await bench.Get<ChangePolicy>().RunAsync(bench.Administrator, "genesys", 0, 0, Asked, CancellationToken.None);
        Assert.Equal("invalid", refused.Refusal?.Code);
        Assert.Contains("Set IdentityRequests__Url and IdentityRequests__Secret first", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(0, await bench.Database.Open().ReclamationPolicies.CountAsync());
    }

    [Fact]
    public async Task Provider_whose_configuration_has_gone_is_not_asked_and_nothing_is_written_instead()
    {
        await using var bench = await ApprovedAsync(null);
        await bench.WorkAsync(TimeSpan.FromMinutes(10));
        var item = await bench.ItemAsync(0);
        Assert.Equal((RemediationStatus.Failed, null, null), (item.Status, item.WrittenAt, item.DueAt));
        Assert.Contains("Set IdentityRequests__Url", item.Error, StringComparison.Ordinal);
        Assert.Empty(bench.Vendor.Journal);
    }
}

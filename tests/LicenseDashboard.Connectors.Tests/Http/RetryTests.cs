using System.Net;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Http;

public sealed class RetryTests
{
    private const string Definitions = """[{"id":"cloudCX1","permissions":{"ids":["routing:queue:view"]}}]""";
    private readonly HurriedClock _clock = new();

    [Theory]
    [
        InlineData(HttpStatusCode.InternalServerError),
        InlineData(HttpStatusCode.BadGateway),
        InlineData(HttpStatusCode.ServiceUnavailable),
        InlineData(HttpStatusCode.GatewayTimeout)
    ]
    [InlineData(HttpStatusCode.RequestTimeout), InlineData(HttpStatusCode.TooManyRequests)]
    public async Task Read_after_a_passing_error_succeeds(HttpStatusCode status)
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Refusal(status, "x", "later"),
            ScriptedVendor.Refusal(status, "x", "later"),
            ScriptedVendor.Json(Definitions)
        );
        Assert.Equal("cloudCX1", Assert.Single(await SkusAsync(vendor)).Id);
        Assert.Equal(3, vendor.Asked.Count);
    }

    [Theory, InlineData("""[{"id":"cloudCX1","permi"""), InlineData(""), InlineData("<html>"), InlineData("null")]
    public async Task Answer_that_ends_early_is_read_again(string half)
    {
        var vendor = new ScriptedVendor(ScriptedVendor.Json(half), ScriptedVendor.Json(Definitions));
        Assert.Single(await SkusAsync(vendor));
        Assert.Equal(2, vendor.Asked.Count);
    }

    [Fact]
    public async Task Dropped_connection_is_tried_again()
    {
        var vendor = new ScriptedVendor(
            (_, number, _) =>
                number < 3 ? throw new HttpRequestException("connection reset") : Task.FromResult(ScriptedVendor.Json(Definitions))
        );
        Assert.Single(await SkusAsync(vendor));
        Assert.Equal(4, vendor.Asked.Count);
    }

    [Fact]
    public async Task Retry_after_is_waited_for_and_no_longer()
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Refusal(HttpStatusCode.TooManyRequests, "too.many.requests", "slow down", ("Retry-After", "17")),
            ScriptedVendor.Json(Definitions)
        );
        await SkusAsync(vendor);
        Assert.InRange(_clock.Waited, TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(18));
    }

    [Fact]
    public async Task Retry_after_of_three_minutes_is_waited_for()
    {
        var clock = new HurriedClock { IsLimit = wait => wait == RetryPipeline.AttemptTimeout };
        var vendor = new ScriptedVendor(DailyLimit(180), ScriptedVendor.Json(Definitions));
        using var connector = vendor.Connector(clock);
        var skus = await connector.Estate.SkusAsync(RequestPriority.Ingest, TestContext.Current.CancellationToken);
        Assert.Equal("cloudCX1", Assert.Single(skus).Id);
        Assert.Equal(2, vendor.Asked.Count);
    }

    [Fact]
    public async Task Retry_after_beyond_three_minutes_ends_the_call_at_once()
    {
        var vendor = new ScriptedVendor(DailyLimit(181), ScriptedVendor.Json(Definitions));
        var fault = await Assert.ThrowsAsync<VendorException>(() => SkusAsync(vendor));
        Assert.Equal(429, fault.Status);
        Assert.Contains("181 seconds", fault.Message, StringComparison.Ordinal);
        Assert.Single(vendor.Asked);
    }

    [Fact]
    public async Task Vendor_that_stays_away_is_given_up_with_its_last_words()
    {
        var vendor = new ScriptedVendor(
            (_, _, _) =>
                Task.FromResult(
                    ScriptedVendor.Refusal(HttpStatusCode.ServiceUnavailable, "service.unavailable", "down", ("ININ-Correlation-Id", "c-9"))
                )
        );
        var fault = await Assert.ThrowsAsync<VendorException>(() => SkusAsync(vendor));
        Assert.Equal(25, vendor.Asked.Count);
        Assert.Equal(
            ("GET /api/v2/license/definitions", 503, "service.unavailable", "c-9", false),
            (fault.Route, fault.Status, fault.Code, fault.CorrelationId, fault.NotServed)
        );
        Assert.True(_clock.Waited < TimeSpan.FromMinutes(3), $"waited {_clock.Waited}");
    }

    [Fact]
    public async Task Refusal_names_route_status_code_and_correlation_but_no_person()
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Refusal(
                HttpStatusCode.Forbidden,
                "missing.permissions",
                "dana@example.test lacks billing:subscription:view",
                ("ININ-Correlation-Id", "c-7")
            )
        );
        using var connector = vendor.Connector(_clock);
        var fault = await Assert.ThrowsAsync<VendorException>(() =>
            connector.Estate.SeatAsync("person-1", RequestPriority.Remediation, TestContext.Current.CancellationToken)
        );
        Assert.Equal(
            "GET /api/v2/license/users/{userId} answered 403 missing.permissions (correlation c-7): … lacks billing:subscription:view",
            fault.Message
        );
        Assert.True(fault.NotServed);
        Assert.Single(vendor.Asked);
    }

    [Fact]
    public async Task Change_whose_answer_was_lost_is_sent_again()
    {
        var vendor = new ScriptedVendor(
            (_, number, _) =>
                number == 0
                    ? throw new HttpRequestException("connection reset")
                    : Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent))
        );
        using var connector = vendor.Connector(_clock);
        await connector.Writes!.AddAsync(
            "p1",
            [new("r1", "p1", SubjectKind.Person, ["d1"])],
            RequestPriority.Remediation,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            [
                "POST /api/v2/authorization/subjects/p1/bulkadd?subjectType=PC_USER",
                "POST /api/v2/authorization/subjects/p1/bulkadd?subjectType=PC_USER",
            ],
            vendor.Asked
        );
    }

    [Fact]
    public async Task Cancelled_call_ends_as_cancelled_while_the_vendor_thinks()
    {
        using var cancel = new CancellationTokenSource();
        var vendor = new ScriptedVendor(
            async (_, _, ct) =>
            {
                await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, ct);
                return ScriptedVendor.Json(Definitions);
            }
        );
        using var connector = vendor.Connector(_clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connector.Estate.SkusAsync(RequestPriority.Ingest, cancel.Token));
        Assert.Single(vendor.Asked);
    }

    [Fact]
    public async Task Attempt_that_takes_too_long_is_tried_again()
    {
        var clock = new FixedClock();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var vendor = new ScriptedVendor(
            async (_, number, ct) =>
            {
                if (number == 0)
                {
                    started.SetResult();
                    await Task.Delay(Timeout.Infinite, ct);
                }

                return ScriptedVendor.Json(Definitions);
            }
        );
        using var connector = vendor.Connector(clock);
        var read = connector.Estate.SkusAsync(RequestPriority.Ingest, TestContext.Current.CancellationToken);
        await started.Task;
        clock.Advance(TimeSpan.FromSeconds(101));
        while (!read.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Single(await read);
    }

    private static HttpResponseMessage DailyLimit(int seconds) =>
        ScriptedVendor.Refusal(HttpStatusCode.TooManyRequests, "too.many.requests", "daily limit", ("Retry-After", $"{seconds}"));

    private async Task<IReadOnlyList<VendorSku>> SkusAsync(ScriptedVendor vendor)
    {
        using var connector = vendor.Connector(_clock);
        return await connector.Estate.SkusAsync(RequestPriority.Ingest, TestContext.Current.CancellationToken);
    }
}

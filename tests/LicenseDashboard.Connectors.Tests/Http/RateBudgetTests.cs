using System.Threading.Channels;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Http;

public sealed class RateBudgetTests : IDisposable
{
    private readonly FixedClock _clock = new();
    private readonly RateBudget _budget;

    public RateBudgetTests() => _budget = new RateBudget(_clock);

    public void Dispose() => _budget.Dispose();

    [Fact]
    public void Budget_before_the_first_answer_gives_an_ingest_270_of_300()
    {
        Assert.Equal(270, Granted(RequestPriority.Ingest, 400));
        Assert.Equal(30, Granted(RequestPriority.Presence, 400));
        Assert.False(Ask(RequestPriority.Leaver).IsCompleted);
    }

    [Theory, InlineData(60, 30), InlineData(180, 150), InlineData(1000, 970), InlineData(31, 1), InlineData(20, 10)]
    public void Ingest_leaves_the_reserve_of_whatever_the_answer_allows(int allowed, int ingest)
    {
        _budget.Observe(allowed, 0, TimeSpan.FromSeconds(60));
        Assert.Equal(ingest, Granted(RequestPriority.Ingest, 2000));
        Assert.Equal(allowed - ingest, Granted(RequestPriority.Remediation, 2000));
    }

    [Fact]
    public void Requests_of_others_with_the_same_token_count()
    {
        Granted(RequestPriority.Ingest, 1);
        _budget.Observe(300, 200, TimeSpan.FromSeconds(60));
        Assert.Equal(70, Granted(RequestPriority.Ingest, 400));
    }

    [Fact]
    public void Own_requests_under_way_are_not_taken_for_those_of_others()
    {
        Granted(RequestPriority.Ingest, 10);
        _budget.Observe(300, 4, TimeSpan.FromSeconds(60));
        Assert.Equal(260, Granted(RequestPriority.Ingest, 400));
    }

    [Fact]
    public async Task Who_waits_goes_on_when_the_window_ends_as_the_answer_said()
    {
        Granted(RequestPriority.Leaver, 1);
        _budget.Observe(100, 100, TimeSpan.FromSeconds(20));
        var waiting = Ask(RequestPriority.Ingest);
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await waiting;
    }

    [Fact]
    public async Task Waiting_requests_go_by_priority_then_by_arrival()
    {
        _budget.Observe(1, 1, TimeSpan.FromSeconds(60));
        var granted = Channel.CreateUnbounded<string>();
        var all = new (RequestPriority, string)[]
        {
            (RequestPriority.Ingest, "ingest"),
            (RequestPriority.Presence, "presence"),
            (RequestPriority.Remediation, "remediation"),
            (RequestPriority.Leaver, "leaver 1"),
            (RequestPriority.Leaver, "leaver 2"),
        }
            .Select(async waiter =>
            {
                await _budget.AcquireAsync(waiter.Item1, TestContext.Current.CancellationToken);
                granted.Writer.TryWrite(waiter.Item2);
            })
            .ToList();
        var order = new List<string>();
        while (order.Count < all.Count)
        {
            // A window of one request each: who goes first is who is first.
            _clock.Advance(TimeSpan.FromSeconds(61));
            order.Add(await granted.Reader.ReadAsync(TestContext.Current.CancellationToken));
            _budget.Observe(1, 1, TimeSpan.FromSeconds(60));
        }

        await Task.WhenAll(all);
        Assert.Equal(["leaver 1", "leaver 2", "remediation", "presence", "ingest"], order);
    }

    [Fact]
    public async Task Silence_holds_everybody_back_until_it_ends()
    {
        _budget.BlockFor(TimeSpan.FromSeconds(7));
        var leaver = Ask(RequestPriority.Leaver);
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.False(leaver.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await leaver;
    }

    [Fact]
    public async Task Cancelled_waiter_takes_no_request_of_the_next_window()
    {
        _budget.Observe(1, 1, TimeSpan.FromSeconds(60));
        using var cancel = new CancellationTokenSource();
        var gone = _budget.AcquireAsync(RequestPriority.Leaver, cancel.Token);
        var next = Ask(RequestPriority.Leaver);
        await cancel.CancelAsync();
        _clock.Advance(TimeSpan.FromSeconds(61));
        await next;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
    }

    [Fact]
    public void Late_answer_of_the_window_before_does_not_spend_the_new_one()
    {
        Granted(RequestPriority.Leaver, 1);
        _budget.Observe(300, 1, TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromSeconds(31));
        Granted(RequestPriority.Leaver, 1);
        _budget.Observe(300, 1, TimeSpan.FromSeconds(60));
        _budget.Observe(300, 299, TimeSpan.FromSeconds(1));
        Assert.Equal(269, Granted(RequestPriority.Ingest, 400));
    }

    [Fact]
    public void Answer_without_headers_changes_nothing()
    {
        _budget.Observe(null, null, null);
        Assert.Equal(270, Granted(RequestPriority.Ingest, 400));
    }

    private Task Ask(RequestPriority priority) => _budget.AcquireAsync(priority, TestContext.Current.CancellationToken);

    private int Granted(RequestPriority priority, int asked)
    {
        using var cancel = new CancellationTokenSource();
        var granted = 0;
        for (var i = 0; i < asked; i++)
        {
            var turn = _budget.AcquireAsync(priority, cancel.Token);
            if (!turn.IsCompleted)
            {
                break;
            }

            granted++;
        }

        cancel.Cancel();
        return granted;
    }
}

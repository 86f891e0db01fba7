using System.Threading.Channels;
using LicenseDashboard.Core.Shared;
using Microsoft.Extensions.Hosting;

namespace LicenseDashboard.Application.Ingestion.Checks;

/// <param name="Actor">For the audit: who started it.</param>
public sealed record CheckOrder(int PlatformKey, string Platform, RunId Run, string Actor);

/// <summary>
/// Queue from the use case to the worker of this process. Orders are lost with the process; such a run has no result and is started again
/// manually.
/// </summary>
public sealed class CheckOrders
{
    private readonly Channel<CheckOrder> _channel = Channel.CreateUnbounded<CheckOrder>();

    public void Add(CheckOrder order) => _channel.Writer.TryWrite(order);

    public IAsyncEnumerable<CheckOrder> ReadAllAsync(CancellationToken ct) => _channel.Reader.ReadAllAsync(ct);
}

internal sealed class CheckWorker(CheckOrders orders, RunCheck run) : BackgroundService
{
    private const int Platforms = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Parallel.ForEachAsync(
                orders.ReadAllAsync(stoppingToken),
                new ParallelOptions { MaxDegreeOfParallelism = Platforms, CancellationToken = stoppingToken },
                async (order, ct) => await run.RunAsync(order, ct)
            );
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping.
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Persistence;

/// <summary>The first step of a start; everything after it can rely on the tables.</summary>
public sealed partial class DatabaseStart(
    IDbContextFactory<LicenseDb> dbs,
    ILicenseDbProvider provider,
    DatabaseOptions options,
    ILogger<DatabaseStart> log,
    IHostEnvironment? host = null
) : IHostedLifecycleService, IDisposable
{
    private readonly SemaphoreSlim _once = new(1, 1);
    private volatile bool _started;

    /// <summary>True once the database has the tables of this version.</summary>
    public bool HasStarted => _started;

    /// <summary>Can be called repeatedly; the first call does the work. Throws <see cref="Core.Shared.StartRefusedException"/>.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await _once.WaitAsync(ct);
        try
        {
            if (_started)
            {
                return;
            }

            await using var db = await dbs.CreateDbContextAsync(ct);
            await provider.PrepareAsync(
                db,
                options.MigrateOnStart ?? (provider.Kind == DatabaseKind.Sqlite || host?.IsDevelopment() == true),
                ct
            );
            _started = true;
            Ready(provider.Kind);
        }
        finally
        {
            _once.Release();
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _once.Dispose();

    [LoggerMessage(1000, LogLevel.Information, "Database is ready ({Provider})")]
    private partial void Ready(DatabaseKind provider);
}

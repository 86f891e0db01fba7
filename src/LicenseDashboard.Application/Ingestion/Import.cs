using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>A running import: its row, its progress, what it dropped, and the audit entry of each of its transactions.</summary>
internal sealed class Import(
    IDbContextFactory<LicenseDb> dbs,
    TimeProvider clock,
    Viewer viewer,
    Platform platform,
    IVendorConnector vendor,
    JobProgress progress,
    string kind
)
{
    /// <summary>Coverage key of people without a division. Every complete pull covers it.</summary>
    public const int NoDivision = 0;

    private readonly Lock _gate = new();
    private readonly long _requestsBefore = vendor.RequestsSent;
    private readonly ImportRun _run = new()
    {
        PlatformKey = platform.Key,
        Kind = kind,
        StartedAt = clock.GetUtcNow().UtcDateTime,
        Status = RunStatus.Running,
    };
    private readonly List<string> _failures = [];
    private readonly Dictionary<string, string> _lanes = [];

    public bool HasFailed
    {
        get
        {
            lock (_gate)
            {
                return _failures.Count > 0;
            }
        }
    }

    public Platform Platform => platform;

    public IVendorConnector Vendor => vendor;

    public IDbContextFactory<LicenseDb> Databases => dbs;

    public Oddities Oddities { get; } = new();

    public RunId Id => _run.Id;

    /// <summary>UTC.</summary>
    public DateTime StartedAt => _run.StartedAt;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public DateOnly Today => platform.LocalDay(clock.GetUtcNow());

    public static async Task<Import> OpenAsync(
        IDbContextFactory<LicenseDb> dbs,
        TimeProvider clock,
        Viewer viewer,
        string platformName,
        IVendorConnectors connectors,
        JobProgress progress,
        string kind,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Name == platformName, ct);
        return new Import(dbs, clock, viewer, platform, connectors.For(platform.Name), progress, kind);
    }

    /// <summary>
    /// Runs the work between the first and the last write of the row. An exception ends the run with its message and is rethrown.
    /// </summary>
    public async Task<ImportResult> RunAsync(Func<Task<string>> work, int steps = 0, CancellationToken ct = default)
    {
        await StartAsync(steps, ct);
        try
        {
            var summary = await work();
            var odd = Oddities.Words is { Length: > 0 } words ? $" Skipped or noted: {words}." : "";
            return new ImportResult(await EndAsync(), summary + odd);
        }
        catch (Exception e)
        {
            await (
                e is OperationCanceledException
                    ? EndAsync(RunStatus.Cancelled, "")
                    : EndAsync(
                        RunStatus.Failed,
                        e is VendorException or JobFailedException
                            ? e.Message
                            : $"Unexpected: {e.GetType().Name}. The log has the details under run {_run.Id.Value}."
                    )
            );
            throw;
        }
    }

    /// <summary>
    /// Writes the row of the run. An earlier run that is still marked as running was interrupted, because the job that owns both never
    /// runs twice.
    /// </summary>
    private async Task StartAsync(int steps, CancellationToken ct)
    {
        _run.StepsTotal = steps;
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                await db
                    .ImportRuns.Where(r => r.PlatformKey == platform.Key && r.Kind == kind && r.Status == RunStatus.Running)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(r => r.Status, RunStatus.Interrupted).SetProperty(r => r.EndedAt, Now),
                        token
                    );
                db.ImportRuns.Add(_run);
                await db.SaveChangesAsync(token);
            },
            ct
        );
    }

    /// <summary>Steps to come. What was done before stays counted, so that progress never goes back.</summary>
    public void SetSteps(int more)
    {
        lock (_gate)
        {
            _run.StepsTotal = _run.StepsDone + more;
        }
    }

    /// <summary>Announces a step before it starts.</summary>
    /// <param name="lane">What runs side by side with others; of several lanes, only their number is told.</param>
    public void Begin(string step, string lane = "")
    {
        lock (_gate)
        {
            _lanes[lane] = step;
            Tell();
        }
    }

    /// <summary>Nothing more happens in this lane.</summary>
    public void End(string lane)
    {
        lock (_gate)
        {
            if (_lanes.Remove(lane))
            {
                Tell();
            }
        }
    }

    private void Tell()
    {
        _run.Step =
            _lanes.Count > 1 ? $"{EnglishText.Count(_lanes.Count, "source", "sources")} side by side"
            : _lanes.Count == 1 ? _lanes.Values.First()
            : _run.Step;
        progress.Report(_run.Step, _run.StepsDone, _run.StepsTotal);
    }

    /// <summary>Counts a step and stores the progress.</summary>
    public async Task DoneAsync(long rows, CancellationToken ct)
    {
        int done;
        lock (_gate)
        {
            done = ++_run.StepsDone;
            _run.StepsTotal = Math.Max(_run.StepsTotal, done);
            _run.Rows += rows;
            progress.Report(_run.Step, done, _run.StepsTotal);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(token => UpdateAsync(db, token), ct);
    }

    /// <summary>Part of the run failed. The rest continues, and the run ends as failed with this message.</summary>
    public void Fail(string words)
    {
        lock (_gate)
        {
            _failures.Add(words);
        }
    }

    private async Task<ImportRun> EndAsync(RunStatus? status = null, string? failure = null)
    {
        lock (_gate)
        {
            var words = failure ?? string.Join(" ", _failures);
            _run.Failure = words.Length > 2000 ? words[..2000] : words;
            _run.Status = status ?? (_failures.Count == 0 ? RunStatus.Succeeded : RunStatus.Failed);
            _run.EndedAt = Now;
        }

        // Not cancellable: the next run depends on how this one ended.
        await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
        await db.InTransactionAsync(ct => UpdateAsync(db, ct), CancellationToken.None);
        return _run;
    }

    /// <summary>The single entry that each write transaction of the run appends.</summary>
    public AuditEntry Entry(string action, string rows) =>
        new()
        {
            At = Now,
            Actor = viewer.Actor,
            Action = action,
            Subject = "run:" + _run.Id.Value,
            PlatformKey = platform.Key,
            Detail = rows,
        };

    private Task<int> UpdateAsync(LicenseDb db, CancellationToken ct)
    {
        ImportRun now;
        lock (_gate)
        {
            _run.Requests = vendor.RequestsSent - _requestsBefore;
            now = new ImportRun
            {
                PlatformKey = _run.PlatformKey,
                Kind = _run.Kind,
                StartedAt = _run.StartedAt,
                EndedAt = _run.EndedAt,
                Status = _run.Status,
                Requests = _run.Requests,
                Rows = _run.Rows,
                Step = _run.Step,
                StepsDone = _run.StepsDone,
                StepsTotal = _run.StepsTotal,
                Failure = _run.Failure,
            };
        }

        return db
            .ImportRuns.Where(r => r.Id == _run.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(r => r.EndedAt, now.EndedAt)
                        .SetProperty(r => r.Status, now.Status)
                        .SetProperty(r => r.Requests, now.Requests)
                        .SetProperty(r => r.Rows, now.Rows)
                        .SetProperty(r => r.Step, now.Step)
                        .SetProperty(r => r.StepsDone, now.StepsDone)
                        .SetProperty(r => r.StepsTotal, now.StepsTotal)
                        .SetProperty(r => r.Failure, now.Failure),
                ct
            );
    }
}

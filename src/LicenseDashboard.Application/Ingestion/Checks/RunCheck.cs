using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Ingestion.Checks;

/// <summary>
/// Runs one requested check and stores its result. Never throws: a failed run is recorded in its row, and the last result is kept.
/// </summary>
public sealed partial class RunCheck(
    IVendorConnectors vendors,
    Catalogue catalogue,
    IDbContextFactory<LicenseDb> dbs,
    TimeProvider clock,
    ILogger<RunCheck> log
)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CheckOrder order, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(order);
        Started(order.Platform, order.Run.Value);
        try
        {
            if (await AskAsync(order, ct) is { } report)
            {
                await CloseAsync(order, report, "");
            }
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            await CloseAsync(order, null, "The check was interrupted by a restart.");
        }
        catch (Exception fault)
        {
            Failed(fault, order.Platform, order.Run.Value);
            await CloseAsync(
                order,
                null,
                fault is VendorException
                    ? fault.Message
                    : $"Unexpected: {fault.GetType().Name}. The log has the details under run {order.Run.Value}."
            );
        }
    }

    /// <summary>Null if the row now belongs to another run.</summary>
    private async Task<CheckReport?> AskAsync(CheckOrder order, CancellationToken ct)
    {
        var vendor = vendors.For(order.Platform);
        var (name, terms) = await TermsAsync(order, ct);
        var (started, sent, beat) = (clock.GetUtcNow().UtcDateTime, vendor.RequestsSent, clock.GetTimestamp());
        List<CheckLine> lines = [];
        await foreach (var line in vendor.Check!.AskAsync(terms, ct))
        {
            lines.Add(line);
            if (clock.GetElapsedTime(beat) < Beat)
            {
                continue;
            }

            beat = clock.GetTimestamp();
            if (!await WriteAsync(order, row => row.Beat(order.Run, clock.GetUtcNow().UtcDateTime, lines.Count), null, ct))
            {
                return null;
            }
        }

        return new(order.Platform, name, started, clock.GetUtcNow().UtcDateTime, vendor.RequestsSent - sent, lines);
    }

    private async Task<(string Vendor, CheckTerms Terms)> TermsAsync(CheckOrder order, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var platform = await db.Platforms.AsNoTracking().SingleAsync(each => each.Key == order.PlatformKey, ct);
        var contracts = await LoadContracts.OfAsync(db, order.PlatformKey, ct);
        var bases = contracts.Count == 0 ? null : contracts.SelectMany(contract => contract.Lines).Select(line => line.Basis);
        return (platform.Vendor, CheckQuestions.Terms(catalogue, platform.Zone, bases));
    }

    private async Task CloseAsync(CheckOrder order, CheckReport? report, string failure)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var words = failure.Length > 2000 ? failure[..2000] : failure;
        var entry = new AuditEntry
        {
            At = now,
            Actor = order.Actor,
            Action = "check.ended",
            Subject = "platform:" + order.Platform,
            PlatformKey = order.PlatformKey,
            From = nameof(RunStatus.Running),
            To = report is null ? nameof(RunStatus.Failed) : nameof(RunStatus.Succeeded),
            Detail = report is null ? "" : Counts(report),
        };

        // Not cancellable: a stopping program still records how the run ended.
        await WriteAsync(
            order,
            row => report is null ? row.Fail(order.Run, now, words) : row.Finish(order.Run, now, report),
            entry,
            CancellationToken.None
        );
        Ended(order.Platform, order.Run.Value, entry.To);
    }

    private static string Counts(CheckReport report)
    {
        var (holds, objections, untold) = (
            report.Count(CheckResult.Holds),
            report.Count(CheckResult.DoesNotHold),
            report.Count(CheckResult.CannotTell)
        );
        return FormattableString.Invariant($"holds {holds}, does not hold {objections}, cannot tell {untold}");
    }

    private async Task<bool> WriteAsync(CheckOrder order, Func<PlatformCheck, bool> change, AuditEntry? entry, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync(
            async token =>
            {
                var row = await db.PlatformChecks.SingleAsync(each => each.PlatformKey == order.PlatformKey, token);
                if (!change(row))
                {
                    return false;
                }

                await db.AppendAsync(entry is null ? [] : [entry], token);
                return true;
            },
            ct
        );
    }

    [LoggerMessage(2020, LogLevel.Information, "Check of {Platform} started: run {Run}")]
    private partial void Started(string platform, Guid run);

    [LoggerMessage(2021, LogLevel.Information, "Check of {Platform} ended: run {Run} {Status}")]
    private partial void Ended(string platform, Guid run, string status);

    [LoggerMessage(2022, LogLevel.Warning, "Check of {Platform} failed: run {Run}")]
    private partial void Failed(Exception fault, string platform, Guid run);
}

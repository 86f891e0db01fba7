using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>What an import would do, or did.</summary>
/// <param name="Preview">Identifies exactly this result; required to apply it.</param>
public sealed record ImportReport(string Preview, bool Applied, IReadOnlyList<ImportLine> Lines)
{
    public int Count(ImportOutcome outcome) => Lines.Count(line => line.Outcome == outcome);
}

/// <summary>How to apply a previewed import.</summary>
/// <param name="Preview">From the preview.</param>
/// <param name="SkipErrors">Skips lines with errors; otherwise a single error refuses the whole file.</param>
public sealed record ImportOrder(string? Preview, bool SkipErrors);

/// <summary>
/// Imports exemptions from a CSV file. First a preview, which writes nothing and says what each line would do; then the same file again
/// with the ID of the preview. If the file or the data it refers to changed in between, nothing is written. All lines are applied in one
/// transaction, or none.
/// </summary>
public sealed class ImportExemptions(IDbContextFactory<LicenseDb> dbs, IProtectRows rows, TimeProvider clock)
{
    public const int MostBytes = 1024 * 1024;
    public const int MostLines = 5000;

    /// <summary>Number of people per query.</summary>
    private const int Batch = 500;

    private readonly ExemptionWrites _writes = new(rows);

    /// <summary>Rows of a file that can be imported, the columns first. Its people exist nowhere, so nothing happens if it is.</summary>
    public static IReadOnlyList<string[]> Sample(DateOnly today) => ImportLines.Sample(today);

    /// <param name="order">Null for a preview.</param>
    public async Task<Outcome<ImportReport>> RunAsync(
        Viewer viewer,
        string platform,
        ReadOnlyMemory<byte> file,
        ImportOrder? order,
        CancellationToken ct
    )
    {
        if (file.Length > MostBytes)
        {
            return Refusal.Invalid(
                $"The file has {file.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes; at most "
                    + $"{MostBytes.ToString("N0", CultureInfo.InvariantCulture)} are read. Split it."
            );
        }

        var read = CsvTable.Read(file.Span);
        if (read.Refusal is { } unreadable)
        {
            return unreadable;
        }

        if (ImportLines.Wrong(read.Value) is { } wrong)
        {
            return wrong;
        }

        if (read.Value.Records.Count is 0 or > MostLines)
        {
            return Refusal.Invalid($"The file has {read.Value.Records.Count} data lines. It can have 1 to {MostLines}.");
        }

        return await ExemptionRun.RunAsync<ImportReport>(
            dbs,
            clock,
            viewer,
            platform,
            (run, token) => RunAsync(run, read.Value, order, token),
            ct
        );
    }

    private async Task<Outcome<ImportReport>> RunAsync(ExemptionRun run, CsvTable table, ImportOrder? order, CancellationToken ct)
    {
        var platform = run.Platform.Key;
        var people = await run
            .Db.People.AsNoTracking()
            .Where(p => p.PlatformKey == platform)
            .Select(p => new NamedPerson(p.Key, p.VendorId, p.Name, p.NormalizedEmail, p.EmployeeId, p.State))
            .ToListAsync(ct);
        var tags = await run.Db.ExemptionTags.Where(t => t.PlatformKey == platform).ToDictionaryAsync(t => t.Name, ct);
        var imported = await run
            .Db.Exemptions.AsNoTracking()
            .Where(e => e.Source == ExemptionSource.Import && run.Db.People.Any(p => p.Key == e.PersonKey && p.PlatformKey == platform))
            .ToListAsync(ct);
        var reader = new ImportLines(people, tags, imported.ToLookup(e => e.PersonKey), run.Today);
        var lines = reader.Read(table);
        var report = new ImportReport(NameOf(run, lines), Applied: false, lines);
        if (order is null)
        {
            return report;
        }

        if (order.Preview != report.Preview)
        {
            return Refusal.Stale("The file, the directory, or the exemptions have changed since the preview. Preview the file again.");
        }

        var errors = report.Count(ImportOutcome.Error);
        if (errors > 0 && !order.SkipErrors)
        {
            return Refusal.Invalid($"{errors} lines have errors. Fix the file, or choose to skip these lines.");
        }

        foreach (var same in lines.Where(line => line.Outcome is ImportOutcome.New or ImportOutcome.Changed).GroupBy(line => line.Tag!))
        {
            foreach (var assignments in same.Select(line => new Assignment(line.PersonKey!.Value, line.Terms!)).Chunk(Batch))
            {
                run.Entries.AddRange(
                    await _writes.SetAsync(run.Db, tags[same.Key], ExemptionSource.Import, assignments, run.Viewer, run.Now, run.Today, ct)
                );
            }
        }

        run.Tell(
            "exemptions.imported",
            "exemption-import:" + report.Preview,
            detail: string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Count(ImportOutcome.New)} new, {report.Count(ImportOutcome.Changed)} changed, "
                    + $"{report.Count(ImportOutcome.Same)} same, {errors} skipped"
            )
        );
        return report with { Applied = true };
    }

    /// <summary>Identifies the outcome rather than the bytes, so that applying does exactly what was shown.</summary>
    private static string NameOf(ExemptionRun run, IReadOnlyList<ImportLine> lines)
    {
        var text = new StringBuilder(run.Platform.Name);
        foreach (var line in lines)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{line.Line}|{line.Outcome}|{line.PersonKey}|{line.Tag}|{line.From:yyyy-MM-dd}|{line.To:yyyy-MM-dd}"
            );
            text.Append(CultureInfo.InvariantCulture, $"|{line.Version}|{line.Message}");
            text.Append(CultureInfo.InvariantCulture, $"|{line.Terms?.Why}|{line.Terms?.FallbackControl}|{line.Terms?.Approver}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}

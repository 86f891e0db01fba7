using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Contracts;

/// <summary>What a row of the file would do.</summary>
public enum ContractOutcome
{
    Error,
    New,
    Changed,

    /// <summary>Stored already.</summary>
    Same,
}

/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Messages">Everything that is wrong with the row and how to fix it; empty if nothing.</param>
public sealed record ContractImportLine(int Line, ContractOutcome Outcome, string Contract, string Sku, IReadOnlyList<string> Messages);

/// <summary>What an import would do, or did.</summary>
/// <param name="Preview">Identifies exactly this result; required to apply it.</param>
public sealed record ContractImportReport(
    string Preview,
    bool Applied,
    int New,
    int Changed,
    int Same,
    IReadOnlyList<ContractImportLine> Lines
)
{
    public int Errors => Lines.Count(line => line.Outcome == ContractOutcome.Error);
}

/// <summary>
/// Imports contracts from a CSV file (<see cref="ContractCsv"/>). First a preview, which writes nothing and names every problem by line;
/// then the same file again with the ID of the preview. Contracts that the file doesn't name stay as they are. All or nothing.
/// </summary>
public sealed partial class ImportContracts(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    public const int MostBytes = 1024 * 1024;
    public const int MostLines = 2000;

    /// <param name="preview">Null for a preview.</param>
    public async Task<Outcome<ContractImportReport>> RunAsync(
        Viewer viewer,
        string platform,
        ReadOnlyMemory<byte> file,
        string? preview,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.EditsMoney)
        {
            return Refusal.Forbidden(ContractRun.MayNotEdit);
        }

        if (file.Length > MostBytes)
        {
            return Refusal.Invalid(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The file has {file.Length:N0} bytes; at most {MostBytes:N0} are read. Split it."
                )
            );
        }

        var read = CsvTable.Read(file.Span);
        if ((read.Refusal ?? ContractRows.Wrong(read.Value)) is { } unreadable)
        {
            return unreadable;
        }

        return read.Value.Records.Count is 0 or > MostLines
            ? Refusal.Invalid($"The file has {read.Value.Records.Count} data lines. It can have 1 to {MostLines}.")
            : await ContractRun.RunAsync<ContractImportReport>(
                dbs,
                clock,
                viewer,
                platform,
                (run, token) => RunAsync(run, read.Value, preview, token),
                ct
            );
    }

    private async Task<Outcome<ContractImportReport>> RunAsync(ContractRun run, CsvTable table, string? preview, CancellationToken ct)
    {
        var stored = (await run.ContractsAsync(ct)).ToDictionary(contract => contract.Id, StringComparer.Ordinal);
        var contracts = new ContractRows(table).Read();
        var named = contracts.Select(each => each.Draft.Id).ToHashSet(StringComparer.Ordinal);
        var kept = stored.Values.Where(contract => !named.Contains(contract.Id)).Select(contract => contract.Terms).ToList();
        var results = new List<(ReadContract Read, ContractTerms? Terms, ContractOutcome Outcome, IReadOnlyList<FieldProblem> Problems)>();
        foreach (var each in contracts)
        {
            // Those before it in the file count as stored, so the second of two that contradict each other is the one that is refused.
            var beside = kept.Concat(results.Select(result => result.Terms).OfType<ContractTerms>());
            var terms = ContractCheck.Read(each.Draft, beside, catalogue);
            results.Add(
                terms.Refusal is { } refusal
                    ? (each, null, ContractOutcome.Error, refusal.Fields!)
                    : (each, terms.Value, OutcomeOf(stored.GetValueOrDefault(terms.Value.Id), terms.Value), [])
            );
        }

        IReadOnlyList<ContractImportLine> lines =
        [
            .. results.SelectMany(result => LinesOf(table, result.Read, result.Outcome, result.Problems)).OrderBy(line => line.Line),
        ];
        var report = new ContractImportReport(
            NameOf(run, stored.Values, lines, results.Select(result => result.Terms)),
            Applied: false,
            results.Count(result => result.Outcome == ContractOutcome.New),
            results.Count(result => result.Outcome == ContractOutcome.Changed),
            results.Count(result => result.Outcome == ContractOutcome.Same),
            lines
        );
        if (preview is null)
        {
            return report;
        }

        if (preview != report.Preview)
        {
            return Refusal.Stale("The file or the contracts have changed since the preview. Preview the file again.");
        }

        if (report.Errors > 0)
        {
            return Refusal.Invalid($"{report.Errors} lines have errors. Fix the file and preview it again.");
        }

        foreach (var result in results.Where(result => result.Outcome is ContractOutcome.New or ContractOutcome.Changed))
        {
            await run.SetAsync(stored.GetValueOrDefault(result.Terms!.Id), result.Terms, ct);
        }

        run.Tell(
            "contracts.imported",
            "contract-import:" + report.Preview,
            "",
            string.Create(CultureInfo.InvariantCulture, $"{report.New} new, {report.Changed} changed, {report.Same} same")
        );
        return report with { Applied = true };
    }

    private static ContractOutcome OutcomeOf(Contract? stored, ContractTerms terms) =>
        stored is null ? ContractOutcome.New
        : stored is { Assumed: false } && stored.Document == ContractDocument.Write(terms) ? ContractOutcome.Same
        : ContractOutcome.Changed;

    /// <summary>Problems of a line stand on its row, those of the contract on its first row.</summary>
    private static IEnumerable<ContractImportLine> LinesOf(
        CsvTable table,
        ReadContract read,
        ContractOutcome outcome,
        IReadOnlyList<FieldProblem> problems
    )
    {
        var byRow = problems.ToLookup(problem =>
            LineOf().Match(problem.Field) is { Success: true } line ? int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture) : 0
        );
        return read.Rows.Select(
            (row, at) =>
                new ContractImportLine(
                    row.Line,
                    outcome,
                    table.Value(row, ContractCsv.Contract),
                    table.Value(row, "sku"),
                    [.. byRow[at].Select(problem => InColumns(problem, read.Rows))]
                )
        );
    }

    /// <summary>The file's words: <c>overage price</c> for <c>lines[2].overage</c>, <c>line 4</c> for <c>lines[2]</c>.</summary>
    private static string InColumns(FieldProblem problem, IReadOnlyList<CsvRecord> rows)
    {
        var ofLine = LineOf().Match(problem.Field);
        var field = ofLine.Success ? problem.Field[ofLine.Length..] : problem.Field;
        var words = problem.Message.StartsWith(problem.Field, StringComparison.Ordinal)
            ? ContractCsv.ColumnOf(field, ofLine.Success) + problem.Message[problem.Field.Length..]
            : problem.Message;
        return AnyLine()
            .Replace(
                words,
                line =>
                    int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture) is var at && at < rows.Count
                        ? string.Create(CultureInfo.InvariantCulture, $"line {rows[at].Line}")
                        : line.Value
            );
    }

    /// <summary>Identifies the outcome rather than the bytes, so that applying does exactly what was shown.</summary>
    private static string NameOf(
        ContractRun run,
        IEnumerable<Contract> stored,
        IReadOnlyList<ContractImportLine> lines,
        IEnumerable<ContractTerms?> terms
    )
    {
        var text = new StringBuilder(run.Platform.Name);
        foreach (var contract in stored)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{contract.Id}|{contract.Version}");
        }

        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{line.Line}|{line.Outcome}|{line.Contract}|{line.Sku}|");
            text.AppendJoin('|', line.Messages);
        }

        text.Append('\n').AppendJoin('\n', terms.OfType<ContractTerms>().Select(ContractDocument.Write));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    [GeneratedRegex(@"^lines\[([0-9]{1,6})\]\.?", RegexOptions.CultureInvariant)]
    private static partial Regex LineOf();

    [GeneratedRegex(@"\blines\[([0-9]{1,6})\]", RegexOptions.CultureInvariant)]
    private static partial Regex AnyLine();
}

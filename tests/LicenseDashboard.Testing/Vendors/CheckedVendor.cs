using System.Runtime.CompilerServices;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Testing.Vendors;

/// <summary>A vendor that can only be checked, and answers the lines that the test says.</summary>
public sealed class CheckedVendor(params CheckLine[] lines) : IVendorConnectors, IVendorConnector, ICheckVendor
{
    /// <summary>Awaited before each line: where a test stops the run, moves the clock or lets it fail.</summary>
    public Func<int, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public int Lines => lines.Length;

    public int MostRequests => 600;

    public TimeSpan LongestRun => TimeSpan.FromMinutes(15);

    /// <summary>What the last run compared with.</summary>
    public CheckTerms? Terms { get; private set; }

    public ICheckVendor? Check => this;

    public IReadDirectory Directory => throw new NotSupportedException();

    public IReadEstate Estate => throw new NotSupportedException();

    public IReadUsage Usage => throw new NotSupportedException();

    public IWriteGrants? Writes => null;

    public IWriteAccounts? Accounts => null;

    public long RequestsSent { get; private set; }

    public static CheckLine Line(string code, CheckResult result, string local = "") =>
        new(code, "Lists", $"Assumption {code}", result, "12 of 14.", result == CheckResult.DoesNotHold ? "Ask for the rest." : "", local);

    public IVendorConnector For(string platformName) => this;

    public Task<bool> AnswersAsync(CancellationToken ct) => Task.FromResult(true);

    public async IAsyncEnumerable<CheckLine> AskAsync(CheckTerms terms, [EnumeratorCancellation] CancellationToken ct)
    {
        Terms = terms;
        for (var i = 0; i < lines.Length; i++)
        {
            await Before(i, ct);
            RequestsSent++;
            yield return lines[i];
        }
    }
}

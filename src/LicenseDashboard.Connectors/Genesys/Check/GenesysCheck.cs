using System.Runtime.CompilerServices;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>
/// Runs every probe of <see cref="ProbeCatalogue"/>, one after the other. A failure becomes the answer of its line and doesn't end the
/// others.
/// </summary>
internal sealed class GenesysCheck(Func<CheckClients> clients, TimeProvider time) : ICheckVendor
{
    /// <summary>Time limit per question; the vendor's slowest report takes less.</summary>
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromMinutes(2);

    public int Lines => ProbeCatalogue.Themes.Sum(theme => theme.Probes.Count);

    public int MostRequests => CheckSession.MostRequests;

    public TimeSpan LongestRun { get; } = TimeSpan.FromMinutes(15);

    public async IAsyncEnumerable<CheckLine> AskAsync(CheckTerms terms, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var session = new CheckSession(clients(), terms, time);
        var started = time.GetTimestamp();
        string? ended = null;
        foreach (var theme in ProbeCatalogue.Themes)
        {
            foreach (var probe in theme.Probes)
            {
                ct.ThrowIfCancellationRequested();
                ended ??=
                    time.GetElapsedTime(started) >= LongestRun
                        ? $"The check reached its time limit of {LongestRun.TotalMinutes:0} minutes."
                        : null;
                var finding = ended is not null ? Finding.Untold(ended) : await AskAsync(probe, session, ct);
                if (probe.Code == ConnectionProbes.SignIn && finding.Result != CheckResult.Holds)
                {
                    ended = "The read client can't sign in. See the first result.";
                }

                yield return new(
                    probe.Code,
                    theme.Title,
                    probe.Question,
                    finding.Result,
                    finding.Text,
                    finding.Result == CheckResult.DoesNotHold ? probe.Follows : "",
                    finding.Local
                );
            }
        }
    }

    private async Task<Finding> AskAsync(Probe probe, CheckSession session, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(LongestQuestion, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await probe.Ask(session, either.Token);
        }
        catch (UntoldException untold)
        {
            return Finding.Untold(untold.Message, untold.Local);
        }
        catch (VendorException fault)
        {
            return Finding.Of(fault);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Finding.Untold($"No answer within {LongestQuestion.TotalMinutes:0} minutes.");
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // An answer of unexpected shape is the result of this line and doesn't end the others.
            return Finding.Untold($"The answer couldn't be read ({fault.GetType().Name}).", fault.Message);
        }
    }
}

using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>
/// One assumption of this connector: how it is checked, and what follows if it doesn't hold. Each probe is one line of the check.
/// </summary>
/// <param name="Code">Stable and unique.</param>
/// <param name="Question">The assumption, as a statement.</param>
/// <param name="Follows">What LicenseDashboard can't do or gets wrong if it doesn't hold, and what to do about it.</param>
internal sealed record Probe(string Code, string Question, string Follows, Func<CheckSession, CancellationToken, Task<Finding>> Ask)
{
    /// <summary>An assumption that only a write, or time, can prove.</summary>
    public static Probe Untold(string code, string question, string why) =>
        new(code, question, "", (_, _) => Task.FromResult(Finding.Untold(why)));
}

internal sealed record ProbeTheme(string Title, IReadOnlyList<Probe> Probes);

/// <param name="Text">Only counts, SKU IDs, routes and codes.</param>
/// <param name="Local">Details that name things of the organization.</param>
internal sealed record Finding(CheckResult Result, string Text, string Local = "")
{
    public static Finding Holds(string text) => new(CheckResult.Holds, text);

    public static Finding Not(string text, string local = "") => new(CheckResult.DoesNotHold, text, local);

    public static Finding Untold(string text, string local = "") => new(CheckResult.CannotTell, text, local);

    public static Finding When(bool holds, string text, string local = "") =>
        new(holds ? CheckResult.Holds : CheckResult.DoesNotHold, text, holds ? "" : local);

    /// <summary>
    /// The finding for a refusal if the probe has no text of its own: a request exactly as imports send it was refused.
    /// </summary>
    public static Finding Of(VendorException fault) =>
        fault switch
        {
            { Status: 403 } => Untold($"{Words(fault)}: a permission is missing. See the permission results.", fault.Message),
            { Status: 404 } => Untold($"{Words(fault)}: not available in this organization.", fault.Message),
            { Status: >= 400 and < 500 and not 408 and not 429 } => Not($"{Words(fault)}.", fault.Message),
            { Status: null } => Untold($"{fault.Route} returned no usable answer.", fault.Message),
            _ => Untold($"{Words(fault)}.", fault.Message),
        };

    public static string Words(VendorException fault) =>
        $"{fault.Route} returned {fault.Status}{(fault.Code is null ? "" : $" {fault.Code}")}";
}

/// <summary>A question depends on something that could not be determined; the line about that says why.</summary>
internal sealed class UntoldException(string why, string local = "") : Exception(why)
{
    public string Local { get; } = local;
}

using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Hosting;

/// <summary>Shared by the rules of all sections, so that messages have one form: what is wrong, then what to write.</summary>
internal static class SettingsCheck
{
    /// <summary>Null if it is within its range or missing.</summary>
    /// <param name="section">As passed to the rules.</param>
    /// <param name="unit">What is counted, such as days.</param>
    public static string? Range(string? section, string name, int? value, int least, int most, string? unit = null) =>
        value < least || value > most
            ? FormattableString.Invariant(
                $"{SettingsReader.Prefix(section)}{name} is {value}. Choose from {least} to {most}{(unit is null ? "" : " " + unit)}."
            )
            : null;

    /// <summary>Null entries are checks without a problem.</summary>
    public static ValidateOptionsResult Result(params IEnumerable<string?> problems)
    {
        var found = problems.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }
}

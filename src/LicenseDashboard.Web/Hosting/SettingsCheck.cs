using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Hosting;

/// <summary>What the rules of every section share, so that all say a mistake in one form: what is wrong, then what to write.</summary>
internal static class SettingsCheck
{
    /// <summary>Null: within its bounds, or left out.</summary>
    /// <param name="section">As the rules got it.</param>
    /// <param name="unit">What is counted, such as days.</param>
    public static string? Range(string? section, string name, int? value, int least, int most, string? unit = null) =>
        value < least || value > most
            ? FormattableString.Invariant(
                $"{SettingsReader.Prefix(section)}{name} is {value}. Choose from {least} to {most}{(unit is null ? "" : " " + unit)}."
            )
            : null;

    /// <summary>Nulls are checks that found nothing.</summary>
    public static ValidateOptionsResult Result(params IEnumerable<string?> problems)
    {
        var found = problems.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }
}

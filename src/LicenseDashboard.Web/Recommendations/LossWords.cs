using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>Texts about what a change removes.</summary>
internal static class LossWords
{
    public static string Count(int permissions) => NumberText.Of(permissions, "permission", "permissions");

    /// <summary><c>digital, speech analytics</c>.</summary>
    public static string Features(IEnumerable<string> keys) => FeatureWords.Of(keys);

    /// <summary><c>in Home, Vienna</c>; empty if unknown.</summary>
    public static string Where(LostPermissionRow lost) =>
        lost.DivisionNames.Count == 0 ? "" : "in " + string.Join(", ", lost.DivisionNames);

    /// <summary>All in one cell: <c>quality:evaluation:view in Home, Vienna; routing:queue:edit in all divisions</c>.</summary>
    public static string Line(IEnumerable<LostPermissionRow> lost) =>
        string.Join("; ", lost.Select(each => $"{each.Permission} {Where(each)}".TrimEnd()));

    /// <summary>Short form for a list of rows: <c>gives up digital, loses 3 permissions</c>.</summary>
    public static string Short(Losses losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        string[] parts =
        [
            .. losses.GivenUp.Count > 0 ? new[] { "removes " + Features(losses.GivenUp) } : [],
            .. losses.Lost.Count > 0 ? new[] { "loses " + Count(losses.Lost.Count) } : [],
        ];
        return parts.Length > 0 ? string.Join(", ", parts) : "loses no permission";
    }
}

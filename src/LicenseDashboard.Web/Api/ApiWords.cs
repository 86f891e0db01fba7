using System.Text.Json;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Web.Api;

/// <summary>Spelling of enumerations on the wire: kinds by name, statuses and lanes as in the diagrams of the design.</summary>
internal static class ApiWords
{
    /// <summary><c>NotServed</c> is <c>not-served</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        value switch
        {
            RecommendationKind kind => kind.ToString(),
            RemediationStatus status => RemediationWords.Of(status),
            _ => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()),
        };

    public static IEnumerable<string> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Of);

    /// <summary>Values that the query validation has checked.</summary>
    public static IReadOnlyList<T> Several<T>(this ApiQuery query, string name)
        where T : struct, Enum
    {
        var words = query.Many(name);
        return [.. Enum.GetValues<T>().Where(value => words.Contains(Of(value)))];
    }
}

using System.Text.Json;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Web.Api;

/// <summary>Enumerations as the wire spells them: kinds by their names, statuses and lanes as the design's diagrams write them.</summary>
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

    /// <summary>Words that the door has checked.</summary>
    public static IReadOnlyList<T> Several<T>(this ApiQuery query, string name)
        where T : struct, Enum
    {
        var words = query.Many(name);
        return [.. Enum.GetValues<T>().Where(value => words.Contains(Of(value)))];
    }
}

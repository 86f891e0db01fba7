using System.Globalization;
using System.Text;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>The parameters of a list request.</summary>
internal sealed record ScimQuery(ScimFilter? Filter, Slice Slice, ScimShape Shape)
{
    /// <summary>Far beyond what is stored, but small enough not to overflow.</summary>
    private const int Furthest = 100_000_000;

    /// <summary>
    /// The filter with an unescaped + in its texts read as itself; null if it has none. Some clients don't escape the + of an address,
    /// which is then decoded as a blank.
    /// </summary>
    private ScimFilter? WithPlus { get; init; }

    /// <summary>Searches with the filter as read and, if nothing is found, with the alternative reading.</summary>
    public async Task<Outcome<T>> SearchAsync<T>(Func<ScimFilter?, Task<Outcome<T>>> search, Func<T, int> total)
    {
        var found = await search(Filter);
        return found.Refusal is null && WithPlus is { } other && total(found.Value) == 0 ? await search(other) : found;
    }

    public static Outcome<ScimQuery> Of(HttpRequest request)
    {
        var query = request.Query;
        var shape = ScimShape.Of(query);
        var start = Number(query, "startIndex", 1);
        var count = Number(query, "count", Slice.DefaultCount);
        if ((shape.Refusal ?? start.Refusal ?? count.Refusal) is { } refusal)
        {
            return refusal;
        }

        ScimFilter? filter = null;
        if (query["filter"].ToString() is { Length: > 0 } text)
        {
            var read = ScimFilterParser.Filter(text);
            if (read.Refusal is { } unread)
            {
                return unread;
            }

            filter = read.Value;
        }

        return new ScimQuery(
            filter,
            new Slice(Math.Clamp(start.Value, 1, Furthest), Math.Clamp(count.Value, 0, Slice.MaxCount)),
            shape.Value
        )
        {
            WithPlus = ReadWithPlus(request.QueryString.Value ?? ""),
        };
    }

    private static ScimFilter? ReadWithPlus(string query)
    {
        var raw = query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith("filter=", StringComparison.OrdinalIgnoreCase));
        if (raw is null || !raw.Contains('+', StringComparison.Ordinal))
        {
            return null;
        }

        var text = new StringBuilder();
        var quoted = false;
        foreach (var sign in Uri.UnescapeDataString(raw["filter=".Length..]))
        {
            quoted ^= sign == '"';
            text.Append(sign == '+' && !quoted ? ' ' : sign);
        }

        return ScimFilterParser.Filter(text.ToString()) is { Refusal: null } read ? read.Value : null;
    }

    /// <summary>The standard treats values below the minimum as the minimum.</summary>
    private static Outcome<int> Number(IQueryCollection query, string name, int unless) =>
        query[name].ToString() switch
        {
            "" => unless,
            var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => (int)
                Math.Clamp(number, -1, Furthest),
            _ => new Refusal("invalidValue", $"{name} must be a whole number."),
        };
}

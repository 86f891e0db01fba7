using System.Globalization;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>What a list was asked for.</summary>
internal sealed record ScimQuery(ScimFilter? Filter, Slice Slice, ScimShape Shape)
{
    /// <summary>Far beyond what is stored, near enough that nothing overflows.</summary>
    private const int Furthest = 100_000_000;

    public static Outcome<ScimQuery> Of(IQueryCollection query)
    {
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

        return new ScimQuery(filter, new Slice(Math.Clamp(start.Value, 1, Furthest), Math.Clamp(count.Value, 0, Slice.MaxCount)), shape.Value);
    }

    /// <summary>The standard takes what is too small for the smallest.</summary>
    private static Outcome<int> Number(IQueryCollection query, string name, int unless) => query[name].ToString() switch
    {
        "" => unless,
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => (int)Math.Clamp(number, -1, Furthest),
        _ => new Refusal("invalidValue", $"{name} must be a whole number."),
    };
}

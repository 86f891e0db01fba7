using LicenseDashboard.Core.Notices;

namespace LicenseDashboard.Web.Notices;

/// <summary>What the Notices page shows, as its address says it.</summary>
/// <param name="Status">Null: all.</param>
public sealed record NoticesQuery(DeliveryStatus? Status, string? Platform, int Page)
{
    public static (NoticesQuery Query, IReadOnlyList<string> NotUnderstood) Read(string? status, string? platform, int? page)
    {
        List<string> unknown = [];
        DeliveryStatus? known = null;
        if (!string.IsNullOrEmpty(status))
        {
            if (Enum.GetNames<DeliveryStatus>().FirstOrDefault(name => name.Equals(status, StringComparison.OrdinalIgnoreCase)) is { } name)
            {
                known = Enum.Parse<DeliveryStatus>(name);
            }
            else
            {
                unknown.Add($"status '{status}'");
            }
        }

        if (page < 1)
        {
            unknown.Add($"page {page}");
        }

        return (new NoticesQuery(known, string.IsNullOrWhiteSpace(platform) ? null : platform, Math.Max(1, page ?? 1)), unknown);
    }

    public Dictionary<string, object?> ToAddress() => new() { ["status"] = Status?.ToString().ToLowerInvariant(), ["page"] = Page == 1 ? null : Page };
}

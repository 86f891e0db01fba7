using LicenseDashboard.Core.Notices;
using LicenseDashboard.Web.Layout;

namespace LicenseDashboard.Web.Notices;

/// <summary>The state of the Notices page as in its address.</summary>
/// <param name="Status">Null means all.</param>
internal sealed record NoticesQuery(DeliveryStatus? Status, string? Platform, int Page)
{
    public static (NoticesQuery Query, IReadOnlyList<string> NotUnderstood) Read(string? status, string? platform, string? page)
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

        return (new NoticesQuery(known, string.IsNullOrWhiteSpace(platform) ? null : platform, PageInAddress.Of(page, unknown)), unknown);
    }

    public Dictionary<string, object?> ToAddress() =>
        new() { ["status"] = Status?.ToString().ToLowerInvariant(), ["page"] = Page == 1 ? null : Page };
}

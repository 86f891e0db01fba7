using LicenseDashboard.Application.Notices;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Notices;

/// <summary>The state of the Notices page as in its address.</summary>
/// <param name="Status">Null means all.</param>
internal sealed record NoticesQuery(DeliveryStatus? Status, string? Platform, int Page)
{
    /// <summary>One of <see cref="DigestSort.Fields"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = DigestSort.Default;

    public static (NoticesQuery Query, IReadOnlyList<string> NotUnderstood) Read(
        string? status,
        string? platform,
        string? page,
        string? sort
    )
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

        return (
            new NoticesQuery(known, string.IsNullOrWhiteSpace(platform) ? null : platform, PageInAddress.Of(page, unknown))
            {
                Sort = SortText.Of(sort, DigestSort.IsKnown, DigestSort.Default, unknown),
            },
            unknown
        );
    }

    public Dictionary<string, object?> ToAddress() =>
        new()
        {
            ["status"] = Status?.ToString().ToLowerInvariant(),
            ["sort"] = Sort == DigestSort.Default ? null : Sort,
            ["page"] = Page == 1 ? null : Page,
        };
}

namespace LicenseDashboard.Connectors.Tests.Simulator;

/// <summary>
/// The rules of right-sizing in their simplest form, for counting: what is held, what the used features need, and how sure that is.
/// </summary>
internal static class PlainRules
{
    private static readonly (string Id, int Rank, int Price, string[] Features)[] Bases =
    [
        ("communicate", 0, 20, ["reporting"]),
        ("cloudCX1", 1, 75, ["reporting", "voice", "supervision", "administration"]),
        ("cloudCX2", 2, 115, ["reporting", "voice", "supervision", "administration", "digital", "quality"]),
        (
            "cloudCX3",
            3,
            155,
            ["reporting", "voice", "supervision", "administration", "digital", "quality", "workforce-planning", "speech-analytics"]
        ),
    ];

    private static readonly (string Id, string Base, int Price, string[] Features)[] AddOns =
    [
        ("gc1WEMupgrade", "cloudCX1", 55, ["quality", "workforce-planning"]),
        ("gc2WEMupgrade", "cloudCX2", 35, ["workforce-planning"]),
        ("gcSTAupgrade", "cloudCX2", 25, ["speech-analytics"]),
    ];

    /// <summary>Null = holds no more than is used. A hand-assigned add-on or unknown SKU stays on both sides and changes nothing.</summary>
    public static (string Kind, string Lane)? Check(Seat seat, DateOnly today, HashSet<string> offered)
    {
        if (seat.Inactive || Array.FindLast(Bases, sku => seat.Licenses.Contains(sku.Id)) is not { Id: not null } held)
        {
            return null;
        }

        var explicitly = seat.Licenses.Contains("gcSTAupgrade") ? "gcSTAupgrade" : null;
        var heldAddOn = Array.Find(AddOns, addOn => addOn.Id != explicitly && addOn.Base == held.Id && seat.Licenses.Contains(addOn.Id));
        var has = held.Features.Concat(heldAddOn.Features ?? []).ToHashSet();
        var required = seat.Used.Where(has.Contains).ToHashSet();
        var price = held.Price + heldAddOn.Price;
        var target = Sets()
            .Where(set =>
                offered.Contains(set.Base)
                && set.Rank <= held.Rank
                && set.Price < price
                && required.IsSubsetOf(set.Features)
                && (explicitly is null || set.Base == held.Id)
            )
            .OrderBy(set => set.Price)
            .FirstOrDefault();
        if (target.Features is null)
        {
            return null;
        }

        var isAdmin = seat.Roles.Any(role => role.Contains("admin", StringComparison.OrdinalIgnoreCase));
        var kind =
            isAdmin && required.All(feature => feature == "reporting") ? "ReportingOnly"
            : target.Base != held.Id ? "Downgrade"
            : "RemoveAddOn";
        var hired = DateOnly.Parse(seat.User.Text("employerInfo", "dateHire"), System.Globalization.CultureInfo.InvariantCulture);
        var unsure =
            kind == "ReportingOnly"
            || isAdmin
            || seat.ByGroup
            || explicitly is not null
            || seat.Licenses.Contains("cxCloudSF")
            || seat.DaysPresent < 20
            || required.Count == 0
            || seat.Roles.Contains("Campaign runner");
        return (
            kind,
            today.DayNumber - hired.DayNumber < 30 ? "protected"
            : unsure ? "review"
            : "ready"
        );
    }

    private static IEnumerable<(string Base, int Rank, int Price, HashSet<string> Features)> Sets() =>
        Bases.SelectMany(sku =>
            AddOns
                .Where(addOn => addOn.Base == sku.Id)
                .Select(addOn => (sku.Id, sku.Rank, sku.Price + addOn.Price, sku.Features.Concat(addOn.Features).ToHashSet()))
                .Prepend((sku.Id, sku.Rank, sku.Price, sku.Features.ToHashSet()))
        );
}

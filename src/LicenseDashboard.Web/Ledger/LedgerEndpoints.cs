using LicenseDashboard.Application.Ledger;
using LicenseDashboard.Core.Ledger;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Ledger;

/// <summary>A row of <c>/ledger</c>.</summary>
/// <param name="List">Monthly list saving; a reversal's is negative.</param>
/// <param name="Cash">Null: unknown.</param>
/// <param name="Month">Realized: the month of the bill, such as <c>2026-11</c>.</param>
/// <param name="Reverses">Id of the entry that this one takes out of its total.</param>
internal sealed record LedgerEntryJson(
    long Id,
    string Platform,
    string Kind,
    Guid Recommendation,
    UserJson User,
    MoneyJson List,
    MoneyJson? Cash,
    string? Month,
    DateTime At,
    long? Reverses,
    string Note
)
{
    public static LedgerEntryJson Of(LedgerRow row) =>
        new(
            row.Key,
            row.Platform,
            ApiWords.Of(row.Kind),
            row.Recommendation,
            new UserJson(row.VendorId, row.Name, row.Email),
            MoneyJson.Of(row.List),
            row.Cash is { } cash ? MoneyJson.Of(cash) : null,
            row.Month is { } month ? FormattableString.Invariant($"{month / 12:0000}-{(month % 12) + 1:00}") : null,
            row.At,
            row.Reverses,
            row.Note
        );
}

/// <summary><c>/ledger</c> requires the scope <c>finance</c>.</summary>
internal static class LedgerEndpoints
{
    public static IEndpointRouteBuilder MapLedger(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/ledger", ListAsync)
            .Needs(ApiScope.Finance)
            .Takes(
                QueryField.Page,
                QueryField.After,
                QueryField.PageSize,
                platform,
                QueryField.Several("kind", "Kind of the entry.", ApiWords.All<LedgerKind>())
            )
            .Produces<PageOf<LedgerEntryJson>>()
            .WithSummary("List verified and realized savings and their reversals, newest first.");
        return api;
    }

    private static async Task<IResult> ListAsync(HttpContext context, LedgerList list)
    {
        var call = await ApiCall.OfAsync(context);
        var rows = await list.RunAsync(
            call.Viewer,
            call.Query.Text("platform"),
            call.Query.Several<LedgerKind>("kind"),
            call.Query.Page,
            call.Aborted
        );
        return PageOf<LedgerEntryJson>.Answer(rows, LedgerEntryJson.Of);
    }
}

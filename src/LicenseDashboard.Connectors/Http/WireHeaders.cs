using System.Globalization;

namespace LicenseDashboard.Connectors.Http;

/// <summary>Where a vendor's answers say how much of the budget is left, and how they are named in its support cases.</summary>
internal sealed record WireHeaders(string Allowed, string Used, string SecondsToReset, string CorrelationId)
{
    public void Tell(RateBudget budget, HttpResponseMessage response) =>
        budget.Observe(
            Number(response, Allowed),
            Number(response, Used),
            Number(response, SecondsToReset) is { } seconds ? TimeSpan.FromSeconds(seconds) : null
        );

    private static int? Number(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values)
        && int.TryParse(values.FirstOrDefault(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

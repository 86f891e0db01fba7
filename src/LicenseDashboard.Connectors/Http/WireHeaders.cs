using System.Globalization;

namespace LicenseDashboard.Connectors.Http;

/// <summary>The headers in which a vendor reports the rest of the rate limit and its correlation ID.</summary>
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

using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Contracts;

internal static class CatalogueEndpoints
{
    public static IEndpointRouteBuilder MapCatalogue(this IEndpointRouteBuilder api)
    {
        api.MapGet("/catalogue", (Catalogue catalogue) => Results.Text(CatalogueJson.Write(catalogue), "application/json"))
            .Needs(ApiScope.Read)
            .Produces<Catalogue>()
            .WithSummary("Get the current catalog: SKUs, prices, features, patterns, swaps, and texts, as in catalogue.json.");
        return api;
    }
}

using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Api;

/// <summary>One call that passed the doors: who asks, and what the query says.</summary>
internal sealed record ApiCall(HttpContext Http, Viewer Viewer, ApiQuery Query)
{
    public CancellationToken Aborted => Http.RequestAborted;

    public static async Task<ApiCall> OfAsync(HttpContext context)
    {
        var viewer = await context.RequestServices.GetRequiredService<CurrentViewer>().ForAsync(context.User, context.RequestAborted);
        return new ApiCall(context, viewer, new ApiQuery(context.Request.Query, context.GetEndpoint()?.Metadata.GetMetadata<TakesQuery>() ?? new TakesQuery([])));
    }

    /// <summary>The platform that the query names; the first one when it names none.</summary>
    public string PlatformOrFirst => Query.Text("platform") ?? Http.RequestServices.GetRequiredService<HostSettings>().Platforms[0].Key;

    /// <summary>Our ids are UUIDs; anything else can't be one.</summary>
    public static ProblemAnswer? Unreadable(string id, out Guid value) =>
        Guid.TryParseExact(id, "D", out value) ? null : ProblemAnswer.Invalid("id", $"id '{(id.Length <= 64 ? id : id[..64] + "…")}' is not a UUID; use the id that the list shows.");
}

/// <summary>One page of a list.</summary>
internal sealed record PageOf<T>(IReadOnlyList<T> Items, int Total, int Page, int PageSize)
{
    public static PageOf<T> Of<TRow>(PagedResult<TRow> rows, Func<TRow, T> map) => new([.. rows.Items.Select(map)], rows.Total, rows.Page.Number, rows.Page.Size);

    /// <summary>For what is a handful in all: the page is cut here.</summary>
    public static PageOf<T> Of(IReadOnlyCollection<T> all, Page page) => new([.. all.Skip(page.Skip).Take(page.Take)], all.Count, page.Number, page.Size);
}

internal sealed record MoneyJson(decimal Amount, string Currency)
{
    public static MoneyJson Of(Money money) => new(money.Amount, money.Currency);
}

internal sealed record UserJson(string Id, string Name, string? Email);

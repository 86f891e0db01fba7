using System.Buffers.Text;
using System.Text;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Api;

/// <summary>An authorized call: who asks, and the validated query.</summary>
internal sealed record ApiCall(HttpContext Http, Viewer Viewer, ApiQuery Query)
{
    public CancellationToken Aborted => Http.RequestAborted;

    public static async Task<ApiCall> OfAsync(HttpContext context)
    {
        var viewer = await context.RequestServices.GetRequiredService<CurrentViewer>().ForAsync(context.User, context.RequestAborted);
        return new ApiCall(
            context,
            viewer,
            new ApiQuery(context.Request.Query, context.GetEndpoint()?.Metadata.GetMetadata<TakesQuery>() ?? new TakesQuery([]))
        );
    }

    /// <summary>The platform named by the query; the first one if it names none.</summary>
    public string PlatformOrFirst => Query.Text("platform") ?? Http.RequestServices.GetRequiredService<PlatformKeys>().First;

    /// <summary>Our IDs are UUIDs; anything else can't exist.</summary>
    public static ProblemAnswer? Unreadable(string id, out Guid value) =>
        Guid.TryParseExact(id, "D", out value)
            ? null
            : ProblemAnswer.Invalid("id", $"id '{(id.Length <= 64 ? id : id[..64] + "…")}' is not a UUID. Use the id from the list.");
}

/// <summary>One page of a list.</summary>
/// <param name="Total">Rows of the whole list as it is now.</param>
/// <param name="Page">Its number; null when it was read by <c>after</c>.</param>
/// <param name="Next">Send it as <c>after</c> for the rows behind this page; null: there are none.</param>
internal sealed record PageOf<T>(IReadOnlyList<T> Items, int Total, int? Page, int PageSize, string? Next)
{
    public static IResult Answer<TRow>(Outcome<PagedResult<TRow>> rows, Func<TRow, T> map) =>
        rows.Refusal is { } refusal
            ? ProblemAnswer.Of(refusal)
            : Results.Ok(
                new PageOf<T>(
                    [.. rows.Value.Items.Select(map)],
                    rows.Value.Total,
                    NumberOf(rows.Value.Page),
                    rows.Value.Page.Size,
                    rows.Value.Next
                )
            );

    /// <summary>For short lists, which are paged in memory.</summary>
    /// <param name="key">Identifies a row permanently.</param>
    public static IResult Answer(IReadOnlyList<T> all, Page page, Func<T, string> key)
    {
        var at = page.After is { } after
            ? all.Index().Where(row => Cursor(row.Item) == after).Select(row => (int?)(row.Index + 1)).FirstOrDefault()
            : page.Skip;
        if (at is not { } first)
        {
            return ProblemAnswer.Invalid(QueryField.After.Name, "after is not a next value of this list. Start from the first page.");
        }

        List<T> items = [.. all.Skip(first).Take(page.Take)];
        var next = items.Count > 0 && first + items.Count < all.Count ? Cursor(items[^1]) : null;
        return Results.Ok(new PageOf<T>(items, all.Count, NumberOf(page), page.Size, next));

        string Cursor(T row) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key(row)));
    }

    private static int? NumberOf(Page page) => page.After is null ? page.Number : null;
}

internal sealed record MoneyJson(decimal Amount, string Currency)
{
    public static MoneyJson Of(Money money) => new(money.Amount, money.Currency);
}

internal sealed record UserJson(string Id, string Name, string? Email);

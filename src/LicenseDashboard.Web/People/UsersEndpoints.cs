using LicenseDashboard.Application.People;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Recommendations;

namespace LicenseDashboard.Web.People;

/// <summary>A row of <c>/users</c>.</summary>
/// <param name="Id">ID in Genesys Cloud.</param>
/// <param name="LastSeen">Local day of the platform.</param>
/// <param name="FindingId">ID of the current recommendation.</param>
internal record UserRowJson(
    string Id,
    string Name,
    string? Email,
    string Platform,
    string? Manager,
    string? Division,
    string State,
    IReadOnlyList<string> Held,
    string Life,
    DateOnly? LastSeen,
    Guid? FindingId,
    string? NoFindingReason
)
{
    public static UserRowJson Of(UserRow row) =>
        new(
            row.VendorId,
            row.Name,
            row.Email,
            row.Platform,
            row.Manager,
            row.Division,
            ApiWords.Of(row.State),
            row.Held,
            ApiWords.Of(row.Life),
            row.LastSeen,
            row.FindingId,
            row.NoFinding is { } reason ? ApiWords.Of(reason) : null
        );
}

internal sealed record UserDetailJson : UserRowJson
{
    private UserDetailJson(UserRow row)
        : base(Of(row)) { }

    public required string? Title { get; init; }

    public required string? Department { get; init; }

    public required DateOnly? HiredOn { get; init; }

    public required IReadOnlyList<HeldRoleJson> Roles { get; init; }

    public required IReadOnlyList<FeatureJson> Features { get; init; }

    public required IReadOnlyList<string> DataNotes { get; init; }

    public static UserDetailJson Of(UserDetails user) =>
        new(user.Row)
        {
            Title = user.Title,
            Department = user.Department,
            HiredOn = user.HiredOn,
            Roles =
            [
                .. user.Roles.Select(role => new HeldRoleJson(
                    role.RoleId,
                    role.Role,
                    role.Group is null ? "direct" : "group",
                    role.Group,
                    role.Divisions
                )),
            ],
            Features = [.. user.Features.Select(FeatureJson.Of)],
            DataNotes = user.DataNotes,
        };
}

/// <param name="Via"><c>direct</c> or <c>group</c>.</param>
internal sealed record HeldRoleJson(string Id, string Name, string Via, string? Group, IReadOnlyList<string> Divisions);

internal sealed record UsageJson(DateOnly From, DateOnly To, IReadOnlyList<UsagePoint> Items, IReadOnlyList<UsageCoverage> Coverage);

/// <summary><c>/users</c>: all people, with or without a finding. IDs come from Genesys Cloud.</summary>
internal static class UsersEndpoints
{
    private const string One = "/users/{id}";
    private static readonly QueryField _days = new("days", "Number of days up to today. Defaults to 120.")
    {
        Range = (1, PersonUsage.MostDays),
    };

    public static IEndpointRouteBuilder MapUsers(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/users", ListAsync)
            .Lists<UserRowJson>(platform, Filters(api.ServiceProvider.GetRequiredService<Catalogue>()))
            .WithSummary("List people with their licenses and, where there is no recommendation, the reason.");
        api.MapGet(One, OneAsync)
            .Needs(ApiScope.Read)
            .Takes(platform)
            .Produces<UserDetailJson>()
            .WithSummary("Get one person with current roles and features.");
        api.MapGet(One + "/usage", UsageAsync)
            .Needs(ApiScope.Read)
            .Takes(platform, _days)
            .Produces<UsageJson>()
            .WithSummary("Get the daily usage of one person and the days for which it is complete.");
        return api;
    }

    private static IEnumerable<QueryField> Filters(Catalogue catalogue) =>
        [
            new QueryField("manager", "ID of a manager in Genesys Cloud. Returns everyone below them."),
            QueryField.Several("division", "Division names."),
            QueryField.Several("tier", "Base SKUs held at the last evaluation.", catalogue.Bases.Select(sku => sku.Id)),
            QueryField.Several("life", "Activity: active, inactive, or unknown.", ApiWords.All<Life>()),
            new QueryField("text", "Part of a name, email address, manager, or division."),
            QueryField.Sort(UserSort.Fields, UserSort.Default),
        ];

    private static async Task<IResult> ListAsync(HttpContext context, UserList list)
    {
        var call = await ApiCall.OfAsync(context);
        var query = call.Query;
        var filter = new UserFilter
        {
            Platform = query.Text("platform"),
            Manager = query.Text("manager"),
            Divisions = query.Many("division"),
            Tiers = query.Many("tier"),
            Lives = query.Several<Life>("life"),
            Text = query.Text("text"),
            Sort = query.Text("sort") ?? UserSort.Default,
        };
        var rows = await list.RunAsync(call.Viewer, filter, query.Page, call.Aborted);
        return PageOf<UserRowJson>.Answer(rows, UserRowJson.Of);
    }

    private static async Task<IResult> OneAsync(HttpContext context, string id, UserDetail detail)
    {
        var call = await ApiCall.OfAsync(context);
        return await detail.RunAsync(call.Viewer, id, call.Query.Text("platform"), call.Aborted) is { } user
            ? Results.Ok(UserDetailJson.Of(user))
            : NotFound;
    }

    private static async Task<IResult> UsageAsync(HttpContext context, string id, PersonUsage usage)
    {
        var call = await ApiCall.OfAsync(context);
        return await usage.RunAsync(call.Viewer, id, call.Query.Text("platform"), call.Query.Number(_days, 120), call.Aborted) is { } days
            ? Results.Ok(new UsageJson(days.From, days.To, days.Points, days.Coverage))
            : NotFound;
    }

    private static ProblemAnswer NotFound =>
        ProblemAnswer.Of(Refusal.NotFound("User not found. Use the Genesys Cloud ID; GET /api/v1/users lists all users."));
}

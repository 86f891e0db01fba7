using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

internal sealed class GenesysDirectory(ApiClient api) : IReadDirectory
{
    private const int PageSize = 200;
    private static readonly string[] Expands = ["groups", "lasttokenissued", "dateLastLogin", "employerInfo"];

    public async IAsyncEnumerable<VendorPerson> PeopleAsync(RequestPriority priority, [EnumeratorCancellation] CancellationToken ct)
    {
        var request = Expanded(ApiRequest.Get("/api/v2/users/query").With("state", "any")).Needing("directory:user:view in all divisions");
        var list = new ListRequest("people", request, PageSize);
        await foreach (var user in api.ByCursorAsync(list, GenesysJson.Default.WireListWireUser, page => page.Part(), priority, ct))
        {
            if (user.Id is { } id)
            {
                yield return ToPerson(id, user);
            }
        }
    }

    public async IAsyncEnumerable<VendorGroup> GroupsAsync(RequestPriority priority, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var group in ReferencesAsync("groups", ApiRequest.Get("/api/v2/groups"), priority, ct))
        {
            yield return new(group.Id!, group.Name ?? group.Id!);
        }
    }

    public async IAsyncEnumerable<VendorDivision> DivisionsAsync(RequestPriority priority, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var division in ReferencesAsync("divisions", ApiRequest.Get("/api/v2/authorization/divisions"), priority, ct))
        {
            yield return new(division.Id!, division.Name ?? division.Id!);
        }
    }

    public async IAsyncEnumerable<string> GroupMembersAsync(
        string groupId,
        RequestPriority priority,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var request = ApiRequest.Get("/api/v2/groups/{groupId}/members", groupId);
        await foreach (var member in ReferencesAsync("group members", request, priority, ct))
        {
            yield return member.Id!;
        }
    }

    public async Task<VendorPerson?> PersonAsync(string personId, RequestPriority priority, CancellationToken ct) =>
        await PersonAsync(personId, null, priority, ct) ?? await PersonAsync(personId, "deleted", priority, ct);

    private async Task<VendorPerson?> PersonAsync(string personId, string? state, RequestPriority priority, CancellationToken ct)
    {
        try
        {
            var user = await api.SendAsync(
                Expanded(ApiRequest.Get("/api/v2/users/{userId}", personId).With("state", state)),
                GenesysJson.Default.WireUser,
                priority,
                ct
            );
            return ToPerson(personId, user);
        }
        catch (VendorException fault) when (fault.Status == 404)
        {
            return null;
        }
    }

    public async Task<VendorStateReason?> StateReasonAsync(string personId, RequestPriority priority, CancellationToken ct)
    {
        try
        {
            var state = await api.SendAsync(
                ApiRequest.Get("/api/v2/users/{userId}/state", personId),
                GenesysJson.Default.WireUserState,
                priority,
                ct
            );
            return new(string.IsNullOrWhiteSpace(state.StateChangeReason) ? null : state.StateChangeReason, state.StateChangeDate);
        }
        catch (VendorException fault) when (fault.Status == 404)
        {
            return null;
        }
    }

    private IAsyncEnumerable<WireReference> ReferencesAsync(
        string list,
        ApiRequest request,
        RequestPriority priority,
        CancellationToken ct
    ) =>
        EntitiesAsync(api, new(list, request, PageSize), GenesysJson.Default.WireListWireReference, priority, ct)
            .Where(reference => reference.Id is not null);

    internal static IAsyncEnumerable<T> EntitiesAsync<T>(
        ApiClient api,
        ListRequest list,
        JsonTypeInfo<WireList<T>> type,
        RequestPriority priority,
        CancellationToken ct
    )
        where T : class, IListed => api.ByNumberAsync(list, type, page => page.Part(), priority, ct);

    private static ApiRequest Expanded(ApiRequest request) => Expands.Aggregate(request, (built, expand) => built.With("expand", expand));

    private static VendorPerson ToPerson(string id, WireUser user) =>
        new(
            id,
            user.Name ?? id,
            user.Email,
            ToState(user.State),
            user.Title,
            user.Department,
            user.Division?.Id,
            user.Division?.Name,
            user.Manager?.Id,
            user.EmployerInfo?.EmployeeId,
            ToDay(user.EmployerInfo?.DateHire),
            user.Groups?.Select(group => group.Id).OfType<string>().ToList(),
            user.DateLastLogin,
            user.LastTokenIssued
        );

    // An unknown state must not make anybody appear to be gone.
    private static VendorUserState ToState(string? word) =>
        word?.ToUpperInvariant() switch
        {
            "INACTIVE" => VendorUserState.Inactive,
            "DELETED" => VendorUserState.Deleted,
            _ => VendorUserState.Active,
        };

    private static DateOnly? ToDay(string? text) =>
        text is { Length: >= 10 }
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}

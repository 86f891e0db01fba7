using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.People;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.People;

namespace LicenseDashboard.Web.Search;

/// <summary>What the search finds for this viewer.</summary>
internal sealed class SearchData(CurrentViewer viewers, PeopleData people, IEnumerable<IJobWork> works)
{
    public async Task<IReadOnlyList<SearchPlace>> PlacesAsync(string text, CancellationToken ct) =>
        SearchPlaces.Find(text, (await viewers.GetAsync(ct)).Roles, works.Select(work => work.Plan));

    /// <summary>Null while too little is typed.</summary>
    public async Task<PagedResult<SeatHolder>?> PeopleAsync(string text, string? platform, CancellationToken ct) =>
        text.Trim().Length < 2 ? null : await people.FindAsync(text, platform, ct);
}

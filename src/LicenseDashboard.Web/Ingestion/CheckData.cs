using LicenseDashboard.Application.Ingestion.Checks;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Ingestion;

/// <summary>Reads and actions of the check's page.</summary>
internal sealed class CheckData(CurrentViewer viewers, CheckList list, StartCheck start)
{
    public async Task<Outcome<CheckRead>> ReadAsync(CancellationToken ct) => await list.RunAsync(await viewers.GetAsync(ct), ct);

    public async Task<Refusal?> StartAsync(string platform, CancellationToken ct) =>
        (await start.RunAsync(await viewers.GetAsync(ct), platform, ct)).Refusal;
}

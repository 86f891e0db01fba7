using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>What the reject dialog offers besides to viewers who may assign tags.</summary>
internal sealed class SeasonExemption(CurrentViewer viewers, ExemptRejected exempt, Messages messages)
{
    public const string Tag = ExemptRejected.Tag;

    public async Task<bool> IsOfferedAsync(CancellationToken ct) => ExemptRejected.IsFor(await viewers.GetAsync(ct));

    /// <param name="why">The reason of the rejection.</param>
    public async Task RunAsync(IReadOnlyList<RecommendationRow> rejected, string why)
    {
        var done = await exempt.RunAsync(await viewers.GetAsync(), [.. rejected.Select(row => row.Id)], why, CancellationToken.None);
        if (done.Refusal is { } refusal)
        {
            messages.Failed($"Rejected, but not exempt with {Tag}: {refusal.Message}");
        }
        else
        {
            var already = done.Value.Already > 0 ? $" {NumberText.Of(done.Value.Already, "was", "were")} already." : "";
            messages.Done($"{NumberText.Of(done.Value.Set, "person is", "people are")} also exempt with {Tag}.{already}");
        }
    }
}

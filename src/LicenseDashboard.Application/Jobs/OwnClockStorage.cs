using Hangfire;
using Hangfire.Storage;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Hangfire's in-memory storage with the clock of this program. Otherwise a demo of another day, and every test, would have two clocks.
/// </summary>
internal sealed class OwnClockStorage(JobStorage inner) : JobStorage
{
    public override bool LinearizableReads => inner.LinearizableReads;

    public override IMonitoringApi GetMonitoringApi() => inner.GetMonitoringApi();

    public override IStorageConnection GetConnection() => inner.GetConnection();

    public override bool HasFeature(string featureId) =>
        featureId != JobStorageFeatures.Connection.GetUtcDateTime && inner.HasFeature(featureId);

    public override string ToString() => inner.ToString()!;
}

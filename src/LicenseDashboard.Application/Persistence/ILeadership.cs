namespace LicenseDashboard.Application.Persistence;

/// <summary>
/// Elects one leader among the instances on one database, for work that must happen once. The lead ends with the process, however that
/// ends, so the next instance leads within its own pace of asking. Dispose it to give the lead away.
/// </summary>
public interface ILeadership : IAsyncDisposable
{
    /// <summary>
    /// True if this instance leads; takes the lead if nobody has it. Ask again and again while leading, too: the lead may be lost with a
    /// connection.
    /// </summary>
    Task<bool> LeadsAsync(CancellationToken ct);
}

namespace LicenseDashboard.Application.Persistence;

public enum WriteKind
{
    /// <summary>A person is waiting for it.</summary>
    Brief,

    /// <summary>One of many transactions of 10,000 rows.</summary>
    Bulk,
}

/// <summary>
/// Admits one writer at a time, short ones first. On SQLite, waiting writers sleep and poll, so consecutive bulk transactions starve
/// them. A plain semaphore doesn't help because the bulk thread takes it again immediately.
/// </summary>
public interface IWriteGate
{
    /// <summary>Dispose the pass after the commit.</summary>
    ValueTask<IAsyncDisposable> EnterAsync(WriteKind kind, CancellationToken ct);
}

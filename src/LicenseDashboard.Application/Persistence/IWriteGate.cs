namespace LicenseDashboard.Application.Persistence;

public enum WriteKind
{
    /// <summary>A person waits for it.</summary>
    Brief,

    /// <summary>One of many transactions of 10,000 rows.</summary>
    Bulk,
}

/// <summary>
/// One writer at a time, short ones first. SQLite lets waiting writers sleep and poll, so bulk transactions that follow one another starve
/// them, whatever their size; a plain semaphore doesn't help, because the bulk thread takes it again at once.
/// </summary>
public interface IWriteGate
{
    /// <summary>Dispose the pass after the commit.</summary>
    ValueTask<IAsyncDisposable> EnterAsync(WriteKind kind, CancellationToken ct);
}

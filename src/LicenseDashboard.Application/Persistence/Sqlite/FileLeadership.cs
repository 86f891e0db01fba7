namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>The instance that holds the lock file leads. The operating system releases the file when the process ends.</summary>
internal sealed class FileLeadership(string path) : ILeadership
{
    private FileStream? _held;

    public Task<bool> LeadsAsync(CancellationToken ct) => Task.FromResult((_held ??= LockFile.TryTake(path)) is not null);

    public async ValueTask DisposeAsync()
    {
        if (_held is { } file)
        {
            _held = null;
            await file.DisposeAsync();
        }
    }
}

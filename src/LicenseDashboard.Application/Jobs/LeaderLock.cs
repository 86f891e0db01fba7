namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Elects one leader among the instances that share a SQLite file by opening a lock file exclusively. The operating system releases it
/// however the process ends, so the next instance leads within seconds. (A lease row would need a clock and could be delayed by bulk
/// writes.)
/// </summary>
internal sealed class LeaderLock(string path) : IDisposable
{
    private FileStream? _held;

    public bool TryTake()
    {
        if (_held is not null)
        {
            return true;
        }

        try
        {
            _held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose() => _held?.Dispose();
}

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// One leader among the instances that share a SQLite file: an open file that nobody else may open. The operating system lets it go when
/// the process dies, however it dies,
/// so the next one leads within seconds. (A lease row would need a clock and would get lost behind bulk writes.)
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

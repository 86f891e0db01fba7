namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>
/// Detects whether another process writes to the same file. Each instance holds the first free lock file of several beside the database;
/// the operating system releases it with the process.
/// </summary>
internal sealed class InstanceSlot(string databaseFile, TimeProvider time) : IDisposable
{
    private const int Slots = 8;
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private FileStream? _held;
    private int _slot = -1;
    private long? _lookedAt;
    private bool _others;

    /// <summary>Checks at most once per second, because a bulk writer asks after each transaction.</summary>
    public bool OthersExist()
    {
        lock (_lock)
        {
            if (_lookedAt is { } at && time.GetElapsedTime(at) < Glance)
            {
                return _others;
            }

            Take();
            _others = Enumerable.Range(0, Slots).Any(slot => slot != _slot && IsHeld(slot));
            _lookedAt = time.GetTimestamp();
            return _others;
        }
    }

    public void Hold()
    {
        lock (_lock)
        {
            Take();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _held?.Dispose();
            _held = null;
            _slot = -1;
        }
    }

    private void Take()
    {
        for (var slot = 0; _held is null && slot < Slots; slot++)
        {
            (_held, _slot) = LockFile.TryTake(Path(slot)) is { } file ? (file, slot) : (null, -1);
        }
    }

    private bool IsHeld(int slot)
    {
        if (!File.Exists(Path(slot)))
        {
            return false;
        }

        using var file = LockFile.TryTake(Path(slot));
        return file is null;
    }

    private string Path(int slot) => FormattableString.Invariant($"{databaseFile}.instance{slot + 1}.lock");
}

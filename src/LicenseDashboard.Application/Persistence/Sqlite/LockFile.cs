namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>An exclusive lock of the operating system that ends with its process.</summary>
internal static class LockFile
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Null if another process holds it. Throws if the file can't be written at all.</summary>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (fault is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <summary>Null if another process still holds it after <paramref name="patience"/>.</summary>
    public static async Task<FileStream?> TakeAsync(string path, TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (TryTake(path) is { } file)
            {
                return file;
            }

            if (time.GetElapsedTime(started) > patience)
            {
                return null;
            }

            await Task.Delay(Poll, ct);
        }
    }
}

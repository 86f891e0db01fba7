using System.Text;
using System.Text.Json;

namespace LicenseDashboard.Simulator.Writes;

/// <summary>
/// One JSON object per line: first the organization it belongs to, then every write. A line is on disk before the write is answered; a
/// last line torn by a crash was never answered and is dropped.
/// </summary>
internal sealed class StateFile : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly FileStream _stream;

    private StateFile(FileStream stream, IReadOnlyList<JournalEntry> entries, bool torn) =>
        (_stream, Entries, WasTorn) = (stream, entries, torn);

    public IReadOnlyList<JournalEntry> Entries { get; }

    public bool WasTorn { get; }

    public static StateFile Open(string path, string organization)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SimulatorOptionException(
                "--state",
                $"'{path}' can't be opened for writing ({failure.Message}). Name a file in a folder that exists and may be "
                    + "written, used by one simulator only."
            );
        }

        try
        {
            return Read(stream, path, organization);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Append(JournalEntry entry)
    {
        var end = _stream.Length;
        try
        {
            _stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, Json) + "\n"));
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // Half a line in the middle would make the file permanently unreadable.
            _stream.SetLength(end);
            throw;
        }
    }

    public void Dispose() => _stream.Dispose();

    private static StateFile Read(FileStream stream, string path, string organization)
    {
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        var lines = Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var torn = whole < bytes.Length;
        stream.SetLength(whole);
        stream.Seek(0, SeekOrigin.End);
        if (lines.Length == 0)
        {
            stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Header(organization), Json) + "\n"));
            stream.Flush(flushToDisk: true);
            return new StateFile(stream, [], torn);
        }

        if (Parse<Header>(lines[0], path, 1).Organization is var found && found != organization)
        {
            throw new SimulatorOptionException(
                "--state",
                $"'{path}' belongs to another organization ({found ?? "unknown"}; this one is {organization}). Start with the "
                    + "options it was made with, or name another file."
            );
        }

        return new StateFile(stream, [.. lines.Skip(1).Select((line, i) => Parse<JournalEntry>(line, path, i + 2))], torn);
    }

    private static T Parse<T>(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json) ?? throw new JsonException("null");
        }
        catch (JsonException)
        {
            throw new SimulatorOptionException("--state", $"line {number} of '{path}' is no journal entry. Mend or delete the file.");
        }
    }

    private sealed record Header(string? Organization);
}

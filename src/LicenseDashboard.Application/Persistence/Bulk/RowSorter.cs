using System.Buffers;
using System.Runtime.InteropServices;

namespace LicenseDashboard.Application.Persistence.Bulk;

/// <summary>
/// Sorts rows with bounded memory: beyond a million rows, sorted runs are written to a file that the operating system deletes with the
/// process.
/// </summary>
internal sealed class RowSorter<T>(string folder, int rowsInMemory = RowSorter<T>.DefaultRowsInMemory) : IDisposable
    where T : unmanaged, IComparable<T>
{
    public const int DefaultRowsInMemory = 1_000_000;

    private readonly List<(long Offset, int Count)> _runs = [];
    private T[] _rows = ArrayPool<T>.Shared.Rent(1024);
    private int _held;
    private FileStream? _file;
    private bool _inOrder = true;

    public long Count { get; private set; }

    public void Add(in T row)
    {
        _inOrder = _inOrder && (_held == 0 || _rows[_held - 1].CompareTo(row) <= 0);
        if (_held == _rows.Length)
        {
            Grow();
        }

        _rows[_held++] = row;
        Count++;
        if (_held == rowsInMemory)
        {
            Spill();
        }
    }

    /// <summary>Can be enumerated repeatedly; nothing can be added in the meantime.</summary>
    public IEnumerable<T> Sorted()
    {
        SortRows();
        return _runs.Count == 0 ? Held() : Merged();
    }

    public void Dispose()
    {
        _file?.Dispose();
        ArrayPool<T>.Shared.Return(_rows);
        _rows = [];
        _held = 0;
    }

    private void Grow()
    {
        // Rented, because months follow one another and would otherwise each allocate as much memory.
        var larger = ArrayPool<T>.Shared.Rent(_rows.Length * 2);
        _rows.AsSpan(0, _held).CopyTo(larger);
        ArrayPool<T>.Shared.Return(_rows);
        _rows = larger;
    }

    private IEnumerable<T> Held()
    {
        for (var at = 0; at < _held; at++)
        {
            yield return _rows[at];
        }
    }

    private void SortRows()
    {
        if (!_inOrder)
        {
            Array.Sort(_rows, 0, _held);
            _inOrder = true;
        }
    }

    private void Spill()
    {
        SortRows();
        _file ??= Open();
        _runs.Add((_file.Length, _held));
        _file.Seek(0, SeekOrigin.End);
        _file.Write(MemoryMarshal.AsBytes(_rows.AsSpan(0, _held)));
        _held = 0;
        _inOrder = true;
    }

    private IEnumerable<T> Merged()
    {
        var sources = new List<IEnumerator<T>>([.. _runs.Select(Run), Held().GetEnumerator()]);
        try
        {
            // There are few runs, so the queue is small; the index keeps equal rows apart.
            var next = new PriorityQueue<int, T>();
            for (var source = 0; source < sources.Count; source++)
            {
                Enqueue(source);
            }

            while (next.TryDequeue(out var source, out var row))
            {
                yield return row;
                Enqueue(source);
            }

            void Enqueue(int source)
            {
                if (sources[source].MoveNext())
                {
                    next.Enqueue(source, sources[source].Current);
                }
            }
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
        }
    }

    private IEnumerator<T> Run((long Offset, int Count) run)
    {
        var buffer = new T[8192];
        for (var done = 0; done < run.Count; )
        {
            var count = Math.Min(buffer.Length, run.Count - done);
            Read(buffer, run.Offset + ((long)done * System.Runtime.CompilerServices.Unsafe.SizeOf<T>()), count);
            for (var at = 0; at < count; at++)
            {
                yield return buffer[at];
            }

            done += count;
        }
    }

    private void Read(T[] buffer, long offset, int count)
    {
        _file!.Seek(offset, SeekOrigin.Begin);
        _file.ReadExactly(MemoryMarshal.AsBytes(buffer.AsSpan(0, count)));
    }

    private FileStream Open()
    {
        var path = Path.Combine(folder, $"sort-{Guid.CreateVersion7():N}.tmp");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            // The file has no name from now on, so a killed process leaves nothing behind.
            File.Delete(path);
        }

        return file;
    }
}

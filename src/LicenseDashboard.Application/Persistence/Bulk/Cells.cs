namespace LicenseDashboard.Application.Persistence.Bulk;

/// <summary>Consecutive rows of integers; a reusable buffer.</summary>
internal sealed class Cells
{
    private long[] _cells = new long[1024];

    public int Count { get; private set; }

    public ReadOnlyMemory<long> Memory => _cells.AsMemory(0, Count);

    public void Clear() => Count = 0;

    public void Add(long a, long b, long c, long d, long e)
    {
        var room = Room(5);
        (room[0], room[1], room[2], room[3], room[4]) = (a, b, c, d, e);
    }

    public void Add(long a, long b, long c, long d)
    {
        var room = Room(4);
        (room[0], room[1], room[2], room[3]) = (a, b, c, d);
    }

    public void Add(long a, long b, long c)
    {
        var room = Room(3);
        (room[0], room[1], room[2]) = (a, b, c);
    }

    public void Add(long a, long b)
    {
        var room = Room(2);
        (room[0], room[1]) = (a, b);
    }

    private Span<long> Room(int width)
    {
        if (Count + width > _cells.Length)
        {
            Array.Resize(ref _cells, _cells.Length * 2);
        }

        Count += width;
        return _cells.AsSpan(Count - width, width);
    }
}

namespace LicenseDashboard.Core.Utilization;

/// <summary>How many were signed in, on queue and idle at one moment.</summary>
public readonly record struct Level(int SignedIn, int OnQueue, int Idle)
{
    public static Level operator +(Level left, Level right) =>
        new(left.SignedIn + right.SignedIn, left.OnQueue + right.OnQueue, left.Idle + right.Idle);
}

/// <summary>
/// The levels of one day: in each slot the highest seen of each figure, or unknown. Raising a slot twice by the same sample changes
/// nothing, so a worker that died and its successor can both write the same minutes.
/// </summary>
public sealed class Levels
{
    private const int Unknown = -1;
    private const byte Version = 1;

    private readonly int[] _signedIn;
    private readonly int[] _onQueue;
    private readonly int[] _idle;

    public Levels(int slots)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slots);
        (_signedIn, _onQueue, _idle) = (new int[slots], new int[slots], new int[slots]);
        foreach (var series in All)
        {
            Array.Fill(series, Unknown);
        }
    }

    private int[][] All => [_signedIn, _onQueue, _idle];

    public int Slots => _signedIn.Length;

    /// <summary>Null: unknown.</summary>
    public Level? this[int slot] => IsKnown(slot) ? new Level(_signedIn[slot], _onQueue[slot], _idle[slot]) : null;

    public bool IsKnown(int slot) => _signedIn[slot] != Unknown;

    /// <summary>True if the slot now holds more than before.</summary>
    public bool Raise(int slot, Level level)
    {
        var raised = level.SignedIn > _signedIn[slot] || level.OnQueue > _onQueue[slot] || level.Idle > _idle[slot];
        _signedIn[slot] = Math.Max(_signedIn[slot], level.SignedIn);
        _onQueue[slot] = Math.Max(_onQueue[slot], level.OnQueue);
        _idle[slot] = Math.Max(_idle[slot], level.Idle);
        return raised;
    }

    /// <summary>Raises every slot to the other's where that is known.</summary>
    public void Merge(Levels other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var slot = 0; slot < Math.Min(Slots, other.Slots); slot++)
        {
            if (other[slot] is { } level)
            {
                Raise(slot, level);
            }
        }
    }

    /// <summary>
    /// The differences from slot to slot as variable-length numbers, up to the last known slot: mostly one byte each. Unknown is stored as
    /// 0 and a level as one more, so that they can't be confused.
    /// </summary>
    public byte[] Pack()
    {
        var last = Slots;
        while (last > 0 && !IsKnown(last - 1))
        {
            last--;
        }

        var packed = new List<byte>((last * 3) + 8) { Version };
        Write(packed, (uint)last);
        foreach (var series in All)
        {
            var before = 0;
            for (var slot = 0; slot < last; slot++)
            {
                var now = series[slot] + 1;
                var step = now - before;
                Write(packed, (uint)((step << 1) ^ (step >> 31)));
                before = now;
            }
        }

        return [.. packed];
    }

    /// <summary>Slots beyond those of the day are dropped: the rules of its time zone have changed since it was written.</summary>
    /// <exception cref="FormatException">Not written by <see cref="Pack"/>.</exception>
    public static Levels Unpack(ReadOnlySpan<byte> packed, int slots)
    {
        var levels = new Levels(slots);
        if (packed.IsEmpty || packed[0] != Version)
        {
            throw new FormatException("Levels of an unknown form.");
        }

        var rest = packed[1..];
        var last = (int)Read(ref rest);
        foreach (var series in levels.All)
        {
            var value = 0;
            for (var slot = 0; slot < last; slot++)
            {
                var step = Read(ref rest);
                value += (int)(step >> 1) ^ -(int)(step & 1);
                if (slot < slots)
                {
                    series[slot] = value - 1;
                }
            }
        }

        return levels;
    }

    private static void Write(List<byte> into, uint number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            into.Add((byte)(number | 0x80));
        }

        into.Add((byte)number);
    }

    private static uint Read(ref ReadOnlySpan<byte> from)
    {
        uint number = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (from.IsEmpty || shift > 28)
            {
                throw new FormatException("Levels end in the middle of a number.");
            }

            var next = from[0];
            from = from[1..];
            number |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }
    }
}

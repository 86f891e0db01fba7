namespace LicenseDashboard.Simulator.Generation;

/// <summary>Stateless random numbers: the same seed and subject always give the same numbers (SplitMix64).</summary>
internal struct Dice(ulong state)
{
    private ulong _state = state;

    public static Dice For(ulong seed, ulong subject, ulong occasion = 0) => new(Mix(Mix(Mix(seed) ^ subject) ^ occasion));

    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    public static ulong Hash(string text) => text.Aggregate(0xCBF29CE484222325UL, (hash, letter) => (hash ^ letter) * 0x100000001B3UL);

    public static string Id(ulong seed, string kind, ulong number)
    {
        var dice = For(seed, Hash(kind), number);
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, dice.Next());
        BitConverter.TryWriteBytes(bytes[8..], dice.Next());
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes).ToString();
    }

    public ulong Next() => Mix(_state++);

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;
}

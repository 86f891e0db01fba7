namespace LicenseDashboard.Connectors.Genesys;

/// <summary>Reads the numbers of an aggregate leniently.</summary>
internal static class Aggregates
{
    /// <summary>A time without a count means that it happened once.</summary>
    public static int Count(WireStats? stats) =>
        stats switch
        {
            { Count: > 0 and { } count } => (int)Math.Min(count, int.MaxValue),
            { Count: null, Sum: > 0 } => 1,
            _ => 0,
        };

    public static long Seconds(WireStats? stats) => stats?.Sum is > 0 and { } milliseconds ? milliseconds / 1000 : 0;
}

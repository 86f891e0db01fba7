namespace LicenseDashboard.Connectors.Genesys;

/// <summary>Numbers of an aggregate, whatever the vendor put there.</summary>
internal static class Aggregates
{
    /// <summary>A time without a count still happened once.</summary>
    public static int Count(WireStats? stats) =>
        stats switch
        {
            { Count: > 0 and { } count } => (int)Math.Min(count, int.MaxValue),
            { Count: null, Sum: > 0 } => 1,
            _ => 0,
        };

    public static long Seconds(WireStats? stats) => stats?.Sum is > 0 and { } milliseconds ? milliseconds / 1000 : 0;
}

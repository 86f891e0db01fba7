namespace LicenseDashboard.Simulator.Estate;

internal static class Permission
{
    /// <summary>
    /// Whether <paramref name="wide"/> holds <paramref name="narrow"/>: each segment is equal, or the wider side's is a star.
    /// </summary>
    public static bool Holds(string wide, string narrow)
    {
        if (string.Equals(wide, narrow, StringComparison.Ordinal))
        {
            return true;
        }

        if (!wide.Contains('*', StringComparison.Ordinal))
        {
            return false;
        }

        var left = wide.Split(':');
        var right = narrow.Split(':');
        return left.Length == right.Length && left.Zip(right).All(pair => pair.First == "*" || pair.First == pair.Second);
    }
}

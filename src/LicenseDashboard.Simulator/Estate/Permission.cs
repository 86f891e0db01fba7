namespace LicenseDashboard.Simulator.Estate;

internal static class Permission
{
    /// <summary>
    /// True if <paramref name="wide"/> contains <paramref name="narrow"/>: each segment is equal, or is a star on the wider side.
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

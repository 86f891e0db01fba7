using System.Runtime.InteropServices;

namespace LicenseDashboard.Application.Rightsizing;

/// <summary>Rows ordered by key, returned key by key in ascending order.</summary>
internal sealed class Walk<T>(List<T> rows, Func<T, int> key)
{
    private int _at;

    public ReadOnlySpan<T> Of(int wanted)
    {
        while (_at < rows.Count && key(rows[_at]) < wanted)
        {
            _at++;
        }

        var first = _at;
        while (_at < rows.Count && key(rows[_at]) == wanted)
        {
            _at++;
        }

        return CollectionsMarshal.AsSpan(rows)[first.._at];
    }
}

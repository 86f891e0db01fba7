namespace LicenseDashboard.Core.Utilization;

/// <summary>
/// A pool of licenses reached a threshold. Raised once and open until the pool has stayed at least <see cref="Margin"/> points below the
/// threshold for <see cref="Calm"/>, so that a level that swings around the threshold is one alert.
/// </summary>
public sealed class PoolAlert
{
    /// <summary>Percentage points.</summary>
    public const int Margin = 3;

    /// <summary><see cref="DivisionKey"/> of a pool of the whole organization.</summary>
    public const int AllDivisions = 0;

    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(15);

    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>The vendor's ID.</summary>
    public required string Sku { get; init; }

    /// <summary><see cref="AllDivisions"/> or the key of a division.</summary>
    public required int DivisionKey { get; init; }

    /// <summary>In percent.</summary>
    public required int Threshold { get; init; }

    /// <summary>Signed-in holders when it was raised.</summary>
    public required int Used { get; init; }

    /// <summary>Licenses of the pool when it was raised.</summary>
    public required int Entitled { get; init; }

    /// <summary>True if holders were taken from the roles.</summary>
    public bool ByRole { get; init; }

    /// <summary>Most signed-in holders while it was open.</summary>
    public int Peak { get; private set; }

    /// <summary>UTC.</summary>
    public required DateTime RaisedAt { get; init; }

    /// <summary>UTC time since when the pool is calm; null while it is not. Stored, so that a restart doesn't reset it.</summary>
    public DateTime? BelowSince { get; private set; }

    /// <summary>UTC; null while open.</summary>
    public DateTime? ClearedAt { get; private set; }

    public bool IsOpen => ClearedAt is null;

    /// <summary>True if so many of the entitled reach the threshold. False for a pool without licenses, which can't fill.</summary>
    public static bool Reaches(int used, int entitled, int threshold) => entitled > 0 && used * 100L >= (long)threshold * entitled;

    public static PoolAlert Raise(
        int platformKey,
        string sku,
        int divisionKey,
        int threshold,
        int used,
        int entitled,
        bool byRole,
        DateTime now
    ) =>
        new()
        {
            PlatformKey = platformKey,
            Sku = sku,
            DivisionKey = divisionKey,
            Threshold = threshold,
            Used = used,
            Entitled = entitled,
            ByRole = byRole,
            Peak = used,
            RaisedAt = now,
        };

    /// <summary>A sample while it is open. True if something changed.</summary>
    public bool See(int used, int entitled, DateTime now)
    {
        if (!IsOpen)
        {
            return false;
        }

        var before = (Peak, BelowSince);
        Peak = Math.Max(Peak, used);
        if (!IsBelow(used, entitled))
        {
            BelowSince = null;
        }
        else if (BelowSince is not { } since)
        {
            BelowSince = now;
        }
        else if (now - since >= Calm)
        {
            ClearedAt = now;
            return true;
        }

        return before != (Peak, BelowSince);
    }

    /// <summary>
    /// The level was unknown for a while: it may have risen in between, so the calm begins anew. True if something changed.
    /// </summary>
    public bool Miss()
    {
        var counted = IsOpen && BelowSince is not null;
        BelowSince = IsOpen ? null : BelowSince;
        return counted;
    }

    /// <summary>The pool or the threshold is no longer in the contract or the settings.</summary>
    public void Withdraw(DateTime now) => ClearedAt ??= now;

    public PoolAlert Copy() => (PoolAlert)MemberwiseClone();

    private bool IsBelow(int used, int entitled) => used * 100L <= (long)(Threshold - Margin) * entitled;
}

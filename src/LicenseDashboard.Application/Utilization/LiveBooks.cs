using System.Runtime.CompilerServices;
using LicenseDashboard.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Utilization;

/// <summary>The names of each roster, for as long as it is in use.</summary>
internal sealed class LiveBooks(IDbContextFactory<LicenseDb> dbs)
{
    private readonly ConditionalWeakTable<LiveRoster, LiveNames> _names = [];

    public LiveNames Of(LiveRoster roster) => _names.GetValue(roster, one => new LiveNames(one, dbs));
}

using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Billing;

/// <param name="Levels">Which seconds count for a level of simultaneous people.</param>
public sealed record BillingOptions(PeakLevels Levels = PeakLevels.Cumulative);

/// <summary>What one platform's bills depend on, and its live rows.</summary>
/// <param name="Covered">Days whose presence is stored, whole or in part.</param>
internal sealed record LoadedBilling(BillingFacts Facts, IReadOnlyList<SeatChange> Rows, IReadOnlySet<DateOnly> Covered)
{
    public BillingBook ToBook() => new(Facts, Rows);
}

/// <summary>
/// Reads the facts of one platform for the billing engine: contracts, seats, log-ins, presence of the periods needed, seasons, coverage
/// and live rows. The vendor keeps no history of seats, so those of the first snapshot count from the beginning, and a period that began
/// before it is an estimate.
/// </summary>
public sealed class LoadBillingFacts(Catalogue catalogue, BillingOptions options)
{
    /// <summary>For the open and coming bills: from the last closed period of each contract on.</summary>
    internal async Task<LoadedBilling> ReadAsync(LicenseDb db, Platform platform, DateOnly today, CancellationToken ct)
    {
        var (contracts, presence) = await BasicsAsync(db, platform, today, ct);
        var from = contracts.Select(contract => FirstNeeded(contract, today, presence.CompleteThrough)).DefaultIfEmpty(today).Min();
        return await ReadAsync(db, platform, today, contracts, presence, Period.Through(from, today), ct);
    }

    /// <summary>For the bill of a month that has begun, without live rows.</summary>
    internal async Task<LoadedBilling> OfMonthAsync(LicenseDb db, Platform platform, DateOnly today, int month, CancellationToken ct)
    {
        var (contracts, presence) = await BasicsAsync(db, platform, today, ct);
        var periods = contracts
            .SelectMany(contract => BillingPeriod.Of(contract.First, today, today, presence.CompleteThrough))
            .Where(period => period.Month == month)
            .Select(period => period.Days)
            .DefaultIfEmpty(Period.Through(today, today))
            .ToList();
        var days = new Period(periods.Min(each => each.Start), periods.Max(each => each.End));
        var loaded = await ReadAsync(db, platform, today, contracts, presence, days, ct);
        return loaded with { Rows = [] };
    }

    private static async Task<(IReadOnlyList<ContractTerms> Contracts, PresenceDays Presence)> BasicsAsync(
        LicenseDb db,
        Platform platform,
        DateOnly today,
        CancellationToken ct
    ) => (await LoadContracts.OfAsync(db, platform.Key, ct), await PresenceDays.ReadAsync(db, platform, today, ct));

    private static DateOnly FirstNeeded(ContractTerms contract, DateOnly today, DateOnly completeThrough)
    {
        var begun = BillingPeriod
            .Of(contract.First, today, today, completeThrough)
            .Where(period => period.State != PeriodState.Coming)
            .ToList();
        var closed = begun.FindLastIndex(period => period.State == PeriodState.Closed);
        if (closed >= 0)
        {
            return begun[closed].First;
        }

        // Without a closed period, coming ones are expected to be like the month up to the last complete day.
        var monthToDate = completeThrough.AddDays(1).AddMonths(-1);
        return begun.Count > 0 && begun[0].First < monthToDate ? begun[0].First : monthToDate;
    }

    private async Task<LoadedBilling> ReadAsync(
        LicenseDb db,
        Platform platform,
        DateOnly today,
        IReadOnlyList<ContractTerms> contracts,
        PresenceDays presence,
        Period days,
        CancellationToken ct
    )
    {
        var rows = await BillingRows.ReadAsync(db, platform, today, ct);
        var seasons = await BillingSeasons.ReadAsync(db, platform, today, ct);
        var seats = await BillingSeats.ReadAsync(db, platform, catalogue, days.Start, ct);
        var use = await BillingUse.ReadAsync(db, platform, days, today, NeedsSeconds(contracts), ct);
        var people = seats
            .Keys.Concat(rows.Select(row => BillingRows.KeyOf(row)))
            .Distinct()
            .Order()
            .Select(key => new BilledPerson
            {
                Id = BillingRows.IdOf(key),
                Seats = seats.TryGetValue(key, out var held) ? held : [],
                LogIns = use.LogInsOf(key),
                Presence = use.PresenceOf(key),
                Season = seasons.TagOf.GetValueOrDefault(key),
            })
            .ToList();
        var facts = new BillingFacts
        {
            Today = today,
            CompleteThrough = presence.CompleteThrough,
            Zone = platform.Zone,
            Catalogue = catalogue,
            Contracts = contracts,
            People = people,
            Seasons = seasons.Seasons,
            NotCovered = presence.NotCovered(days, platform.FirstSnapshotOn),
            Levels = options.Levels,
        };
        return new LoadedBilling(facts, rows, presence.Covered);
    }

    /// <summary>People on named lines are billed by the day; only peaks and hours need to know when.</summary>
    private static bool NeedsSeconds(IReadOnlyList<ContractTerms> contracts) =>
        contracts.Any(contract => contract.Lines.Any(line => line.Basis != LineBasis.Named));
}

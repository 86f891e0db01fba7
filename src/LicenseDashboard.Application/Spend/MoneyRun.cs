using System.Globalization;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Spend;

/// <summary>A change of an amount that people enter, inside its transaction, by a viewer who may.</summary>
internal sealed record MoneyRun(LicenseDb Db, Platform Platform, DateOnly Today, string Currency)
{
    private const string Changed = "It has changed. Review it again.";

    /// <summary>Version of what is there; 0 if nothing is.</summary>
    private static Refusal? StaleUnless(int expected, int actual) => expected == actual ? null : Refusal.Stale(Changed);

    /// <summary>Sets, changes or, without an amount, removes; the same again changes nothing.</summary>
    /// <param name="expected">The version the caller saw; 0 if there was none.</param>
    public static async Task<Outcome<int>> RunAsync<T>(
        IDbContextFactory<LicenseDb> dbs,
        TimeProvider clock,
        Viewer viewer,
        string platform,
        decimal? amount,
        int expected,
        Func<MoneyRun, CancellationToken, Task<Outcome<MoneyRow<T>>>> find,
        CancellationToken ct
    )
        where T : class, IVersioned
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.EditsMoney)
        {
            return Refusal.Forbidden("Only FinOps and administrators, or tokens with the scope finance-write, can set amounts.");
        }

        var micros = amount is { } sum ? Budget.MicrosOf(sum, "amount") : (Outcome<long>)0;
        if (micros.Refusal is { } invalid)
        {
            return invalid;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            return await db.InTransactionAsync<Outcome<int>>(
                async token =>
                {
                    if (await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platform, token) is not { } home)
                    {
                        return Refusal.NotFound($"No platform \"{platform}\".");
                    }

                    if (await LoadContracts.OfAsync(db, home.Key, token) is not [{ Currency: var currency }, ..])
                    {
                        return Refusal.Invalid(
                            $"platform {platform} has no contract, so its currency is unknown. Enter the contract first.",
                            "platform"
                        );
                    }

                    var now = clock.GetUtcNow();
                    var found = await find(new MoneyRun(db, home, home.LocalDay(now), currency), token);
                    if (found.Refusal is { } refused)
                    {
                        return refused;
                    }

                    var row = found.Value;
                    var before = row.Kept is null ? "" : Words(row.Micros, row.Currency);
                    var after = amount is null ? "" : Words(micros.Value, currency);
                    if (before == after)
                    {
                        return row.Kept?.Version ?? 0;
                    }

                    if (StaleUnless(expected, row.Kept?.Version ?? 0) is { } stale)
                    {
                        return stale;
                    }

                    var version = row.Write(amount is null ? null : micros.Value);
                    await db.AppendAsync(
                        [
                            new AuditEntry
                            {
                                At = now.UtcDateTime,
                                Actor = viewer.Actor,
                                Action =
                                    row.Kind
                                    + (
                                        before.Length == 0 ? ".set"
                                        : after.Length == 0 ? ".removed"
                                        : ".changed"
                                    ),
                                Subject = row.Subject,
                                PlatformKey = home.Key,
                                From = before,
                                To = after,
                            },
                        ],
                        token,
                        viewer
                    );
                    return version;
                },
                ct
            );
        }
        catch (DbUpdateException)
        {
            // Another call set it at the same moment.
            return Refusal.Stale(Changed);
        }
    }

    private static string Words(long micros, string currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{new Money(micros, currency).Amount:0.######} {currency}");
}

/// <summary>What is there, and how to write it.</summary>
/// <param name="Kind">As in the audit: <c>budget</c>.</param>
/// <param name="Write">Sets the amount, or removes it if null; returns the new version.</param>
internal sealed record MoneyRow<T>(T? Kept, long Micros, string Currency, string Kind, string Subject, Func<long?, int> Write)
    where T : class, IVersioned;

using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>A change of tags, exemptions or rules inside its transaction, on one platform, by an authorized viewer.</summary>
internal sealed record ExemptionRun(LicenseDb Db, Platform Platform, Viewer Viewer, DateTime Now, DateOnly Today)
{
    public const string Changed = "It has changed. Review it again.";
    public const string MayNot = "Only administrators, or tokens with the scope operate, can set exemptions.";

    /// <summary>Audit entries, appended with the change.</summary>
    public List<AuditEntry> Entries { get; } = [];

    /// <param name="platform">Platform key.</param>
    public static async Task<Outcome<T>> RunAsync<T>(
        IDbContextFactory<LicenseDb> dbs,
        TimeProvider clock,
        Viewer viewer,
        string platform,
        Func<ExemptionRun, CancellationToken, Task<Outcome<T>>> work,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.MayOperate)
        {
            return Refusal.Forbidden(MayNot);
        }

        try
        {
            return await OnceAsync(dbs, clock, viewer, platform, work, ct);
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
        {
            // Another call wrote the same exemption, tag or rule at the same moment and the unique index refused this one. A retry finds
            // it.
            return await OnceAsync(dbs, clock, viewer, platform, work, ct);
        }
    }

    public async Task<Outcome<ExemptionTag>> TagAsync(string? text, CancellationToken ct)
    {
        var name = ExemptionTag.NameOf(text);
        if (name.Refusal is { } invalid)
        {
            return invalid;
        }

        return await Db.ExemptionTags.SingleOrDefaultAsync(t => t.PlatformKey == Platform.Key && t.Name == name.Value, ct) is { } tag
            ? tag
            : Refusal.Invalid($"tag \"{name.Value}\" does not exist. Create it first.", "tag");
    }

    public void Tell(string action, string subject, string from = "", string to = "", string detail = "", string why = "") =>
        Entries.Add(
            new AuditEntry
            {
                At = Now,
                Actor = Viewer.Actor,
                Action = action,
                Subject = subject,
                PlatformKey = Platform.Key,
                From = from,
                To = to,
                Detail = detail,
                PersonalText = why,
            }
        );

    private static async Task<Outcome<T>> OnceAsync<T>(
        IDbContextFactory<LicenseDb> dbs,
        TimeProvider clock,
        Viewer viewer,
        string platform,
        Func<ExemptionRun, CancellationToken, Task<Outcome<T>>> work,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            return await db.InTransactionAsync<Outcome<T>>(
                async token =>
                {
                    if (await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platform, token) is not { } found)
                    {
                        return Refusal.NotFound($"No platform \"{platform}\".");
                    }

                    var now = clock.GetUtcNow();
                    var run = new ExemptionRun(db, found, viewer, now.UtcDateTime, found.LocalDay(now));
                    var outcome = await work(run, token);
                    if (outcome.Refusal is not null)
                    {
                        // Nothing of a refused change may be committed.
                        db.ChangeTracker.Clear();
                        return outcome;
                    }

                    await db.AppendAsync(run.Entries, token, viewer);
                    return outcome;
                },
                ct
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale(Changed);
        }
    }
}

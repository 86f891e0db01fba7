using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>The result of an evaluation.</summary>
public sealed record EvaluationReport(int People, int Findings, int Asked, RaiseReport Raised)
{
    /// <summary>For the summary of a run.</summary>
    public string Words =>
        $"{(Findings == 0 ? "No findings" : EnglishText.Count(Findings, "finding", "findings"))} for "
        + $"{EnglishText.Count(People, "person", "people")}: "
        + (
            EnglishText.Counts((Raised.Raised, "new"), (Raised.Refreshed, "refreshed"), (Raised.Withdrawn + Raised.Replaced, "withdrawn"))
            ?? "nothing changed"
        )
        + ".";
}

/// <summary>
/// One evaluation of one platform: reads rollups, computes verdicts, raises recommendations. Depends only on stored facts, the catalogue
/// and the day, so it can be repeated at any point; on an unchanged night it writes nothing.
/// </summary>
public sealed partial class EvaluatePlatform(
    IDbContextFactory<LicenseDb> dbs,
    Catalogue catalogue,
    SignalMap map,
    ClientOwners owners,
    ConfirmPlans confirm,
    StoreVerdicts store,
    RaiseRecommendations raise,
    RightsizingOptions limits,
    TimeProvider clock,
    ILogger<EvaluatePlatform> log
)
{
    /// <summary>
    /// Maximum rounds per run. The current roles are confirmed first; a plan that the vendor contradicts is replaced by the next one,
    /// which is asked about in turn.
    /// </summary>
    private const int MostRounds = 6;

    /// <param name="run">ID of the run for the audit: <c>run:0198…</c>.</param>
    public async Task<EvaluationReport> RunAsync(Viewer viewer, string platformName, string run, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Name == platformName, ct);
        var today = platform.LocalDay(clock.GetUtcNow());
        var loaded = await LoadAsync(db, platform, today, ct);
        var infer = await confirm.KnownAsync(platform, loaded.Facts, ct);
        var verdicts = Evaluate(loaded, infer.Known, today, null, ct);
        for (var round = 0; round < MostRounds && await confirm.RunAsync(viewer, platform, loaded.Facts, verdicts, infer, ct); round++)
        {
            verdicts = Evaluate(loaded, infer.Known, today, verdicts, ct);
        }

        if (loaded.Facts.CountsConcurrent)
        {
            await confirm.AskHeldAsync(platform, loaded.Facts, loaded.People, infer, ct);
        }

        var raised = await raise.RunAsync(viewer, new EvaluationResult(platform, today, run, verdicts, loaded.LateNote), ct);
        await store.RunAsync(platform.Key, verdicts, ct);
        var findings = verdicts.Count(verdict => verdict is Finding);
        Evaluated(platform.Name, verdicts.Count, findings, infer.Asked);
        return new EvaluationReport(verdicts.Count, findings, infer.Asked, raised);
    }

    /// <summary>
    /// The verdict on one person according to current facts, for their own page. Reads only their facts and stores nothing.
    /// </summary>
    public async Task<Verdict?> OneAsync(Platform platform, int personKey, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var today = platform.LocalDay(clock.GetUtcNow());
        var loaded = await LoadAsync(db, platform, today, ct, personKey);
        var infer = await confirm.KnownAsync(platform, loaded.Facts, ct);
        return loaded.People.SingleOrDefault() is { } person
            ? new Evaluation(loaded.Facts with { InferAnswers = infer.Known }, today, limits).Evaluate(person)
            : null;
    }

    /// <summary>Reclamation policies decide who is inactive.</summary>
    private async Task<LoadedOrganization> LoadAsync(
        LicenseDb db,
        Platform platform,
        DateOnly today,
        CancellationToken ct,
        int? personKey = null
    )
    {
        var loaded = await LoadOrganization.ReadAsync(
            db,
            catalogue,
            platform,
            today,
            owners.ByPlatform.GetValueOrDefault(platform.Name),
            ct,
            personKey
        );
        return loaded with
        {
            Facts = loaded.Facts with
            {
                InactiveAfter = (await LoadPolicies.ReadAsync(db, platform.Key, ct)).InactiveAfter,
                Sources = map.Sources,
            },
        };
    }

    /// <param name="before">Verdicts of the previous round; answers can only change those that asked.</param>
    private List<Verdict> Evaluate(
        LoadedOrganization loaded,
        Dictionary<string, IReadOnlyList<string>> answers,
        DateOnly today,
        List<Verdict>? before,
        CancellationToken ct
    )
    {
        var evaluation = new Evaluation(loaded.Facts with { InferAnswers = answers }, today, limits);
        var verdicts = new List<Verdict>(loaded.People.Count);
        for (var i = 0; i < loaded.People.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            verdicts.Add(before?[i] is { AskInfer.Count: 0 } verdict ? verdict : evaluation.Evaluate(loaded.People[i]));
        }

        return verdicts;
    }

    [LoggerMessage(4012, LogLevel.Information, "Evaluated {Platform}: {People} people, {Findings} findings, {Asked} what-ifs asked")]
    private partial void Evaluated(string platform, int people, int findings, int asked);
}

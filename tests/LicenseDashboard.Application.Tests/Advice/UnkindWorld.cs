using System.Text.Json;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Tests.Advice;

/// <summary>What came out for one person, by vendor id.</summary>
/// <param name="Unknown">Keys of the features whose use is unknown.</param>
public sealed record Outcome(
    RecommendationKind Kind,
    Lane Lane,
    string Target,
    IReadOnlyList<string> Dropped,
    IReadOnlyList<string> Unknown,
    string Division
);

/// <summary>An organization read once from a vendor that has some of its habits: which streams arrived, and what is advised.</summary>
public sealed class UnkindWorld
{
    /// <summary>Names of the streams that are unknown since this import, or that the vendor refused.</summary>
    public required IReadOnlyList<string> UnknownStreams { get; init; }

    public required IReadOnlyDictionary<string, Outcome> Rows { get; init; }

    /// <summary>Why there is no finding, by vendor id; null where there is one.</summary>
    public required IReadOnlyDictionary<string, NoFindingReason?> Verdicts { get; init; }

    public required int People { get; init; }

    public IEnumerable<string> Ready => Rows.Where(row => row.Value.Lane == Lane.Ready).Select(row => row.Key);

    public static async Task<UnkindWorld> ReadAsync(SimulatorOptions options)
    {
        var now = new DateTimeOffset(options.Today!.Value, new TimeOnly(12, 0), TimeSpan.Zero);
        await using var pipeline = await SimulatedPipeline.CreateAsync(options with { Clock = new FixedClock() }, now);
        await pipeline.ImportAsync();

        // Enough nights to ask the vendor about every role set.
        for (var night = 0; night < 3; night++)
        {
            await pipeline.EvaluateAsync($"run:{night}");
        }

        await using var db = pipeline.Database.Open();
        var people = await db.People.AsNoTracking().ToDictionaryAsync(p => p.Key, p => p);
        var divisions = await db.Divisions.AsNoTracking().ToDictionaryAsync(d => d.Key, d => d.VendorId);
        var evidence = await db
            .RecommendationEvidence.AsNoTracking()
            .ToDictionaryAsync(e => e.RecommendationId, e => EvidenceJson.Read(e.Json));
        var rows = await db.Recommendations.AsNoTracking().Where(r => r.Kind != RecommendationKind.Reclaim).ToListAsync();
        var streams = await db.Streams.AsNoTracking().ToListAsync();
        return new UnkindWorld
        {
            UnknownStreams =
            [
                .. streams
                    .Where(s => s.State == StreamState.NotServed || s.UnknownSince is not null)
                    .Select(s => s.Name)
                    .Order(StringComparer.Ordinal),
            ],
            Rows = rows.ToDictionary(
                row => row.VendorId,
                row => new Outcome(
                    row.Kind,
                    row.Lane,
                    row.Target,
                    evidence[row.Id].Dropped,
                    [.. evidence[row.Id].Features.Where(f => f.State == FeatureState.Unknown).Select(f => f.Key)],
                    people[row.PersonKey].DivisionKey is { } key ? divisions[key] : ""
                )
            ),
            Verdicts = (await db.PersonVerdicts.AsNoTracking().ToListAsync()).ToDictionary(
                v => people[v.PersonKey].VendorId,
                v => v.NoFinding
            ),
            People = people.Count,
        };
    }

    /// <summary>Proposals that the kind world contradicts: something is dropped that is needed there.</summary>
    public IReadOnlyList<string> FalseAgainst(UnkindWorld kind) =>
        [
            .. Rows.Where(row => row.Value.Lane != Lane.Protected)
                .Where(row =>
                    kind.Rows.TryGetValue(row.Key, out var other)
                        ? row.Value.Dropped.Except(other.Dropped).Any()
                        : kind.Verdicts.GetValueOrDefault(row.Key) == NoFindingReason.NothingCheaper
                )
                .Select(row => $"{row.Key}: {JsonSerializer.Serialize(row.Value)}"),
        ];
}

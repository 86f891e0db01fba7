using System.Text.Json;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Analytics;

/// <summary>The vendor's filter tree: predicates and clauses combined by <c>and</c> or <c>or</c>.</summary>
internal sealed class Filter
{
    private static readonly string[] Fields = ["type", "dimension", "propertyType", "property", "metric", "operator", "value", "range"];
    private readonly bool _all;
    private readonly IReadOnlyList<Predicate> _predicates;
    private readonly IReadOnlyList<Filter> _clauses;

    private Filter(bool all, IReadOnlyList<Predicate> predicates, IReadOnlyList<Filter> clauses) =>
        (_all, _predicates, _clauses) = (all, predicates, clauses);

    public bool IsEmpty => _predicates.Count == 0 && _clauses.All(clause => clause.IsEmpty);

    /// <summary>The only users that can match, or null if anybody can. Avoids visiting everybody else.</summary>
    public IReadOnlySet<string>? Users
    {
        get
        {
            if (IsEmpty)
            {
                return null;
            }

            if (!_all || _predicates.Count + _clauses.Count == 1)
            {
                var sets = _clauses
                    .Select(clause => clause.Users)
                    .Append(
                        _predicates.All(predicate => predicate.Dimension == "userid")
                            ? _predicates.Select(predicate => predicate.Value).ToHashSet(StringComparer.Ordinal)
                            : null
                    )
                    .ToList();
                return sets.Contains(null) ? null : sets.SelectMany(set => set!).ToHashSet(StringComparer.Ordinal);
            }

            return _clauses.Select(clause => clause.Users).FirstOrDefault(set => set is not null);
        }
    }

    public int CountOf(string dimension) =>
        _predicates.Count(predicate => predicate.Dimension == dimension) + _clauses.Sum(clause => clause.CountOf(dimension));

    /// <summary>A filter object as in aggregates: <c>{type, predicates, clauses}</c>.</summary>
    public static Filter Read(JsonElement body, string name) =>
        body.TryGetProperty(name, out var filter) && filter.ValueKind == JsonValueKind.Object ? Read(filter) : new Filter(true, [], []);

    /// <summary>A list of filters as in details, which must all match.</summary>
    public static Filter ReadAll(JsonElement body, params string[] names) =>
        new(true, [], [.. names.SelectMany(name => body.Objects(name)).Select(Read)]);

    public bool Matches(Func<string, string?> valueOf)
    {
        if (IsEmpty)
        {
            return true;
        }

        return _all
            ? _predicates.All(predicate => predicate.Matches(valueOf)) && _clauses.All(clause => clause.Matches(valueOf))
            : _predicates.Any(predicate => predicate.Matches(valueOf)) || _clauses.Any(clause => clause.Matches(valueOf));
    }

    private static Filter Read(JsonElement filter) =>
        new(
            (
                filter.Only("type", "clauses", "predicates").Text("type")
                ?? throw ApiError.BadRequest("A filter needs a type, 'and' or 'or'.")
            ) == "and",
            [.. filter.Objects("predicates").Select(ReadPredicate)],
            [.. filter.Objects("clauses").Select(Read)]
        );

    private static Predicate ReadPredicate(JsonElement predicate) =>
        new(
            (predicate.Only(Fields).Text("dimension") ?? throw ApiError.BadRequest("A predicate needs a dimension.")).ToLowerInvariant(),
            predicate.Text("operator") ?? "matches",
            predicate.Text("value") ?? ""
        );

    private sealed record Predicate(string Dimension, string Operator, string Value)
    {
        public bool Matches(Func<string, string?> valueOf) =>
            (Operator, valueOf(Dimension)) switch
            {
                ("exists", var value) => value is not null,
                ("notExists", var value) => value is null,
                (_, var value) => string.Equals(value, Value, StringComparison.OrdinalIgnoreCase),
            };
    }
}

using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>Which licenses the vendor says a set of roles implies.</summary>
internal sealed class GoldenInference(
    Catalogue catalogue,
    IReadOnlyList<RoleFacts> roles,
    IReadOnlyList<SkuFacts> definitions,
    IReadOnlyDictionary<string, IReadOnlyList<string>> answers
)
{
    /// <summary>The vendor's answer, whatever its definitions say.</summary>
    public IReadOnlyList<string> Of(IReadOnlyCollection<string> roleIds) =>
        answers.GetValueOrDefault(string.Join('+', roleIds.Distinct().Order(StringComparer.Ordinal))) ?? ByDefinitions(roleIds);

    /// <summary>Written apart from the rules: the cheapest of all sets that hold what the roles need.</summary>
    public IReadOnlyList<string> ByDefinitions(IReadOnlyCollection<string> roleIds)
    {
        if (roleIds.Count == 0)
        {
            return [];
        }

        var needed = roles
            .Where(r => roleIds.Contains(r.Id))
            .SelectMany(r => r.Permissions)
            .Distinct()
            .Where(p => definitions.Any(d => Holds(d, p)))
            .ToList();
        var sets = catalogue
            .Bases.SelectMany(b => catalogue.Skus.Where(s => s.Prerequisites.Contains(b.Id)).Select(s => new[] { b, s }).Prepend([b]))
            .Where(set => set.All(s => definitions.Any(d => d.Id == s.Id)));
        var chosen = sets.OrderBy(set => set.Sum(s => s.Price))
            .ThenBy(set => set[0].Rank)
            .First(set => needed.All(p => set.Any(s => Holds(definitions.Single(d => d.Id == s.Id), p))));
        return
        [
            .. chosen.Select(s => s.Id),
            .. chosen
                .SelectMany(s => definitions.Single(d => d.Id == s.Id).Prerequisites)
                .Where(id => catalogue.Find(id) is not { IsBase: true })
                .Distinct(),
        ];
    }

    private static bool Holds(SkuFacts definition, string permission) =>
        definition.Permissions.Any(held =>
            held.Split(':').Zip(permission.Split(':')).All(pair => pair.First == "*" || pair.First == pair.Second)
        );
}

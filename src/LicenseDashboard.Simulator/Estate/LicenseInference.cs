using System.Collections.Concurrent;

namespace LicenseDashboard.Simulator.Estate;

/// <summary>
/// The licenses that a set of roles implies: the cheapest set whose definitions include every permission that any definition includes.
/// </summary>
internal sealed class LicenseInference
{
    private readonly Dictionary<string, Role> _roles;
    private readonly Dictionary<string, LicenseDefinition> _definitions;
    private readonly IReadOnlyList<Sku[]> _candidates;
    private readonly Sku? _top;
    private readonly Sku? _topUpgrade;
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _known = new(StringComparer.Ordinal);

    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>>? _answers;

    public LicenseInference(
        Catalogue catalogue,
        IReadOnlyList<LicenseDefinition> definitions,
        IReadOnlyList<Role> roles,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? answers
    )
    {
        _answers = answers;
        _roles = roles.ToDictionary(role => role.Id, StringComparer.Ordinal);
        _definitions = definitions.ToDictionary(definition => definition.Id, StringComparer.Ordinal);
        var offered = catalogue.Skus.Where(sku => _definitions.ContainsKey(sku.Id)).ToList();
        var upgrades = offered.Where(sku => !sku.IsBase).ToList();
        _candidates =
        [
            .. offered
                .Where(sku => sku.IsBase)
                .SelectMany(tier => Sets(tier, upgrades))
                .OrderBy(set => set.Sum(sku => sku.Price))
                .ThenBy(set => set[0].Rank)
                .ThenBy(set => string.Join(',', set.Select(sku => sku.Id)), StringComparer.Ordinal),
        ];
        _top = offered.Where(sku => sku.IsBase).MaxBy(sku => sku.Rank);
        _topUpgrade = upgrades.Where(sku => _top is not null && sku.Prerequisites.Contains(_top.Id)).MaxBy(sku => sku.Precedence);
    }

    /// <summary>The license IDs with their prerequisites, in no meaningful order. No roles imply nothing.</summary>
    public IReadOnlyList<string> Infer(IEnumerable<string> roleIds)
    {
        var distinct = roleIds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (_answers?.GetValueOrDefault(string.Join('+', distinct)) is { } answer)
        {
            return answer;
        }

        return distinct.Count == 0 ? [] : _known.GetOrAdd(string.Join('\n', distinct), _ => WithPrerequisites(Choose(distinct)));
    }

    private Sku[] Choose(List<string> roleIds)
    {
        var needed = roleIds
            .Where(_roles.ContainsKey)
            .SelectMany(id => _roles[id].Permissions)
            .Distinct(StringComparer.Ordinal)
            .Where(permission => _definitions.Values.Any(definition => Holds(definition.Id, permission)))
            .ToList();
        var fitting = _candidates.FirstOrDefault(set => needed.TrueForAll(permission => set.Any(sku => Holds(sku.Id, permission))));
        if (fitting is not null)
        {
            return fitting;
        }

        if (_top is null)
        {
            return [];
        }

        var upgradeNeeded =
            _topUpgrade is not null && needed.Exists(permission => Holds(_topUpgrade.Id, permission) && !Holds(_top.Id, permission));
        return upgradeNeeded ? [_top, _topUpgrade!] : [_top];
    }

    private bool Holds(string licenseId, string permission) =>
        _definitions.TryGetValue(licenseId, out var definition) && definition.Permissions.Any(held => Permission.Holds(held, permission));

    private string[] WithPrerequisites(Sku[] set)
    {
        var all = new List<string>();
        var open = new Queue<string>(set.Select(sku => sku.Id));
        while (open.TryDequeue(out var id))
        {
            if (all.Contains(id, StringComparer.Ordinal))
            {
                continue;
            }

            all.Add(id);
            if (_definitions.TryGetValue(id, out var definition))
            {
                definition.Prerequisites.ToList().ForEach(open.Enqueue);
            }
        }

        return [.. all];
    }

    private static IEnumerable<Sku[]> Sets(Sku tier, List<Sku> upgrades)
    {
        IEnumerable<Sku[]> sets =
        [
            [tier],
        ];
        foreach (var family in upgrades.Where(sku => sku.Prerequisites.Contains(tier.Id)).GroupBy(sku => sku.Family ?? sku.Id))
        {
            sets = sets.SelectMany(set => family.Select(upgrade => (Sku[])[.. set, upgrade]).Prepend(set)).ToList();
        }

        return sets;
    }
}

namespace LicenseDashboard.Core.Contracts;

/// <summary>Finds contradictions in a catalogue. Each message names the place and says how to fix it.</summary>
public static class CatalogueCheck
{
    public const int MinLookback = 7;
    public const int MaxLookback = 365;
    public const int MaxFeatures = 64;
    private const decimal MaxPrice = 1_000_000;

    public static IReadOnlyList<string> Validate(Catalogue catalogue) =>
        [.. Top(catalogue), .. Skus(catalogue), .. AddOns(catalogue), .. Features(catalogue), .. Roles(catalogue)];

    private static IEnumerable<string> Top(Catalogue c)
    {
        if (c.Currency.Length != 3 || !c.Currency.All(char.IsAsciiLetterUpper))
        {
            yield return $"currency '{c.Currency}' must be a code of three capital letters, as USD.";
        }

        foreach (var (sku, price) in c.ContractPrices)
        {
            if (c.Skus.All(s => s.Id != sku))
            {
                yield return $"contractPrices names '{sku}', which skus does not list; add the SKU or drop the price.";
            }

            if (price is < 0 or > MaxPrice)
            {
                yield return $"contractPrices of '{sku}' must be 0 to {MaxPrice}.";
            }
        }

        foreach (var pattern in c.HarmlessPermissions.Where(p => !IsPattern(p)))
        {
            yield return $"harmlessPermissions: {NotAPattern(pattern)}";
        }

        if (!IsPattern(c.GuardPermission) || c.GuardPermission.Contains('*'))
        {
            yield return $"guardPermission '{c.GuardPermission}' must be one permission domain:entity:action without '*'.";
        }

        if (!IsPattern(c.AdminPermission))
        {
            yield return $"adminPermission: {NotAPattern(c.AdminPermission)}";
        }

        if (!c.ReadsOnlyWords.Contains("{n}", StringComparison.Ordinal))
        {
            yield return "readsOnlyWords must contain {n}, the days looked back.";
        }

        if (!c.NothingDroppedWords.Contains("{target}", StringComparison.Ordinal))
        {
            yield return "nothingDroppedWords must contain {target}.";
        }
    }

    private static IEnumerable<string> Skus(Catalogue c)
    {
        if (!c.Skus.Any(s => s.IsBase))
        {
            yield return "skus holds no base; at least one is needed.";
        }

        foreach (var id in Twice(c.Skus.Select(s => s.Id)))
        {
            yield return $"skus lists '{id}' twice; ids must differ.";
        }

        foreach (var rank in Twice(c.Skus.Where(s => s.IsBase && s.Rank is not null).Select(s => s.Rank)))
        {
            yield return $"two bases have rank {rank}; ranks must differ.";
        }

        foreach (var sku in c.Skus)
        {
            if (string.IsNullOrWhiteSpace(sku.Id))
            {
                yield return "a SKU has no id.";
            }

            if (sku.Price is < 0 or > MaxPrice)
            {
                yield return $"SKU '{sku.Id}' costs {sku.Price}; a price must be 0 to {MaxPrice}.";
            }

            foreach (var feature in sku.Features.Where(f => c.Feature(f) is null))
            {
                yield return $"SKU '{sku.Id}' gives '{feature}', which features does not list.";
            }

            foreach (var feature in Twice(sku.Features))
            {
                yield return $"SKU '{sku.Id}' gives '{feature}' twice.";
            }

            if (sku.IsBase && sku.Rank is null)
            {
                yield return $"base '{sku.Id}' has no rank.";
            }

            if (sku.IsBase && (sku.Prerequisites.Count > 0 || sku.Family is not null || sku.Precedence is not null))
            {
                yield return $"base '{sku.Id}' has prerequisites, a family or a precedence; only add-ons may.";
            }
        }
    }

    private static IEnumerable<string> AddOns(Catalogue c)
    {
        foreach (var addOn in c.Skus.Where(s => !s.IsBase))
        {
            if (addOn.Rank is not null)
            {
                yield return $"add-on '{addOn.Id}' has a rank; only bases may.";
            }

            if (addOn.Prerequisites.Count == 0)
            {
                yield return $"add-on '{addOn.Id}' names no prerequisite; enter the bases it requires.";
            }

            foreach (var needed in addOn.Prerequisites.Where(p => !c.Skus.Any(s => s.IsBase && s.Id == p)))
            {
                yield return $"add-on '{addOn.Id}' requires '{needed}', which is not a base in skus.";
            }
        }
    }

    private static IEnumerable<string> Features(Catalogue c)
    {
        if (c.Features.Count is 0 or > MaxFeatures)
        {
            yield return $"features must list 1 to {MaxFeatures}.";
        }

        foreach (var key in Twice(c.Features.Select(f => f.Key)))
        {
            yield return $"features lists '{key}' twice; keys must differ.";
        }

        foreach (var feature in c.Features)
        {
            var at = $"feature '{feature.Key}'";
            if (string.IsNullOrWhiteSpace(feature.Key) || feature.Key.Any(ch => ch is '=' or ';' || char.IsWhiteSpace(ch)))
            {
                yield return $"{at} needs a key without spaces, '=' and ';'.";
            }

            if (feature.Lookback is < MinLookback or > MaxLookback)
            {
                yield return $"{at} looks back {feature.Lookback} days; {MinLookback} to {MaxLookback} are possible.";
            }

            if (feature.Permissions.Count == 0)
            {
                yield return $"{at} has no permission pattern.";
            }

            foreach (var pattern in feature.Permissions.Where(p => !IsPattern(p)))
            {
                yield return $"{at}: {NotAPattern(pattern)}";
            }

            foreach (
                var words in new[] { feature.Words, feature.WeakWords }.Where(w =>
                    w is not null && !w.Contains("{n}", StringComparison.Ordinal)
                )
            )
            {
                yield return $"{at}: the words '{words}' must contain {{n}}, the days looked back.";
            }

            if (feature.Stream == StreamKind.Presence)
            {
                yield return $"{at} can't come from presence; its stream is conversations, evaluations or audits.";
            }

            var audited = feature.Stream == StreamKind.Audits;
            if (audited && (feature.Audits.Count == 0 || feature.WeakWords is null || feature.NoSignalWords is null))
            {
                yield return $"{at} comes from audits and so needs audits, weakWords and noSignalWords.";
            }

            if (!audited && feature.Audits.Count > 0)
            {
                yield return $"{at} lists audits, but its stream is not audits.";
            }

            if (feature.Audits.Any(a => a.Entities.Count == 0 || a.Actions.Count == 0 || string.IsNullOrWhiteSpace(a.Service)))
            {
                yield return $"{at}: every audit needs a service, entities and actions; '*' stands for any.";
            }

            if ((feature.Stream == StreamKind.Conversations) != (feature.Media.Count + feature.Metrics.Count > 0))
            {
                yield return $"{at}: media or metrics belong to the stream conversations, and it needs some.";
            }

            if (feature.AlwaysWeak && feature.WeakWords is null)
            {
                yield return $"{at} is always weak and so needs weakWords.";
            }
        }
    }

    private static IEnumerable<string> Roles(Catalogue c)
    {
        foreach (var (from, targets) in c.Swaps)
        {
            if (targets.Any(to => string.Equals(from, to, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"swaps: '{from}' is swapped for itself.";
            }

            if (string.IsNullOrWhiteSpace(from) || targets.Count == 0 || targets.Any(string.IsNullOrWhiteSpace))
            {
                yield return $"swaps: '{from}' must name a role and at least one role to take its place.";
            }
        }

        foreach (var from in c.Swaps.Keys.GroupBy(k => k, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            yield return $"swaps names '{from.Key}' twice; case is ignored.";
        }

        foreach (var pin in c.Pins)
        {
            if ((pin.Role is null) == (pin.Title is null))
            {
                yield return "a pin needs either a role or a title.";
            }

            foreach (var feature in pin.Features.Where(f => c.Feature(f) is null))
            {
                yield return $"a pin keeps '{feature}', which features does not list.";
            }
        }
    }

    private static bool IsPattern(string text) =>
        text.Split(':') is { Length: 3 } segments && segments.All(s => s.Length > 0 && !s.Any(char.IsWhiteSpace));

    private static string NotAPattern(string text) => $"'{text}' is no permission pattern; write domain:entity:action, '*' for any.";

    private static IEnumerable<T> Twice<T>(IEnumerable<T> values) => values.GroupBy(v => v).Where(g => g.Count() > 1).Select(g => g.Key);
}

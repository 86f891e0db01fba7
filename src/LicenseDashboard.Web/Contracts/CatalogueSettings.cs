using System.Globalization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage.Streams;
using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Contracts;

/// <summary>How the catalogue differs from the built-in one. Validated before the program starts.</summary>
internal sealed record CatalogueSettings
{
    public const string Section = nameof(Catalogue);

    /// <summary>
    /// A JSON file with any of the top-level keys of <c>catalogue.json</c>, each of which replaces the built-in one. Relative paths start
    /// at the content root.
    /// </summary>
    public string? File { get; init; }

    /// <summary>SKU id → list price per month; applied after the file.</summary>
    public IReadOnlyDictionary<string, string> Prices { get; init; } = new Dictionary<string, string>();

    /// <summary>Feature key → days of the window; applied after the file.</summary>
    public IReadOnlyDictionary<string, string> Lookbacks { get; init; } = new Dictionary<string, string>();

    public SettingGroup Shown() =>
        new(
            "Catalog",
            [
                SettingLine.Of(Section, nameof(File), File, "not set: the built-in catalog"),
                .. Prices.Select(each => SettingLine.Of(Section, $"{nameof(Prices)}__{each.Key}", each.Value)),
                .. Lookbacks.Select(each => SettingLine.Of(Section, $"{nameof(Lookbacks)}__{each.Key}", each.Value)),
            ]
        );

    /// <summary>The catalogue in force; the built-in one if something is wrong, which is added to the reader's problems.</summary>
    internal static (CatalogueSettings Settings, Catalogue InForce) Read(SettingsReader reader, string contentRoot)
    {
        foreach (
            var unknown in reader
                .Configuration.GetSection(Section)
                .GetChildren()
                .Where(child => child.Key is not (nameof(File) or nameof(Prices) or nameof(Lookbacks)))
        )
        {
            reader.Add($"{Section}__{unknown.Key} is no setting. Put the key into the file that {Section}__{nameof(File)} names.");
        }

        var rules = new CatalogueRules(contentRoot);
        return (reader.Read(Section, rules), rules.InForce);
    }
}

/// <summary>Checks that the resulting catalogue is consistent.</summary>
internal sealed class CatalogueRules(string contentRoot) : IValidateOptions<CatalogueSettings>
{
    private const string File = CatalogueSettings.Section + "__" + nameof(CatalogueSettings.File);
    private const string Prices = CatalogueSettings.Section + "__" + nameof(CatalogueSettings.Prices);
    private const string Lookbacks = CatalogueSettings.Section + "__" + nameof(CatalogueSettings.Lookbacks);

    /// <summary>The catalogue of the settings validated last.</summary>
    public Catalogue InForce { get; private set; } = Catalogue.Default;

    public ValidateOptionsResult Validate(string? name, CatalogueSettings options)
    {
        List<string> problems = [];
        var catalogue = FromFile(options.File, problems);
        List<Sku> skus = [.. catalogue.Skus];
        foreach (var (key, value) in options.Prices.Where(each => !string.IsNullOrEmpty(each.Value)))
        {
            var at = skus.FindIndex(sku => string.Equals(sku.Id, SkuIds.Canonical(key), StringComparison.OrdinalIgnoreCase));
            if (at < 0)
            {
                problems.Add(
                    $"{Prices}__{key}: the catalog has no SKU '{key}'. Use one of {string.Join(", ", skus.Select(sku => sku.Id))}."
                );
            }
            else if (decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price))
            {
                skus[at] = skus[at] with { Price = price, AssumedPrice = false };
            }
            else
            {
                problems.Add($"{Prices}__{key} is '{value}', which is not a price. Write it such as 92.50.");
            }
        }

        List<FeatureDefinition> features = [.. catalogue.Features];
        foreach (var (key, value) in options.Lookbacks.Where(each => !string.IsNullOrEmpty(each.Value)))
        {
            var at = features.FindIndex(feature => string.Equals(feature.Key, key, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
            {
                problems.Add(
                    $"{Lookbacks}__{key}: the catalog has no feature '{key}'. Use one of "
                        + $"{string.Join(", ", features.Select(feature => feature.Key))}."
                );
            }
            else if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
            {
                features[at] = features[at] with { Lookback = days };
            }
            else
            {
                problems.Add($"{Lookbacks}__{key} is '{value}', which is not a number of days. Write it such as 60.");
            }
        }

        var changed = catalogue with { Skus = skus, Features = features };
        var contradictions = CatalogueCheck.Validate(changed);
        foreach (var contradiction in contradictions)
        {
            problems.Add($"{Prices} or {Lookbacks}: {contradiction}");
        }

        InForce = contradictions.Count == 0 ? changed : catalogue;
        return SettingsCheck.Result(problems);
    }

    private Catalogue FromFile(string? file, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(file))
        {
            return Catalogue.Default;
        }

        try
        {
            var outcome = CatalogueJson.Replace(Catalogue.Default, System.IO.File.ReadAllText(Path.GetFullPath(file, contentRoot)));
            var problem = outcome.Refusal?.Message ?? string.Join(" ", SourceCatalogue.Contradictions(outcome.Value));
            if (problem.Length == 0)
            {
                return outcome.Value;
            }

            problems.Add($"{File} is '{file}'. {problem}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(
                $"{File} is '{file}', which can't be read: {failure.Message} Give the path of a JSON file with keys as in catalogue.json."
            );
        }

        return Catalogue.Default;
    }
}

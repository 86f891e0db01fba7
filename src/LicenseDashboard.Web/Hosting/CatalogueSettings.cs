using System.Globalization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Web.Hosting;

/// <summary>How the catalogue differs from the built-in one. Validated before the program starts.</summary>
internal sealed record CatalogueSettings
{
    public const string Section = "Catalogue";

    /// <summary>
    /// A JSON file with any of the top-level keys of <c>catalogue.json</c>, each of which replaces the built-in one. Relative paths start
    /// at the content root.
    /// </summary>
    public string? File { get; init; }

    /// <summary>SKU id → list price per month; applied after the file.</summary>
    public IReadOnlyDictionary<string, string> Prices { get; init; } = new Dictionary<string, string>();

    /// <summary>Feature key → days of the window; applied after the file.</summary>
    public IReadOnlyDictionary<string, string> Lookbacks { get; init; } = new Dictionary<string, string>();

    /// <summary>The catalogue in force; the built-in one if something is wrong, which is added to the reader's problems.</summary>
    internal static (CatalogueSettings Settings, Catalogue InForce) Read(SettingsReader reader, string contentRoot)
    {
        var section = reader.Configuration.GetSection(Section);
        var settings = section.Get<CatalogueSettings>() ?? new CatalogueSettings();
        foreach (
            var unknown in section.GetChildren().Where(child => child.Key is not (nameof(File) or nameof(Prices) or nameof(Lookbacks)))
        )
        {
            reader.Add($"{Section}__{unknown.Key} is no setting. Put the key into the file that {Section}__{nameof(File)} names.");
        }

        var catalogue = FromFile(reader, settings.File, contentRoot);
        List<Sku> skus = [.. catalogue.Skus];
        foreach (var (key, value) in settings.Prices.Where(each => !string.IsNullOrEmpty(each.Value)))
        {
            var at = skus.FindIndex(sku => string.Equals(sku.Id, SkuIds.Canonical(key), StringComparison.OrdinalIgnoreCase));
            if (at < 0)
            {
                reader.Add(
                    $"{Section}__{nameof(Prices)}__{key}: the catalogue has no SKU '{key}'. Use one of "
                        + $"{string.Join(", ", skus.Select(sku => sku.Id))}."
                );
            }
            else if (decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price))
            {
                skus[at] = skus[at] with { Price = price, AssumedPrice = false };
            }
            else
            {
                reader.Add($"{Section}__{nameof(Prices)}__{key} is '{value}', which is not a price. Write it such as 92.50.");
            }
        }

        List<FeatureDefinition> features = [.. catalogue.Features];
        foreach (var (key, value) in settings.Lookbacks.Where(each => !string.IsNullOrEmpty(each.Value)))
        {
            var at = features.FindIndex(feature => string.Equals(feature.Key, key, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
            {
                reader.Add(
                    $"{Section}__{nameof(Lookbacks)}__{key}: the catalogue has no feature '{key}'. Use one of "
                        + $"{string.Join(", ", features.Select(feature => feature.Key))}."
                );
            }
            else if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
            {
                features[at] = features[at] with { Lookback = days };
            }
            else
            {
                reader.Add($"{Section}__{nameof(Lookbacks)}__{key} is '{value}', which is not a number of days. Write it such as 60.");
            }
        }

        var changed = catalogue with { Skus = skus, Features = features };
        var contradictions = CatalogueCheck.Validate(changed);
        foreach (var contradiction in contradictions)
        {
            reader.Add($"{Section}__{nameof(Prices)} or __{nameof(Lookbacks)}: {contradiction}");
        }

        return (settings, contradictions.Count == 0 ? changed : catalogue);
    }

    private static Catalogue FromFile(SettingsReader reader, string? file, string contentRoot)
    {
        if (string.IsNullOrWhiteSpace(file))
        {
            return Catalogue.Default;
        }

        const string At = Section + "__" + nameof(File);
        try
        {
            var outcome = CatalogueJson.Replace(Catalogue.Default, System.IO.File.ReadAllText(Path.GetFullPath(file, contentRoot)));
            var problem = outcome.Refusal?.Message ?? string.Join(" ", SourceCatalogue.Contradictions(outcome.Value));
            if (problem.Length == 0)
            {
                return outcome.Value;
            }

            reader.Add($"{At} is '{file}'. {problem}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reader.Add(
                $"{At} is '{file}', which can't be read: {failure.Message} Give the path of a JSON file with keys as in catalogue.json."
            );
        }

        return Catalogue.Default;
    }
}

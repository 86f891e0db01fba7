using System.Globalization;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Utilization;

/// <summary>When people are warned that licenses run out.</summary>
internal sealed record UtilizationSettings
{
    public const string Section = "Utilization";

    private static readonly UtilizationOptions _design = new();

    /// <summary>Percent of a pool, separated by blanks or commas.</summary>
    public string Thresholds { get; init; } = string.Join(' ', _design.Thresholds);

    /// <inheritdoc cref="UtilizationOptions.SweepRequests"/>
    public int SweepRequests { get; init; } = _design.SweepRequests;

    public IReadOnlyList<PoolSettings> Pools { get; private set; } = [];

    public UtilizationOptions ToOptions() =>
        new()
        {
            Thresholds = [.. UtilizationRules.Numbers(Thresholds).OfType<int>().Order()],
            SweepRequests = SweepRequests,
            Pools = [.. Pools.Select(pool => pool.ToOptions())],
        };

    public SettingGroup Shown() =>
        new(
            "Utilization",
            [
                SettingLine.Of(Section, nameof(Thresholds), Thresholds),
                SettingLine.Of(Section, nameof(SweepRequests), SweepRequests),
                .. Pools.SelectMany((pool, index) => pool.Shown(index)),
            ]
        );

    internal static UtilizationSettings Read(SettingsReader reader, Catalogue catalogue, IReadOnlyList<string> platforms)
    {
        var settings = reader.Read(Section, new UtilizationRules());
        var rules = new PoolRules(catalogue, platforms);
        settings.Pools =
        [
            .. reader.Configuration.GetSection(PoolSettings.Section).GetChildren().Select(pool => reader.Read(pool.Path, rules)),
        ];
        return settings;
    }
}

/// <summary>How many licenses of one SKU a division is meant to use at most: <c>Utilization__Pools__0__Sku</c>, ….</summary>
internal sealed record PoolSettings
{
    public const string Section = "Utilization:Pools";

    /// <summary>Key of a platform; empty means every platform.</summary>
    public string Platform { get; init; } = "";

    public string Sku { get; init; } = "";

    /// <summary>Name as in Genesys Cloud.</summary>
    public string Division { get; init; } = "";

    public int Licenses { get; init; }

    public DivisionPool ToOptions() => new(Platform.Length > 0 ? Platform : null, SkuIds.Canonical(Sku), Division, Licenses);

    public IEnumerable<SettingLine> Shown(int index)
    {
        var section = FormattableString.Invariant($"{Section}:{index}");
        yield return SettingLine.Of(section, nameof(Sku), Sku);
        yield return SettingLine.Of(section, nameof(Division), Division);
        yield return SettingLine.Of(section, nameof(Licenses), Licenses);
    }
}

internal sealed class UtilizationRules : IValidateOptions<UtilizationSettings>
{
    public ValidateOptionsResult Validate(string? name, UtilizationSettings options)
    {
        var numbers = Numbers(options.Thresholds).ToList();
        return SettingsCheck.Result(
            numbers.Count == 0 || numbers.Exists(number => number is not (>= 10 and <= 200)) || numbers.Distinct().Count() < numbers.Count
                ? $"{SettingsReader.Prefix(name)}{nameof(options.Thresholds)} is '{options.Thresholds}'. Write different whole percentages "
                    + "from 10 to 200, such as 80 90 95 100."
                : null,
            SettingsCheck.Range(name, nameof(options.SweepRequests), options.SweepRequests, 1, 120, "requests a minute")
        );
    }

    /// <summary>Null for what is no number.</summary>
    internal static IEnumerable<int?> Numbers(string text) =>
        text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word =>
                int.TryParse(word.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null
            );
}

internal sealed class PoolRules(Catalogue catalogue, IReadOnlyList<string> platforms) : IValidateOptions<PoolSettings>
{
    public ValidateOptionsResult Validate(string? name, PoolSettings options)
    {
        var at = SettingsReader.Prefix(name);
        var known = string.Join(", ", catalogue.Skus.Select(sku => sku.Id));
        return SettingsCheck.Result(
            options.Platform.Length > 0 && !platforms.Contains(options.Platform)
                ? $"{at}Platform is '{options.Platform}', which isn't configured. Use one of "
                    + $"{string.Join(", ", platforms)}, or leave it empty."
                : null,
            options.Sku.Length == 0 ? $"{at}Sku is missing. Write the license it limits, such as cloudCX3."
                : catalogue.Find(SkuIds.Canonical(options.Sku)) is null
                    ? $"{at}Sku is '{options.Sku}', which the catalog doesn't know. Use one of {known}."
                : null,
            options.Division.Length == 0 ? $"{at}Division is missing. Write its name as in Genesys Cloud." : null,
            SettingsCheck.Range(name, nameof(options.Licenses), options.Licenses, 1, 1_000_000, "licenses")
        );
    }
}

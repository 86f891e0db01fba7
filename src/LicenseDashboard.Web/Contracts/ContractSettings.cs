using System.Globalization;
using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Platforms;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Contracts;

/// <summary>
/// The terms of a contract beside its lines. <c>Contract__*</c> is the first platform's; others are <c>Platforms__1__Contract__*</c> and
/// so on.
/// </summary>
internal sealed record ContractSettings
{
    public const string Section = "Contract";
    public const string LinesSection = "Lines";

    /// <summary>Names it on the Contracts page, in the API and in audits.</summary>
    public string? Id { get; init; }

    public DateOnly? StartsOn { get; init; }

    /// <summary>First day of the next term.</summary>
    public DateOnly? RenewalOn { get; init; }

    public int? NoticeDays { get; init; }

    /// <summary>ISO 4217 code; by default the catalogue's.</summary>
    public string? Currency { get; init; }

    public OverUse? OverUse { get; init; }

    /// <summary>Section of the first platform, or of another one.</summary>
    public static string SectionOf(string platformSection) =>
        platformSection == PlatformSettings.FirstSection ? Section : $"{platformSection}:{Section}";

    /// <param name="terms">In force; null if none.</param>
    public static SettingGroup Shown(string section, string platform, ConfiguredContract? terms) =>
        new($"Contract of {platform}", [.. Lines(section, terms)]);

    /// <summary>Null if nothing is set, or if something is wrong, which is added to the reader's problems.</summary>
    internal static ConfiguredContract? Read(SettingsReader reader, string section, string platform, Catalogue catalogue)
    {
        var configured = reader.Configuration.GetSection(section);
        if (configured.AsEnumerable().All(each => string.IsNullOrEmpty(each.Value)))
        {
            return null;
        }

        var before = reader.Problems.Count;
        var terms = reader.Read(section, new ContractRules(catalogue));
        var lines = configured
            .GetSection(LinesSection)
            .GetChildren()
            .Select(line => (line.Path, Line: reader.Read(line.Path, new ContractLineRules(catalogue, terms.OverUse))))
            .ToList();
        if (lines.Count == 0)
        {
            reader.Add(
                $"{SettingsReader.Prefix(section)}{LinesSection} is empty. Give at least one line, such as "
                    + $"{SettingsReader.Prefix(section)}{LinesSection}__0__Sku={catalogue.Skus[0].Id}."
            );
        }

        foreach (
            var twice in lines
                .Where(each => !string.IsNullOrEmpty(each.Line.Sku))
                .GroupBy(each => each.Line.Sku, StringComparer.Ordinal)
                .Where(same => same.Count() > 1)
        )
        {
            reader.Add(
                $"{string.Join(" and ", twice.Select(each => SettingsReader.Prefix(each.Path) + nameof(ContractLineSettings.Sku)))} "
                    + $"are both '{twice.Key}'. Keep one line for each SKU."
            );
        }

        return reader.Problems.Count > before
            ? null
            : new ConfiguredContract(
                platform,
                terms.StartsOn!.Value,
                terms.RenewalOn!.Value,
                terms.NoticeDays ?? 0,
                catalogue.Currency,
                terms.OverUse!.Value,
                Assumed: false,
                [.. lines.Select(each => each.Line.ToTerms())]
            )
            {
                Id = string.IsNullOrEmpty(terms.Id) ? ConfiguredContract.DefaultId : terms.Id,
            };
    }

    private static IEnumerable<SettingLine> Lines(string section, ConfiguredContract? terms)
    {
        var name = SettingsReader.Prefix(section)[..^2];
        if (terms is null)
        {
            yield return new(name, "not set: entitlements are unknown");
            yield break;
        }

        if (terms.Assumed)
        {
            yield return new("Demo__Contract", $"assumed by the demo; set {name}__* to enter yours");
        }
        else
        {
            yield return new(name, "the first version; later changes are made on the Contracts page");
        }

        yield return SettingLine.Of(section, nameof(Id), terms.Id);
        yield return SettingLine.Of(section, nameof(StartsOn), terms.StartsOn);
        yield return SettingLine.Of(section, nameof(RenewalOn), terms.RenewalOn);
        yield return SettingLine.Of(section, nameof(NoticeDays), terms.NoticeDays);
        yield return SettingLine.Of(section, nameof(Currency), terms.Currency);
        yield return SettingLine.Of(
            section,
            nameof(OverUse),
            terms.OverUse == Core.Contracts.OverUse.Hard ? "hard: logins above the limit are refused" : "soft: overage is billed"
        );
        foreach (var (line, number) in terms.Lines.Select((line, number) => (line, number)))
        {
            yield return SettingLine.Of(
                section,
                FormattableString.Invariant($"{LinesSection}__{number}"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{line.Sku}, {line.Basis.ToString().ToLowerInvariant()}, {line.Committed} committed, minimum "
                        + $"{line.Minimum}, {line.UnitPrice} each, {line.OveragePrice} beyond"
                )
            );
        }
    }
}

/// <summary>One line: <c>Contract__Lines__0__Sku</c> and so on.</summary>
internal sealed record ContractLineSettings
{
    public string? Sku
    {
        get;
        init => field = value is null ? null : SkuIds.Canonical(value);
    }

    public LineBasis? Basis { get; init; }

    public int? Committed { get; init; }

    public int? Minimum { get; init; }

    /// <summary>Price of one unit per month, or of one hour.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>Price of one unit beyond the committed ones; optional if over-use is refused.</summary>
    public decimal? OveragePrice { get; init; }

    internal ConfiguredLine ToTerms() =>
        new(Sku!, Basis!.Value, Committed!.Value, Minimum ?? 0, UnitPrice!.Value, OveragePrice ?? UnitPrice.Value);
}

internal sealed class ContractRules(Catalogue catalogue) : IValidateOptions<ContractSettings>
{
    public ValidateOptionsResult Validate(string? name, ContractSettings options)
    {
        var at = SettingsReader.Prefix(name);
        return SettingsCheck.Result(
            !string.IsNullOrEmpty(options.Id) && !ContractCheck.IsId(options.Id)
                ? $"{at}Id is '{options.Id}'. Use 1 to {ContractCheck.MaxId} letters, digits, or dashes, such as genesys-2026."
                : null,
            options.StartsOn is null ? $"{at}StartsOn is missing. Give the first day of the term, such as 2026-04-01." : null,
            options.RenewalOn is null ? $"{at}RenewalOn is missing. Give the first day of the next term, such as 2027-04-01." : null,
            options.RenewalOn <= options.StartsOn
                ? $"{at}RenewalOn is {options.RenewalOn:yyyy-MM-dd}, not after StartsOn {options.StartsOn:yyyy-MM-dd}. Give the "
                    + "first day of the next term."
                : null,
            SettingsCheck.Range(name, nameof(options.NoticeDays), options.NoticeDays, 0, ContractCheck.MaxNoticeDays, "days"),
            options.OverUse is null
                ? $"{at}OverUse is missing. Enter soft if overage is billed, or hard if " + "logins above the limit are refused."
                : null,
            !string.IsNullOrEmpty(options.Currency) && options.Currency != catalogue.Currency
                ? $"{at}Currency is '{options.Currency}', but the catalog's prices are in {catalogue.Currency}. Use one "
                    + "currency, or change the catalog's (Catalogue__File)."
                : null
        );
    }
}

internal sealed class ContractLineRules(Catalogue catalogue, OverUse? overUse) : IValidateOptions<ContractLineSettings>
{
    public ValidateOptionsResult Validate(string? name, ContractLineSettings options)
    {
        var at = SettingsReader.Prefix(name);
        var known = string.Join(", ", catalogue.Skus.Select(sku => sku.Id));
        return SettingsCheck.Result(
            string.IsNullOrEmpty(options.Sku) ? $"{at}Sku is missing. Use one of {known}."
                : catalogue.Find(options.Sku) is null
                    ? $"{at}Sku is '{options.Sku}', which the catalog doesn't know. Use one of {known}, or add it to the catalog "
                        + "(Catalogue__File)."
                : null,
            options.Basis is null ? $"{at}Basis is missing. Use one of named, concurrent, hourly." : null,
            options.Committed is null ? $"{at}Committed is missing. Give the contracted quantity." : null,
            SettingsCheck.Range(name, nameof(options.Committed), options.Committed, 0, ContractCheck.MaxQuantity),
            options.Minimum < 0 || options.Minimum > (options.Committed ?? int.MaxValue)
                ? $"{at}Minimum is {options.Minimum}. Choose from 0 to the committed quantity."
                : null,
            options.UnitPrice is null
                ? $"{at}UnitPrice is missing. Give the price of one unit a month (of one hour where the basis is hourly)."
                : null,
            Priced(at + "UnitPrice", options.UnitPrice),
            options.OveragePrice is null && overUse == OverUse.Soft
                ? $"{at}OveragePrice is missing. Overage is billed, so enter the price of a unit above the committed quantity."
                : null,
            Priced(at + "OveragePrice", options.OveragePrice)
        );
    }

    private static string? Priced(string key, decimal? price) =>
        price is < 0 or > ContractCheck.MaxPrice
            ? FormattableString.Invariant($"{key} is {price}. Choose from 0 to {ContractCheck.MaxPrice}.")
            : null;
}

using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;

namespace LicenseDashboard.Testing.Vendors;

/// <summary>A source of usage that the program doesn't have: adding it takes this file and its line in the list.</summary>
public sealed class SurveySource : UsageSource
{
    public override string Name => "surveys";

    public override string Heading => "Surveys";

    public static Catalogue Catalogue { get; } =
        Catalogue.Default with
        {
            Features =
            [
                .. Catalogue.Default.Features,
                new FeatureDefinition
                {
                    Key = "surveys",
                    Lookback = 30,
                    Stream = "surveys",
                    Permissions = ["survey:*:*"],
                    Words = "No surveys in {n} days",
                },
            ],
        };

    /// <summary>Who answered which survey when.</summary>
    public List<(string Person, DateOnly Day)> Answers { get; init; } = [];

    public VendorException? Failure { get; set; }

    public SignalMap Map => new(Catalogue, [.. SourceCatalogue.All, this]);

    public override IAsyncEnumerable<SeenUse> ReadAsync(IReadUsage vendor, UsageQuestion question, CancellationToken ct) =>
        Failure is { } failure
            ? throw failure
            : Answers
                .Where(answer => answer.Day >= question.From && answer.Day <= question.To)
                .Select(answer => new SeenUse(answer.Person, answer.Day, ["surveys"], 1, 0))
                .ToAsyncEnumerable();
}

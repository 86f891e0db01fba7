using System.Text.Json.Nodes;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class BillingProbes
{
    private const string Report = "the billing report";

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            "billing-range",
            $"The billing report can span {BillingFacts.Days} days, regardless of the billing cycle",
            "Billed use is unknown, so activity is judged by presence and tokens only. Report the error.",
            async (session, ct) =>
                await BillingFacts.ReportAsync(session, ct) is { } report
                    ? Finding.Holds($"Accepted; {JsonReading.Text(report, "status") ?? "no status"}.")
                    : Finding.Untold("No answer.")
        ),
        new(
            "billing-complete",
            "The billing report is ready within two minutes",
            "If an import times out, billed use is unknown. Nothing to do.",
            async (session, ct) => Finding.Holds($"Ready in {(await BillingFacts.CompleteAsync(session, ct)).Took.TotalSeconds:0} s.")
        ),
        new(
            "billing-names",
            "The billing report identifies people by email address",
            "Billed use can't be matched to people, so activity is judged by presence and tokens only. Nothing to do.",
            NamesAsync
        ),
        new(
            "billing-dates",
            "Dates in the billing report fall within the requested period",
            "Dates outside the period are ignored. Nothing to do.",
            DatesAsync
        ),
        new(
            "contract-basis",
            "The contract settings match how Genesys Cloud bills",
            "Savings are wrong: a concurrent contract bills only the peak. Set Contract__Lines__n__Basis=concurrent for these licenses.",
            BasisAsync
        ),
    ];

    private static async Task<IReadOnlyList<JsonNode>> UsagesAsync(CheckSession session, CancellationToken ct) =>
        JsonReading.List((await CheckSession.GivenAsync(BillingFacts.CompleteAsync(session, ct), Report)).Report, "usages")
        ?? throw new UntoldException("The billing report contains no list.");

    private static async Task<IReadOnlyList<JsonNode>> ResourcesAsync(CheckSession session, CancellationToken ct)
    {
        var resources = (await UsagesAsync(session, ct)).SelectMany(usage => JsonReading.List(usage, "resources") ?? []).ToList();
        return resources.Count > 0 ? resources : throw new UntoldException("The billing report lists no people.");
    }

    private static async Task<Finding> NamesAsync(CheckSession session, CancellationToken ct)
    {
        var mails = (await CheckSession.GivenAsync(Listings.PeopleAsync(session, ct), "the list of people"))
            .Rows.Select(row => JsonReading.Text(row, "email"))
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = (await ResourcesAsync(session, ct))
            .Select(resource => JsonReading.Text(resource, "name") ?? "")
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var known = names.Count(mails.Contains);
        return Finding.When(
            known > 0,
            $"{EnglishText.Count(known)} of {EnglishText.Count(names.Count)} names match a person's email address."
        );
    }

    private static async Task<Finding> DatesAsync(CheckSession session, CancellationToken ct)
    {
        var span = BillingFacts.Span(session);
        var resources = await ResourcesAsync(session, ct);
        var outside = resources.Count(resource => JsonReading.Instant(resource, "date") is not { } at || at < span.Start || at >= span.End);
        return Finding.When(
            outside == 0,
            outside == 0
                ? $"All {EnglishText.Count(resources.Count)} do."
                : $"{EnglishText.Count(outside)} of {EnglishText.Count(resources.Count)} are outside the period or missing."
        );
    }

    private static async Task<Finding> BasisAsync(CheckSession session, CancellationToken ct)
    {
        var names = (await UsagesAsync(session, ct)).Select(usage => JsonReading.Text(usage, "name") ?? "").ToList();
        var concurrent = names.Count(name => name.Contains("concurrent", StringComparison.OrdinalIgnoreCase));
        return (session.Terms.Concurrent, concurrent) switch
        {
            (null, > 0) => Finding.Not(
                $"{concurrent} of {names.Count} billing lines mention concurrent use, but no contract is configured."
            ),
            (false, > 0) => Finding.Not($"{concurrent} of {names.Count} billing lines mention concurrent use, but no contract line does."),
            (true, 0) => Finding.Untold(
                "A contract line is concurrent, but no billing line mentions it. Genesys Cloud has no dedicated field for this."
            ),
            _ => Finding.Holds($"{concurrent} of {names.Count} billing lines mention concurrent use."),
        };
    }
}

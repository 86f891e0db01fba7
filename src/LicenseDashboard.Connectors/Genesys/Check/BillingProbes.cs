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
            $"The billing report can be asked over {BillingFacts.Days} days, whatever the billing cycle",
            "Whom billing " + "saw is unknown; presence and tokens alone say who was there. Report the refusal.",
            async (session, ct) =>
                await BillingFacts.ReportAsync(session, ct) is { } report
                    ? Finding.Holds($"Taken; {JsonReading.Text(report, "status") ?? "without a status"}.")
                    : Finding.Untold("No answer.")
        ),
        new(
            "billing-complete",
            "The billing report is ready within two minutes",
            "Whom billing saw is unknown when an import gives up " + "on it. No change.",
            async (session, ct) => Finding.Holds($"After {(await BillingFacts.CompleteAsync(session, ct)).Took.TotalSeconds:0} s.")
        ),
        new(
            "billing-names",
            "The billing report names people by e-mail address",
            "Billing tells nothing about people, so presence and " + "tokens alone say who was there. No change.",
            NamesAsync
        ),
        new(
            "billing-dates",
            "A date in the billing report lies within the days that were asked",
            "Dates outside are left out. Nothing " + "to do.",
            DatesAsync
        ),
        new(
            "contract-basis",
            "The contract is configured as the vendor bills",
            "Savings are wrong: under a concurrent contract only the "
                + "peak counts. Set Contract__Lines__n__Basis=concurrent for these licenses.",
            BasisAsync
        ),
    ];

    private static async Task<IReadOnlyList<JsonNode>> UsagesAsync(CheckSession session, CancellationToken ct) =>
        JsonReading.List((await CheckSession.GivenAsync(BillingFacts.CompleteAsync(session, ct), Report)).Report, "usages")
        ?? throw new UntoldException("The billing report holds no list.");

    private static async Task<IReadOnlyList<JsonNode>> ResourcesAsync(CheckSession session, CancellationToken ct)
    {
        var resources = (await UsagesAsync(session, ct)).SelectMany(usage => JsonReading.List(usage, "resources") ?? []).ToList();
        return resources.Count > 0 ? resources : throw new UntoldException("The billing report lists no one.");
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
            $"{EnglishText.Count(known)} of {EnglishText.Count(names.Count)} names are the address of a " + $"person."
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
                ? $"All {EnglishText.Count(resources.Count)}."
                : $"{EnglishText.Count(outside)} of {EnglishText.Count(resources.Count)} lie outside or have none."
        );
    }

    private static async Task<Finding> BasisAsync(CheckSession session, CancellationToken ct)
    {
        var names = (await UsagesAsync(session, ct)).Select(usage => JsonReading.Text(usage, "name") ?? "").ToList();
        var concurrent = names.Count(name => name.Contains("concurrent", StringComparison.OrdinalIgnoreCase));
        return (session.Terms.Concurrent, concurrent) switch
        {
            (null, > 0) => Finding.Not(
                $"{concurrent} of {names.Count} lines of billing speak of concurrent use, and no contract is " + $"configured."
            ),
            (false, > 0) => Finding.Not(
                $"{concurrent} of {names.Count} lines of billing speak of concurrent use, and no line of the " + $"contract does."
            ),
            (true, 0) => Finding.Untold(
                "The contract has a concurrent line, and billing doesn't speak of one; the vendor has no field " + "for it."
            ),
            _ => Finding.Holds($"{concurrent} of {names.Count} lines of billing speak of concurrent use."),
        };
    }
}

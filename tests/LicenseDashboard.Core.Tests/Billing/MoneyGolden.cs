using System.Globalization;
using System.Text.Json.Nodes;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Exemptions;

namespace LicenseDashboard.Core.Tests.Billing;

/// <summary>The notation of money-golden.json (README beside it). An unknown key is an error.</summary>
internal static class MoneyGolden
{
    public static IReadOnlyList<JsonObject> Cases { get; } = Read();

    public static BillingFacts Facts(JsonObject one)
    {
        Known(one, "id", "what", "today", "contracts", "people", "seasons", "rows", "expect");
        var today = Day(one["today"]!);
        return new BillingFacts
        {
            Today = today,
            CompleteThrough = today.AddDays(-2),
            Zone = TimeZoneInfo.Utc,
            Catalogue = Catalogue.Default,
            Contracts = [.. Items(one, "contracts").Select(Contract)],
            People = [.. Items(one, "people").SelectMany(People)],
            Seasons = (one["seasons"] as JsonObject ?? []).ToDictionary(
                season => season.Key,
                season => Season.Parse((string)season.Value!) ?? throw new FormatException($"Season {season.Key}.")
            ),
        };
    }

    public static IReadOnlyList<SeatChange> Rows(JsonObject one) =>
        [
            .. Items(one, "rows")
                .Select(row =>
                {
                    Known(row, "id", "person", "target", "state", "lane", "effective", "note");
                    return new SeatChange
                    {
                        Id = (string)row["id"]!,
                        PersonId = (string)row["person"]!,
                        Target = Texts(row["target"]!),
                        Approved = (string?)row["state"] == "approved",
                        Protected = Lane(row) == "protected",
                        Effective = row["effective"] is { } day ? Day(day) : null,
                    };
                }),
        ];

    public static string Lane(JsonObject row) => (string?)row["lane"] ?? "ready";

    public static DateOnly Day(JsonNode node) => DateOnly.ParseExact((string)node!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Millionths; amounts are numbers or text.</summary>
    public static long Micros(JsonNode node) =>
        (long)(decimal.Parse(node.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture) * 1_000_000);

    public static void Known(JsonObject one, params string[] keys)
    {
        var unknown = one.Select(each => each.Key).Except(keys).ToList();
        if (unknown.Count > 0)
        {
            throw new FormatException($"money-golden.json has a key that the tests don't read: {string.Join(", ", unknown)}.");
        }
    }

    private static IReadOnlyList<JsonObject> Read()
    {
        using var stream = typeof(MoneyGolden).Assembly.GetManifestResourceStream("money-golden.json")!;
        return [.. JsonNode.Parse(stream)!["cases"]!.AsArray().Select(each => each!.AsObject())];
    }

    private static ContractTerms Contract(JsonObject one)
    {
        Known(one, "id", "currency", "first", "last", "noticeDays", "renewalMonths", "overUse", "moneyMinimum", "lines");
        return new ContractTerms
        {
            Id = (string)one["id"]!,
            Currency = (string)one["currency"]!,
            First = Day(one["first"]!),
            Last = Day(one["last"]!),
            NoticeDays = (int?)one["noticeDays"],
            RenewalMonths = (int?)one["renewalMonths"] ?? 12,
            OverUse = (string?)one["overUse"] == "hard" ? OverUse.Hard : OverUse.Soft,
            MinimumMicros = one["moneyMinimum"] is { } minimum ? Micros(minimum) : 0,
            Lines = [.. Items(one, "lines").Select(Line)],
        };
    }

    private static LineTerms Line(JsonObject one)
    {
        Known(one, "sku", "basis", "committed", "minimum", "included", "price", "overage", "cancellable", "changes");
        return new LineTerms
        {
            Sku = (string)one["sku"]!,
            Basis = Enum.Parse<LineBasis>((string)one["basis"]!, ignoreCase: true),
            Committed = (int)one["committed"]!,
            Minimum = (int?)one["minimum"] ?? 0,
            Included = (int?)one["included"] ?? 0,
            PriceMicros = Micros(one["price"]!),
            OverageMicros = one["overage"] is { } overage ? Micros(overage) : null,
            Cancellable = (bool?)one["cancellable"] ?? false,
            Changes = [.. Items(one, "changes").Select(Change)],
        };
    }

    private static LineChange Change(JsonObject one)
    {
        Known(one, "from", "committed", "minimum", "included", "price", "overage");
        return new LineChange(Day(one["from"]!))
        {
            Committed = (int?)one["committed"],
            Minimum = (int?)one["minimum"],
            Included = (int?)one["included"],
            PriceMicros = one["price"] is { } price ? Micros(price) : null,
            OverageMicros = one["overage"] is { } overage ? Micros(overage) : null,
        };
    }

    private static IEnumerable<BilledPerson> People(JsonObject one)
    {
        Known(one, "id", "n", "note", "seats", "logins", "presence", "season");
        var person = new BilledPerson
        {
            Id = (string)one["id"]!,
            Seats =
            [
                .. Items(one, "seats")
                    .Select(each => new HeldSeats(Texts(each["skus"]!), Day(each["from"]!), each["to"] is { } last ? Day(last) : null)),
            ],
            LogIns = [.. (one["logins"] as JsonArray ?? []).Select(day => Day(day!))],
            Presence = [.. (one["presence"] as JsonArray ?? []).Select(each => new PresentFor(Second(each![0]!), Second(each[1]!)))],
            Season = (string?)one["season"],
        };
        return one["n"] is { } count
            ? Enumerable.Range(1, (int)count).Select(number => person with { Id = $"{person.Id}-{number}" })
            : [person];
    }

    private static long Second(JsonNode node) =>
        new DateTimeOffset(DateTime.Parse((string)node!, CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeSeconds();

    private static IEnumerable<JsonObject> Items(JsonObject one, string key) =>
        (one[key] as JsonArray ?? []).Select(each => each!.AsObject());

    private static string[] Texts(JsonNode node) => [.. node.AsArray().Select(each => (string)each!)];
}

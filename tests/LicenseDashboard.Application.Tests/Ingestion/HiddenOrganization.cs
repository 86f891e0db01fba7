using System.Text.Json.Nodes;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Testing.Scenarios;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

/// <summary>
/// A small organization with a division "Vienna" of six people on CX 3 (<c>p20</c> to <c>p25</c>), whose presence and conversations
/// the vendor keeps from our client until it is shown. All of them take calls every weekday; <c>p20</c> chatted too, until ten days
/// ago.
/// </summary>
internal sealed class HiddenOrganization
{
    public const string Division = "d3";
    public const string Chatted = "p20";
    private const int History = 130;

    private readonly List<VendorPresence> _presence = [];
    private readonly List<VendorUsage> _conversations = [];

    public HiddenOrganization()
    {
        Vendor = SmallOrganization.Create(12, IngestBench.Today, History);
        Vendor.Divisions.Add(new(Division, "Vienna"));
        using var stream = Scenario.OpenGolden();
        var golden = JsonNode.Parse(stream)!;
        Vendor.Skus.Clear();
        Vendor.Skus.AddRange(
            golden["definitions"]!
                .AsArray()
                .Select(d => new VendorSku((string)d!["id"]!, Texts(d["permissions"]), Texts(d["prerequisites"]), Texts(d["comprises"])))
        );
        Vendor.Roles.AddRange(
            golden["roles"]!.AsArray().Select(r => new VendorRole((string)r!["id"]!, (string)r["name"]!, Texts(r["permissions"])))
        );
        for (var n = 20; n < 26; n++)
        {
            var id = SmallOrganization.PersonId(n);
            Vendor.People.Add(Vendor.People[1] with { Id = id, Email = $"{id}@example.test", DivisionId = Division, GroupIds = [] });
            Vendor.Seats.Add(new(id, ["cloudCX3"]));
            string[] roles = ["r01-employee", "r02-omni-cx3"];
            Vendor.Grants.AddRange(roles.Select(role => new VendorGrant(role, id, SubjectKind.Person, [Division])));
            for (var day = IngestBench.Today.AddDays(-History); day < IngestBench.Today; day = day.AddDays(1))
            {
                Work(id, day, chats: id == Chatted && day <= LastChat);
            }
        }
    }

    /// <summary>C of the first day.</summary>
    public static DateOnly C => IngestBench.Today.AddDays(-2);

    public static DateOnly LastChat => IngestBench.Today.AddDays(-10);

    public FakeVendor Vendor { get; }

    /// <summary>From now on the vendor serves the division, with all its past.</summary>
    public void Show()
    {
        Vendor.Presence.AddRange(_presence);
        Vendor.Conversations.AddRange(_conversations);
    }

    public void Hide()
    {
        Vendor.Presence.RemoveAll(_presence.Contains);
        Vendor.Conversations.RemoveAll(_conversations.Contains);
    }

    public static async Task<Verdict> JudgeAsync(IngestBench bench, string person = Chatted)
    {
        await using var db = bench.Database.Open();
        var platform = await db.Platforms.AsNoTracking().SingleAsync();
        var key = await db.People.Where(p => p.VendorId == person).Select(p => p.Key).SingleAsync();
        var loaded = await LoadOrganization.ReadAsync(db, Catalogue.Default, platform, IngestBench.Today, null, CancellationToken.None);
        var alone = await LoadOrganization.ReadAsync(db, Catalogue.Default, platform, IngestBench.Today, null, CancellationToken.None, key);
        var verdict = new Evaluation(loaded.Facts, IngestBench.Today).Evaluate(loaded.People.Single(p => p.Key == key));

        // Asked alone the person gets the same.
        Assert.Equal(verdict.Features, new Evaluation(alone.Facts, IngestBench.Today).Evaluate(alone.People.Single()).Features);
        return verdict;
    }

    public static async Task<FeatureState> DigitalAsync(IngestBench bench, string person = Chatted) =>
        (await JudgeAsync(bench, person)).Features.Single(f => f.Key == "digital").State;

    private void Work(string person, DateOnly day, bool chats)
    {
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            return;
        }

        var start = day.ToDateTime(new TimeOnly(8, 0), DateTimeKind.Utc);
        _presence.Add(new(person, start, start.AddHours(8), "ON_QUEUE"));
        _conversations.Add(new(person, day, "voice", 10, 600));
        if (chats)
        {
            _conversations.Add(new(person, day, "message", 3, 90));
        }
    }

    private static IReadOnlyList<string> Texts(JsonNode? array) => [.. (array as JsonArray ?? []).Select(item => (string)item!)];
}

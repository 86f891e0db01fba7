using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

public sealed class GeneratedMixTests
{
    private static readonly string[] Wanted = ["Downgrade", "RemoveAddOn", "ReportingOnly", "ready", "review", "protected"];

    [
        Theory,
        InlineData(1, "2026-11-20", SimulatorProfile.Named),
        InlineData(7, "2027-01-10", SimulatorProfile.Named),
        InlineData(4711, "2026-05-04", SimulatorProfile.Named),
        InlineData(3, "2026-11-20", SimulatorProfile.SingleTier)
    ]
    public async Task Organization_of_1000_has_the_promised_mix(int seed, string day, SimulatorProfile profile)
    {
        var today = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        await using var simulator = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                Agents = 1000,
                Seed = seed,
                Profile = profile,
                Today = today,
                Clock = new StandingClock(),
            }
        );
        using var http = await simulator.ClientAsync();
        var view = await OrganizationView.ReadAsync(http, today);
        var findings = view
            .Seats.Select(seat => (Seat: seat, Found: PlainRules.Check(seat, today, view.Offered)))
            .Where(row => row.Found is not null)
            .ToList();

        Assert.InRange((double)findings.Count / view.Seats.Count, 0.35, 0.45);
        foreach (var what in Wanted)
        {
            var count = findings.Count(row => row.Found!.Value.Kind == what || row.Found.Value.Lane == what);
            Assert.True(count >= 5, $"{count} {what}");
        }

        await AssertGroupsAsync(http, view);
    }

    private static async Task AssertGroupsAsync(HttpClient http, OrganizationView view)
    {
        var today = view.Today;
        var reasons = new Dictionary<string, string?>();
        foreach (var seat in view.Seats.Where(seat => seat.Inactive))
        {
            var state = await http.ReadAsync($"/api/v2/users/{seat.Id}/state");
            reasons[seat.Id] = state.TryGetProperty("stateChangeReason", out var reason) ? reason.GetString() : null;
        }

        bool HiredSince(Seat seat, int days) =>
            string.CompareOrdinal(seat.User.Text("employerInfo", "dateHire"), $"{today.AddDays(-days):yyyy-MM-dd}") > 0;
        bool Uses(Seat seat, string feature) => seat.Used.Contains(feature);
        Dictionary<string, int> counts = new()
        {
            ["part-timers"] = view.Seats.Count(seat => seat.User.Text("employerInfo", "employeeType") == "Part-time"),
            ["people on leave"] = reasons.Values.Count(reason => reason == "Leave"),
            ["new starters"] = view.Seats.Count(seat => HiredSince(seat, 30)),
            ["leavers"] = view.Users.Count(user => user.Text("state") == "inactive"),
            ["seasonal agents idle since January"] = view.Seats.Count(seat =>
                seat.Inactive && seat.DaysPresent == 0 && reasons[seat.Id] == "Seasonal"
            ),
            ["supervisors who plan schedules"] = view.Seats.Count(seat => Uses(seat, "supervision") && Uses(seat, "workforce-planning")),
            ["managers with administrator roles who only read reports"] = view.Seats.Count(seat =>
                seat.User.Text("title").Contains("Manager", StringComparison.Ordinal)
                && seat.Roles.Contains("Reporting Admin")
                && !Uses(seat, "administration")
                && Uses(seat, "reporting")
            ),
            ["blended agents"] = view.Seats.Count(seat => Uses(seat, "voice") && Uses(seat, "digital")),
            ["voice-only agents"] = view.Seats.Count(seat => Uses(seat, "voice") && !Uses(seat, "digital")),
            ["users without a usable last login"] = view.Seats.Count(seat => !seat.User.TryGetProperty("dateLastLogin", out _)),
            ["licences through a group"] = view.Seats.Count(seat => seat.ByGroup),
            ["break-glass administrators"] = view.Seats.Count(seat =>
                seat.Roles.Contains("Master Admin") && seat.Used.Count == 0 && !seat.Inactive
            ),
        };
        Assert.Empty(counts.Where(count => count.Value < 5).Select(count => $"{count.Value} {count.Key}"));
        Assert.Equal(
            Enumerable.Range(1, 6).Select(nth => ($"Emergency Access {nth}", $"emergency.access.{nth}@brightline.example")),
            view.Users.Where(user => user.Text("title") == "Emergency Administrator")
                .Select(user => (user.Text("name"), user.Text("email")))
                .Order()
        );
        Assert.True(view.Units.Select(unit => unit.Text("timeZone")).Distinct().Count() >= 4);
        Assert.True(view.Seats.Max(seat => Depth(view, seat)) >= 3);
        Assert.All(
            DemoPeople.All,
            persona => Assert.Contains(view.Users, user => user.Text("id") == persona.Id && user.Text("email") == persona.Email)
        );
    }

    private static int Depth(OrganizationView view, Seat seat)
    {
        var managers = view.Users.ToDictionary(
            user => user.Text("id"),
            user => user.TryGetProperty("manager", out var manager) ? manager.Text("id") : null
        );
        var depth = 0;
        for (var above = managers[seat.Id]; above is not null; above = managers[above])
        {
            depth++;
        }

        return depth;
    }
}

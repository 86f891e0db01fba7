using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Testing.Vendors;

/// <summary>
/// A made-up organization of a few people whose every record follows from its number, so that two of the same size and day are equal.
/// </summary>
public static class SmallOrganization
{
    public const string Head = "p00";

    public static string PersonId(int number) => FormattableString.Invariant($"p{number:00}");

    /// <param name="people">With the head; everybody else reports to the head or to one of the first three.</param>
    /// <param name="today">The data ends on the day before yesterday.</param>
    /// <param name="historyDays">Days with records, up to yesterday's noon.</param>
    public static FakeVendor Create(int people, DateOnly today, int historyDays)
    {
        var vendor = new FakeVendor
        {
            People = [.. Enumerable.Range(0, people).Select(Person)],
            Divisions = [new("d1", "Home"), new("d2", "Claims")],
            Groups = [new("g1", "Omni team")],
            Skus = [new("cloudCX1", ["conversation:call:accept"], [], []), new("cloudCX3", ["conversation:*:*", "wfm:*:*"], [], [])],
            Roles =
            [
                new("r1", "Voice agent", ["conversation:call:accept"]),
                new("r2", "Omnichannel agent CX3", ["conversation:*:*", "wfm:schedule:view"]),
            ],
            Seats = [.. Enumerable.Range(0, people).Select(n => new VendorSeat(PersonId(n), [n % 2 == 0 ? "cloudCX3" : "cloudCX1"]))],
            Grants =
            [
                .. Enumerable
                    .Range(0, people)
                    .Select(n => new VendorGrant(n % 2 == 0 ? "r2" : "r1", PersonId(n), SubjectKind.Person, ["d1"])),
                new("r2", "g1", SubjectKind.Group, ["*"]),
            ],
            CompleteUntil = today.AddDays(-1).ToDateTime(new TimeOnly(10, 0), DateTimeKind.Utc),
            Audited = Catalogue
                .Default.Features.SelectMany(f => f.Audits)
                .Select(a => a.Service)
                .Distinct()
                .ToDictionary(
                    service => service,
                    service =>
                        (IReadOnlyDictionary<string, IReadOnlyList<string>>)
                            new Dictionary<string, IReadOnlyList<string>>
                            {
                                ["User"] = ["Update", "View"],
                                ["Exports"] = ["Create", "View"],
                                ["Queue"] = ["Update"],
                            }
                ),
        };
        for (var ago = 1; ago <= historyDays; ago++)
        {
            Day(vendor, people, today.AddDays(-ago), ago);
        }

        return vendor;
    }

    public static void Day(FakeVendor vendor, int people, DateOnly day, int salt)
    {
        for (var n = 0; n < people; n++)
        {
            if ((n + day.DayNumber) % 7 >= 5)
            {
                continue;
            }

            var start = day.ToDateTime(new TimeOnly(7, n % 60), DateTimeKind.Utc);
            var end = start.AddHours(n % 5 == 4 ? 19 : 8);
            vendor.Presence.Add(new(PersonId(n), start, start.AddHours(4), n % 3 == 0 ? "ON_QUEUE" : "AVAILABLE"));
            vendor.Presence.Add(new(PersonId(n), start.AddHours(4), end.AddMinutes(-10), "BUSY"));
            vendor.Presence.Add(new(PersonId(n), end.AddMinutes(-10), end, "AWAY"));
            vendor.Presence.Add(new(PersonId(n), end, end.AddMinutes(1), "OFFLINE"));
            vendor.Conversations.Add(
                new(PersonId(n), day, n % 4 == 1 ? "message" : "voice", 1 + ((n * 7) + salt) % 20, 60 * (1 + (n % 9)))
            );
            if (n % 6 == 0)
            {
                vendor.Conversations.Add(new(PersonId(n), day, "cobrowse", 1, 30));
                vendor.Conversations.Add(new(PersonId(n), day, "tMonitoring", 2, 120));
                vendor.Audits.Add(new("Routing", "Queue", "Update", PersonId(n), "q1", start.AddHours(1), false));
                vendor.Audits.Add(new("Directory", "User", "Update", PersonId(n), PersonId(n + 1), start.AddHours(2), false));
                vendor.Audits.Add(new("AnalyticsReporting", "Exports", "Create", PersonId(n), "x", start.AddHours(3), false));
            }

            if (day.DayNumber % 5 == 0)
            {
                vendor.Evaluations.Add(new(PersonId(n), day, "received", 1, 0));
            }
        }
    }

    private static VendorPerson Person(int number) =>
        new(
            PersonId(number),
            FormattableString.Invariant($"Person {number}"),
            FormattableString.Invariant($"Person{number}@Example.test"),
            VendorUserState.Active,
            "Agent",
            "Claims",
            number % 2 == 0 ? "d1" : "d2",
            null,
            number == 0 ? null : PersonId((number - 1) % 4),
            FormattableString.Invariant($"E-{number}"),
            new DateOnly(2020, 1, 1).AddDays(number),
            number % 3 == 0 ? ["g1"] : [],
            null,
            null
        );
}

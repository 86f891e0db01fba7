using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class PlanningProbes
{
    private const string Search = "the schedule search";

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            "planning-units",
            "All management units are returned at once, without paging",
            "People in missing units seem unscheduled, so recommendations for them are wrong. Report this result.",
            UnitsAsync
        ),
        new(
            "planning-business-units",
            "Every management unit names its business unit",
            "Schedules of the other units can't be queried, so their planning is unknown. Report this result.",
            BusinessUnitsAsync
        ),
        new(
            "planning-members",
            "Members of management units are in the list of people",
            "Scheduled people can't be matched. Grant the read client's role in all divisions.",
            MembersAsync
        ),
        new(
            "planning-schedules",
            $"Schedules can be queried for {PlanningFacts.Days} days and {PlanningFacts.MostPeople} people, and are returned directly "
                + "or as a download",
            "Schedules are unknown, so workforce planning can't be evaluated for people outside management units. Nothing to do.",
            SchedulesAsync
        ),
        new(
            "planning-shifts",
            "Schedules name the person, and shifts have a start and a length",
            "Shifts can't be counted, so planning is unknown. Report this result.",
            ShiftsAsync
        ),
    ];

    private static async Task<Finding> UnitsAsync(CheckSession session, CancellationToken ct)
    {
        var answer = await PlanningFacts.UnitListAsync(session, ct);
        var (units, total) = (JsonReading.List(answer, "entities") ?? [], JsonReading.Number(answer, "total"));
        return Finding.When(
            !(total > units.Count),
            total > units.Count
                ? $"{EnglishText.Count(units.Count)} of {EnglishText.Count(total.Value)}."
                : $"{EnglishText.Count(units.Count)}."
        );
    }

    private static async Task<Finding> BusinessUnitsAsync(CheckSession session, CancellationToken ct)
    {
        var units = await PlanningFacts.UnitsAsync(session, ct);
        var business = units.Select(unit => JsonReading.Id(JsonReading.At(unit, "businessUnit"))).ToList();
        return Finding.When(
            business.TrueForAll(id => id is not null),
            $"{EnglishText.Count(business.OfType<string>().Distinct().Count(), "business unit", "business units")}; "
                + $"{EnglishText.Count(business.Count(id => id is null), "unit", "units")} without one."
        );
    }

    private static async Task<Finding> MembersAsync(CheckSession session, CancellationToken ct)
    {
        var members = (await CheckSession.GivenAsync(PlanningFacts.MembersAsync(session, ct), "the members of a management unit"))
            .Select(JsonReading.Id)
            .OfType<string>()
            .ToList();
        var people = (await CheckSession.GivenAsync(Listings.PeopleAsync(session, ct), "the list of people"))
            .Rows.Select(JsonReading.Id)
            .ToHashSet();
        var strangers = members.Count(id => !people.Contains(id));
        return members.Count == 0
            ? Finding.Untold("The first management unit has no members.")
            : Finding.When(
                strangers == 0,
                strangers == 0
                    ? $"All {EnglishText.Count(members.Count)} members of the first unit are."
                    : $"{EnglishText.Count(strangers)} of {EnglishText.Count(members.Count)} are not."
            );
    }

    private static async Task<Finding> SchedulesAsync(CheckSession session, CancellationToken ct)
    {
        var answer = await PlanningFacts.SchedulesAsync(session, ct);
        return JsonReading.Has(answer, "result") ? Finding.Holds("Returned directly.")
            : JsonReading.Has(answer, "downloadUrl")
                ? Finding.Holds("Returned as a download, which LicenseDashboard fetches without its token.")
            : Finding.Not(
                $"The status is {JsonReading.Text(answer, "status") ?? "missing"}: Genesys Cloud returns the result later, through a "
                    + "channel that LicenseDashboard doesn't support."
            );
    }

    private static async Task<Finding> ShiftsAsync(CheckSession session, CancellationToken ct)
    {
        var answer = await CheckSession.GivenAsync(PlanningFacts.SchedulesAsync(session, ct), Search);
        if (JsonReading.At(answer, "result") is not { } result)
        {
            return Finding.Untold("The answer contains no schedule.");
        }

        var schedules = JsonReading.List(result, "agentSchedules") ?? [];
        var shifts = schedules.SelectMany(schedule => JsonReading.List(schedule, "shifts") ?? []).ToList();
        var whole =
            schedules.All(schedule => JsonReading.Id(JsonReading.At(schedule, "user")) is not null)
            && shifts.TrueForAll(shift =>
                JsonReading.Instant(shift, "startDate") is not null && JsonReading.Number(shift, "lengthMinutes") is not null
            );
        return shifts.Count == 0
            ? Finding.Untold("No one in the sample had a shift in that week.")
            : Finding.When(whole, whole ? $"{EnglishText.Count(shifts.Count)} shifts." : "Some shifts have neither.");
    }
}

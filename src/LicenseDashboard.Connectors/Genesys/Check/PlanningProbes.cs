using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.Genesys.Check;

internal static class PlanningProbes
{
    private const string Search = "the search for schedules";

    public static IReadOnlyList<Probe> All { get; } =
    [
        new(
            "planning-units",
            "Management units are listed at once, without pages",
            "People in the units that are missing look as if "
                + "no one planned them. In that case, the schedule is right and the recommendation is wrong. Report it.",
            UnitsAsync
        ),
        new(
            "planning-business-units",
            "Every management unit names its business unit",
            "Schedules of the others are not asked, so " + "planning is unknown. Report it.",
            BusinessUnitsAsync
        ),
        new(
            "planning-members",
            "The members of a management unit are people in the list of people",
            "Who is planned can't be matched. Grant the read client's role in all divisions.",
            MembersAsync
        ),
        new(
            "planning-schedules",
            $"Schedules of {PlanningFacts.Days} days and {PlanningFacts.MostPeople} people can be asked, and come "
                + $"with the answer or as a download",
            "Who is on a schedule is unknown, so workforce planning can't be judged for people outside management units. No change.",
            SchedulesAsync
        ),
        new(
            "planning-shifts",
            "A schedule names the person, and its shifts their start and length",
            "Shifts are not counted, so " + "planning is unknown. Report it.",
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
                + $"{EnglishText.Count(business.Count(id => id is null), "unit", "units")} without."
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
            ? Finding.Untold("The first unit has no members.")
            : Finding.When(
                strangers == 0,
                strangers == 0
                    ? $"All {EnglishText.Count(members.Count)} of the first unit."
                    : $"{EnglishText.Count(strangers)} of {EnglishText.Count(members.Count)} are not."
            );
    }

    private static async Task<Finding> SchedulesAsync(CheckSession session, CancellationToken ct)
    {
        var answer = await PlanningFacts.SchedulesAsync(session, ct);
        return JsonReading.Has(answer, "result") ? Finding.Holds("They come with the answer.")
            : JsonReading.Has(answer, "downloadUrl")
                ? Finding.Holds("They come as a download, which the program fetches without its " + "token.")
            : Finding.Not(
                $"The answer is {JsonReading.Text(answer, "status") ?? "without a status"}: the vendor tells only later, "
                    + $"through a channel that is not supported."
            );
    }

    private static async Task<Finding> ShiftsAsync(CheckSession session, CancellationToken ct)
    {
        var answer = await CheckSession.GivenAsync(PlanningFacts.SchedulesAsync(session, ct), Search);
        if (JsonReading.At(answer, "result") is not { } result)
        {
            return Finding.Untold("The answer holds no schedule.");
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
            : Finding.When(whole, whole ? $"{EnglishText.Count(shifts.Count)} shifts." : "Some are without.");
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Routes;

/// <summary>
/// Published schedules of a unit. A small search answers at once; a large one only reports that it is in progress, and its result never
/// arrives on this route. Schedules are current state: they have no lag.
/// </summary>
internal sealed class ScheduleSearch(Simulation simulation)
{
    private const int MostPeople = 100;
    private const int MostPages = 1000;
    private const string Downloads = "/downloads/agentschedules/";

    // A week in which clocks are set back has an hour more.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7) + TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, Search> _downloads = new(StringComparer.Ordinal);
    private long _count;

    public static string[] Permissions { get; } = ["wfm:schedule:view", "wfm:publishedSchedule:view"];

    public async Task AnswerAsync(HttpContext http, IEnumerable<Person> unit)
    {
        var body = await http.ObjectAsync("startDate", "endDate", "userIds");
        if (Asked.Instant(body.Text("startDate")) is not { } from || Asked.Instant(body.Text("endDate")) is not { } to || to <= from)
        {
            throw new ApiError(400, "invalid.date", "startDate and endDate must be instants in ISO 8601, the start before the end.");
        }

        var asked = body.Texts("userIds").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var everybody = unit.Where(person => person.Account.IsActive).ToList();
        var people = asked.Count == 0 ? everybody : [.. everybody.Where(person => asked.Contains(person.Id))];
        var search = new Search(people, from, to, NextId());
        var isLarge = (asked.Count == 0 ? everybody.Count : asked.Count) > MostPeople || to - from > Longest;
        await (
            Chosen(http, isLarge) switch
            {
                ScheduleAnswer.Inline => InlineAsync(http, search),
                ScheduleAnswer.Download => StatusAsync(http, "Complete", Keep(http, search)),
                ScheduleAnswer.Processing => StatusAsync(http, "Processing", null),
                ScheduleAnswer.Canceled => StatusAsync(http, "Canceled", null),
                ScheduleAnswer.Error => StatusAsync(http, "Error", null),
                ScheduleAnswer.Refused => throw ApiError.BadRequest(
                    $"A search may name at most {MostPeople} users and {Longest.Days} days."
                ),
            }
        );
    }

    /// <summary>The address is signed; requests with credentials are refused, as by the vendor's storage.</summary>
    public void MapDownloads(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            Downloads + "{id}",
            http =>
            {
                if (http.Request.Headers.Authorization.Count > 0)
                {
                    throw new ApiError(
                        400,
                        "invalid.argument",
                        "Only one way to authenticate is allowed: the signature of the address or the Authorization header."
                    );
                }

                return _downloads.TryGetValue(http.Route("id"), out var search) && http.Text("signature") == search.Signature
                    ? Answer.StreamAsync(http, stream => WriteResultAsync(stream, search))
                    : throw new ApiError(403, "not.authorized", "The signature doesn't fit the address.");
            }
        );

    private ScheduleAnswer Chosen(HttpContext http, bool isLarge) =>
        (http.Text("forceAsync"), http.Text("forceDownloadService")) switch
        {
            ("true", _) => ScheduleAnswer.Processing,
            (_, "true") => ScheduleAnswer.Download,
            _ => isLarge ? simulation.Options.LargeSchedules : simulation.Options.Schedules,
        };

    private string Keep(HttpContext http, Search search)
    {
        if (_downloads.Count >= MostPages)
        {
            _downloads.Clear();
        }

        var id = NextId();
        _downloads[id] = search;
        return $"{http.Request.Scheme}://{http.Request.Host}{Downloads}{id}?signature={search.Signature}";
    }

    private string NextId() => Dice.Id((ulong)simulation.Options.Seed, "schedule search", (ulong)Interlocked.Increment(ref _count));

    private Task StatusAsync(HttpContext http, string status, string? downloadUrl) =>
        Answer.JsonAsync(
            http,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("status", status);
                json.WriteString("operationId", NextId());
                json.WriteNull("result");
                json.WriteNumber("progress", status == "Complete" ? 100 : 0);
                if (downloadUrl is not null)
                {
                    json.WriteString("downloadUrl", downloadUrl);
                }

                json.WriteEndObject();
            },
            status == "Processing" ? 202 : 200
        );

    private Task InlineAsync(HttpContext http, Search search) =>
        Answer.StreamAsync(
            http,
            async stream =>
            {
                var json = stream.Json;
                json.WriteStartObject();
                json.WriteString("status", "Complete");
                json.WriteString("operationId", NextId());
                json.WriteNumber("progress", 100);
                json.WritePropertyName("result");
                await WriteResultAsync(stream, search);
                json.WriteEndObject();
            }
        );

    private async Task WriteResultAsync(JsonStream stream, Search search)
    {
        var json = stream.Json;
        json.WriteStartObject();
        json.WriteStartArray("agentSchedules");
        foreach (var person in search.People)
        {
            Write(json, person, search);
            await stream.PaceAsync();
        }

        json.WriteEndArray();
        json.WriteString("businessUnitTimeZone", search.People.Count > 0 ? search.People[0].Site.Zone.Id : "UTC");
        json.WriteTexts("publishedSchedules", []);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, Person person, Search search)
    {
        var begun = false;
        var last = Zones.LocalDay(person.Site.Zone, search.To);
        for (var day = Zones.LocalDay(person.Site.Zone, search.From).AddDays(-1); day <= last; day = day.AddDays(1))
        {
            if (
                simulation.Timeline.Planned(person, day) is not { } shift
                || shift.Start >= search.To
                || shift.Start.AddMinutes(shift.Minutes) <= search.From
            )
            {
                continue;
            }

            if (!begun)
            {
                begun = true;
                json.WriteStartObject();
                json.WriteReference("user", person.Id, "/api/v2/users/");
                json.WriteStartArray("shifts");
            }

            json.WriteStartObject();
            json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{person.Id}-{day:yyyyMMdd}"));
            json.WriteInstant("startDate", shift.Start);
            json.WriteNumber("lengthMinutes", shift.Minutes);
            json.WriteEndObject();
        }

        if (begun)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private sealed record Search(IReadOnlyList<Person> People, DateTime From, DateTime To, string Signature);
}

using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// 10,000 operations of a provider's cycle (match, read, patch, create, page) at 8 connections against the real program in a process of its
/// own, on SQLite: 95th percentile of an answer. Patches of one user meet each other, each in an attribute of its own; at the end every one
/// of them must be there.
/// </summary>
internal sealed class ScimBenchmark : IBenchmark, IDisposable
{
    private const int Operations = 10_000;
    private const int Connections = 8;
    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";

    private static readonly string[] _patched = ["title", "displayName", "name.formatted"];

    private readonly List<(string Id, string UserName)> _users = [];
    private ChildProgram? _program;
    private int _round;
    private int _errors;
    private int _lost;

    public string Name => "scim";

    public string Unit => "ms";

    public string Goal => "p95 ≤ 100 ms, no error, no lost update";

    public async Task PrepareAsync()
    {
        _program = await ChildProgram.StartAsync(
            Connections,
            "scim read",
            ("/scim/v2/Users?count=0", "totalResults"),
            ("Demo__HistoryDays", "5"),
            ("Scim__RequestsPerSecond", "10000")
        );
        for (var start = 1; _users.Count < start; start += 200)
        {
            var page = await _program!.JsonAsync($"/scim/v2/Users?startIndex={start}&count=200&attributes=id,userName");
            var items = page.GetProperty("Resources")
                .EnumerateArray()
                .Select(user => (user.GetProperty("id").GetString()!, user.GetProperty("userName").GetString()!))
                .ToList();
            _users.AddRange(items);
            if (items.Count < 200)
            {
                return;
            }
        }
    }

    public Task<double?> FloorAsync() => Task.FromResult<double?>(null);

    public async Task<double> RunAsync()
    {
        var round = ++_round;
        var times = new double[Operations];
        var next = -1;
        var patched = new int[_users.Count];
        await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (int n; (n = Interlocked.Increment(ref next)) < Operations; )
                        {
                            var watch = Stopwatch.StartNew();
                            using var answer = await SendAsync(round, n, patched);
                            await answer.Content.ReadAsByteArrayAsync();
                            times[n] = watch.Elapsed.TotalMilliseconds;
                            if (!answer.IsSuccessStatusCode)
                            {
                                Interlocked.Increment(ref _errors);
                            }
                        }
                    })
                )
        );
        _lost += await LostAsync(round, patched);
        return times.Order().ElementAt((int)(Operations * 0.95));
    }

    public (bool Passed, string Note) Judge(double figure, double? floor) =>
        (
            figure <= 100 && _errors == 0 && _lost == 0,
            FormattableString.Invariant(
                $"{_round} × {Operations:N0} operations at {Connections} connections: {_errors} errors, {_lost} lost updates"
            )
        );

    public void Dispose() => _program?.Dispose();

    /// <summary>Of ten: three matches, two reads, three patches, a page and a creation.</summary>
    private Task<HttpResponseMessage> SendAsync(int round, int n, int[] patched)
    {
        var at = n / 10 % _users.Count;
        var (id, name) = _users[at];
        switch (n % 10)
        {
            case 0 or 1 or 2:
                return GetAsync($"/scim/v2/Users?filter={Uri.EscapeDataString($"userName eq \"{name}\"")}");
            case 3 or 4:
                return GetAsync("/scim/v2/Users/" + id);
            case 5 or 6 or 7:
                var attribute = _patched[(n % 10) - 5];
                Interlocked.Or(ref patched[at], 1 << ((n % 10) - 5));
                return WriteAsync(
                    HttpMethod.Patch,
                    "/scim/v2/Users/" + id,
                    $$"""
                    {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace",
                     "path":"{{attribute}}","value":"round {{round}} of {{attribute}}"}]}
                    """
                );
            case 8:
                return GetAsync($"/scim/v2/Users?startIndex={1 + (at % 800)}&count=50");
            default:
                return WriteAsync(
                    HttpMethod.Post,
                    "/scim/v2/Users",
                    $$"""{"schemas":["{{UserSchema}}"],"userName":"made-{{round}}-{{n}}@example.com","active":true}"""
                );
        }
    }

    private async Task<int> LostAsync(int round, int[] patched)
    {
        var lost = 0;
        for (var at = 0; at < patched.Length; at++)
        {
            if (patched[at] == 0)
            {
                continue;
            }

            var user = await _program!.JsonAsync("/scim/v2/Users/" + _users[at].Id);
            lost +=
                Missing(0, "title", user)
                + Missing(1, "displayName", user)
                + Missing(2, "name.formatted", user.GetProperty("name"), "formatted");

            int Missing(int bit, string attribute, JsonElement owner, string? member = null) =>
                (patched[at] & (1 << bit)) == 0 || owner.GetProperty(member ?? attribute).GetString() == $"round {round} of {attribute}"
                    ? 0
                    : 1;
        }

        return lost;
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _program!.Http.GetAsync(new Uri(path, UriKind.Relative));

    private async Task<HttpResponseMessage> WriteAsync(HttpMethod method, string path, string json)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative))
        {
            Content = new StringContent(json, Encoding.UTF8, "application/scim+json"),
        };
        return await _program!.Http.SendAsync(request);
    }
}

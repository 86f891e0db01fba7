using System.Net;
using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

/// <summary>Lists against their own totals, loops that bring nothing new, and page sizes.</summary>
public sealed class ListTests
{
    private const RequestPriority Ingest = RequestPriority.Ingest;
    private static readonly DateOnly Day = new(2026, 10, 5);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private readonly HurriedClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Lists =>
        new()
        {
            { "people", "people" },
            { "groups", "groups" },
            { "divisions", "divisions" },
            { "seats", "license holders" },
            { "roles", "roles" },
            { "grants", "role grants" },
        };

    [Theory, MemberData(nameof(Lists))]
    public async Task List_with_fewer_rows_than_its_total_hands_them_on_and_says_so(string list, string words)
    {
        var vendor = new ScriptedVendor(
            (_, _, _) => Task.FromResult(ScriptedVendor.Json("""{"entities":[{"id":"a"},{"id":"b"},{"id":"b"}],"total":3,"pageCount":1}"""))
        );
        using var connector = vendor.Connector(_clock);
        var rows = new List<string>();
        var fault = await Assert.ThrowsAsync<ShortListException>(async () =>
        {
            await foreach (var id in Ids(connector, list))
            {
                rows.Add(id);
            }
        });
        Assert.Equal(["a", "b"], rows);
        Assert.Equal((words, 2L, 3L), (fault.List, fault.Listed, fault.Stated));
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task List_that_answers_every_page_with_the_same_one_is_asked_twice(string list, string words)
    {
        var vendor = new ScriptedVendor((_, _, _) => Task.FromResult(ScriptedVendor.Json("""{"entities":[{"id":"a"},{"id":"b"}]}""")));
        using var connector = vendor.Connector(_clock);
        Assert.Equal(["a", "b"], await Ids(connector, list).ToListAsync(Ct));
        Assert.True(vendor.Asked.Count <= 2, words);
    }

    [Fact]
    public async Task Pages_that_end_before_the_stated_number_of_pages_are_short()
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Json("""{"entities":[{"id":"a"}],"pageCount":3}"""),
            ScriptedVendor.Json("""{"entities":[],"pageCount":3}""")
        );
        using var connector = vendor.Connector(_clock);
        var fault = await Assert.ThrowsAsync<ShortListException>(async () => await connector.Estate.SeatsAsync(Ingest, Ct).ToListAsync(Ct));
        Assert.Equal((1L, null), (fault.Listed, fault.Stated));
    }

    [Theory]
    [InlineData("""{"entities":[{"id":"b"}],"total":3}""", 2L, 3L)]
    [InlineData("""{"entities":[],"cursor":"y","total":3}""", 1L, 3L)]
    [InlineData("""{"entities":[{"id":"a"}],"cursor":"y"}""", 1L, null)]
    public async Task Cursor_list_that_ends_while_more_was_promised_is_short(string second, long listed, long? stated)
    {
        var vendor = new ScriptedVendor(ScriptedVendor.Json("""{"entities":[{"id":"a"}],"cursor":"x"}"""), ScriptedVendor.Json(second));
        using var connector = vendor.Connector(_clock);
        var fault = await Assert.ThrowsAsync<ShortListException>(async () =>
            await connector.Directory.PeopleAsync(Ingest, Ct).ToListAsync(Ct)
        );
        Assert.Equal((listed, stated), (fault.Listed, fault.Stated));
    }

    [Fact]
    public async Task Subject_listed_for_each_of_its_divisions_is_not_listed_twice()
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Json(
                """
                {"entities":[{"id":"a","type":"PC_USER","divisions":[{"id":"d1"}]},{"id":"a","type":"PC_USER",
                 "divisions":[{"id":"d2"}]}],"total":2,"pageCount":1}
                """
            )
        );
        using var connector = vendor.Connector(_clock);
        Assert.Equal(2, await connector.Estate.GrantsOfRoleAsync("r", Ingest, Ct).CountAsync(Ct));
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task Page_size_that_is_refused_is_asked_again_with_a_hundred_and_remembered(string list, string words)
    {
        var vendor = new ScriptedVendor(
            (request, _, _) =>
                Task.FromResult(
                    request.RequestUri!.Query.Contains("pageSize=100&", StringComparison.Ordinal)
                    || request.RequestUri.Query.EndsWith("pageSize=100", StringComparison.Ordinal)
                        ? ScriptedVendor.Json("""{"entities":[{"id":"a"}],"total":1,"pageCount":1}""")
                        : ScriptedVendor.Refusal(HttpStatusCode.BadRequest, "invalid.value", "pageSize must be at most 100")
                )
        );
        using var connector = vendor.Connector(_clock);
        Assert.Equal(["a"], await Ids(connector, list).ToListAsync(Ct));
        Assert.Equal(["a"], await Ids(connector, list).ToListAsync(Ct));
        Assert.True(vendor.Asked.Count == 3, words);
    }

    [Fact]
    public async Task Refusal_that_is_not_about_the_page_size_is_told()
    {
        var vendor = new ScriptedVendor(
            (_, _, _) => Task.FromResult(ScriptedVendor.Refusal(HttpStatusCode.BadRequest, "bad.request", "no"))
        );
        using var connector = vendor.Connector(_clock);
        Assert.Equal(
            400,
            (await Assert.ThrowsAsync<VendorException>(async () => await connector.Estate.SeatsAsync(Ingest, Ct).ToListAsync(Ct))).Status
        );
        Assert.Equal(2, vendor.Asked.Count);
    }

    [Fact]
    public async Task People_refused_to_the_client_name_the_permission_and_where_it_is_needed()
    {
        var vendor = new ScriptedVendor(
            (_, _, _) => Task.FromResult(ScriptedVendor.Refusal(HttpStatusCode.Forbidden, "missing.permissions", "no"))
        );
        using var connector = vendor.Connector(_clock);
        var fault = await Assert.ThrowsAsync<VendorException>(async () =>
            await connector.Directory.PeopleAsync(Ingest, Ct).ToListAsync(Ct)
        );
        Assert.Contains("directory:user:view in all divisions", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"results":[{"group":{"userId":"p1"},"data":[{"interval":"2026-10-05T10:00:00Z/x"}]}],"cursor":"c{0}"}""")]
    [InlineData("""{"results":[],"cursor":"c{0}"}""")]
    public async Task Pages_of_usage_that_bring_nothing_new_end_as_a_fault(string page)
    {
        var vendor = new ScriptedVendor(
            (request, number, _) =>
                Task.FromResult(
                    ScriptedVendor.Json(
                        request.Method == HttpMethod.Post ? """{"jobId":"j"}"""
                        : request.RequestUri!.AbsolutePath.EndsWith("results", StringComparison.Ordinal)
                            ? page.Replace("{0}", $"{number}", StringComparison.Ordinal)
                        : """{"state":"FULFILLED"}"""
                    )
                )
        );
        using var connector = vendor.Connector(_clock);
        await Assert.ThrowsAsync<VendorException>(async () =>
            await connector.Usage.ConversationsAsync(Day, Day, Berlin, Ingest, Ct).ToListAsync(Ct)
        );
        Assert.InRange(vendor.Asked.Count, 4, 14);
    }

    private static IAsyncEnumerable<string> Ids(GenesysConnector connector, string list) =>
        list switch
        {
            "people" => connector.Directory.PeopleAsync(Ingest, Ct).Select(row => row.Id),
            "groups" => connector.Directory.GroupsAsync(Ingest, Ct).Select(row => row.Id),
            "divisions" => connector.Directory.DivisionsAsync(Ingest, Ct).Select(row => row.Id),
            "seats" => connector.Estate.SeatsAsync(Ingest, Ct).Select(row => row.PersonId),
            "roles" => connector.Estate.RolesAsync(Ingest, Ct).Select(row => row.Id),
            _ => connector.Estate.GrantsOfRoleAsync("r", Ingest, Ct).Select(row => row.SubjectId),
        };
}

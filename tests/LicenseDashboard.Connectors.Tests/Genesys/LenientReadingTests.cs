using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

/// <summary>Fields that are missing, null, of another kind or absurd: what can't be read is left out, the rest arrives.</summary>
public sealed class LenientReadingTests
{
    private const RequestPriority Ingest = RequestPriority.Ingest;
    private readonly HurriedClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Person_with_nothing_but_an_id_is_active_and_otherwise_unknown()
    {
        var person = Assert.Single(await PeopleAsync("""{"id":"p1"}"""));
        Assert.Equal(
            new VendorPerson("p1", "p1", null, VendorUserState.Active, null, null, null, null, null, null, null, null, null, null),
            person
        );
    }

    [Theory]
    [InlineData("""{"id":"p1","lastTokenIssued":{"dateIssued":"2026-10-02T08:11:03.000Z"}}""")]
    [InlineData("""{"id":"p1","lasttokenissued":"2026-10-02T08:11:03Z"}""")]
    [InlineData("""{"id":"p1","lasttokenissued":"2026-10-02T10:11:03+02:00"}""")]
    public async Task Last_token_is_read_in_every_spelling(string person) =>
        Assert.Equal(new DateTime(2026, 10, 2, 8, 11, 3, DateTimeKind.Utc), Assert.Single(await PeopleAsync(person)).LastTokenAt);

    [Theory]
    [
        InlineData("\"\""),
        InlineData("null"),
        InlineData("\"soon\""),
        InlineData("17"),
        InlineData("[]"),
        InlineData("{\"dateIssued\":\"\"}"),
        InlineData("{\"dateIssued\":{}}")
    ]
    [InlineData("\"99999-01-01T00:00:00Z\"")]
    public async Task Date_that_is_none_is_unknown(string value)
    {
        var person = Assert.Single(
            await PeopleAsync(
                $$"""{"id":"p1","lastTokenIssued":{{value}},"dateLastLogin":{{value}},"employerInfo":{"dateHire":{{value}} } }"""
            )
        );
        Assert.Equal((null, null, null), (person.LastTokenAt, person.LastLoginAt, person.HiredOn));
    }

    [Fact]
    public async Task Person_of_the_contract_is_read_whole()
    {
        var person = Assert.Single(
            await PeopleAsync(
                """
                {"id":"p1","name":"Dana Ruiz","email":"dana.ruiz@example.test","state":"inactive","version":12,
                 "title":"Team lead","department":"Claims","division":{"id":"d1","name":"Home"},
                 "manager":{"id":"m1","selfUri":"/x"},"employerInfo":{"employeeId":4471,"dateHire":"2021-03-01"},
                  "groups":[{"id":"g9","name":"SEASONAL"}],"dateLastLogin":"2026-09-14T06:02:44.000Z"}
                """
            )
        );
        Assert.Equal(
            ("Dana Ruiz", VendorUserState.Inactive, "d1", "Home", "m1", "4471", new DateOnly(2021, 3, 1)),
            (person.Name, person.State, person.DivisionId, person.DivisionName, person.ManagerId, person.EmployeeId, person.HiredOn)
        );
        Assert.Equal(["g9"], person.GroupIds);
    }

    [Theory]
    [InlineData("""{"id":"p1","manager":"m1","division":"d1","groups":["g1",7,null,[],{"id":"g2"},{"name":"no id"}]}""")]
    [InlineData(
        """
            {"id":"p1","manager":{"id":"m1"},"division":{"id":"d1","name":["x"]},"groups":[{"id":"g1"},
             {"id":"g2"}],"unheard":{"of":[1,{"a":[]}]}}
            """
    )]
    public async Task Reference_may_be_an_object_or_a_bare_id(string json)
    {
        var person = Assert.Single(await PeopleAsync(json));
        Assert.Equal(("m1", "d1"), (person.ManagerId, person.DivisionId));
        Assert.Equal(["g1", "g2"], person.GroupIds);
    }

    [Theory, InlineData("5"), InlineData("\"x\""), InlineData("[1]"), InlineData("null"), InlineData("true")]
    public async Task Field_of_another_kind_is_left_out(string value)
    {
        var person = Assert.Single(
            await PeopleAsync(
                $$"""
                7,null,"p0",{},{"id":"p1","employerInfo":{{value}},"lastTokenIssued":{{value}},
                 "groups":{"a":{{value}} },"state":{{value}},"email":[{{value}}]}
                """
            )
        );
        Assert.Equal((null, null, VendorUserState.Active, null), (person.EmployeeId, person.GroupIds, person.State, person.Email));
    }

    [Fact]
    public async Task Same_person_on_two_pages_comes_once()
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Json("""{"entities":[{"id":"p1"},{"id":"p2"}],"cursor":"a"}"""),
            ScriptedVendor.Json("""{"entities":[{"id":"p2"},{"id":"p3"}]}""")
        );
        using var connector = vendor.Connector(_clock);
        Assert.Equal(["p1", "p2", "p3"], await connector.Directory.PeopleAsync(Ingest, Ct).Select(person => person.Id).ToListAsync(Ct));
        Assert.EndsWith("&cursor=a", vendor.Asked[1], StringComparison.Ordinal);
    }

    [Theory, InlineData("""{"total":0}"""), InlineData("""{"entities":null}"""), InlineData("""{"entities":"none"}""")]
    public async Task Answer_without_its_list_is_an_error_and_not_an_empty_organization(string answer)
    {
        using var connector = new ScriptedVendor(ScriptedVendor.Json(answer), ScriptedVendor.Json(answer)).Connector(_clock);
        await Assert.ThrowsAsync<VendorException>(async () => await connector.Estate.SeatsAsync(Ingest, Ct).ToListAsync(Ct));
        await Assert.ThrowsAsync<VendorException>(async () => await connector.Directory.PeopleAsync(Ingest, Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task Vendor_that_repeats_its_cursor_is_stopped()
    {
        var vendor = new ScriptedVendor(
            (_, _, _) => Task.FromResult(ScriptedVendor.Json("""{"entities":[{"id":"p1"}],"cursor":"same"}"""))
        );
        using var connector = vendor.Connector(_clock);
        var fault = await Assert.ThrowsAsync<ShortListException>(async () =>
            await connector.Directory.PeopleAsync(Ingest, Ct).ToListAsync(Ct)
        );
        Assert.Equal(("people", 1L, null), (fault.List, fault.Listed, fault.Stated));
        Assert.Equal(2, vendor.Asked.Count);
    }

    [Fact]
    public async Task Numbered_pages_without_totals_end_with_an_empty_one()
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Json("""{"entities":[{"id":"p1","licenses":["cloudCX1","",7]}]}"""),
            ScriptedVendor.Json("""{"entities":[{"id":"p2","licenses":[{"id":"cloudCX2"}]},{"id":"p3"}]}"""),
            ScriptedVendor.Json("""{"entities":[]}""")
        );
        using var connector = vendor.Connector(_clock);
        var seats = await connector.Estate.SeatsAsync(Ingest, Ct).ToListAsync(Ct);
        Assert.Equal(["p1 cloudCX1", "p2 cloudCX2", "p3 "], seats.Select(seat => $"{seat.PersonId} {string.Join(',', seat.SkuIds)}"));
    }

    [Fact]
    public async Task Definition_without_permissions_is_asked_for_alone()
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Json(
                """[{"id":"cloudCX1","permissions":{"ids":[]},"prerequisites":[{"id":"collaboratePro"}]},{"description":"no id"}]"""
            ),
            ScriptedVendor.Json("""{"id":"cloudCX1","permissions":{"ids":["a:b:c"]},"prerequisites":["collaboratePro"]}""")
        );
        using var connector = vendor.Connector(_clock);
        var sku = Assert.Single(await connector.Estate.SkusAsync(Ingest, Ct));
        Assert.Equal(["a:b:c"], sku.Permissions);
        Assert.Equal(["collaboratePro"], sku.Prerequisites);
        Assert.Equal("GET /api/v2/license/definitions/cloudCX1", vendor.Asked[1]);
    }

    [Fact]
    public async Task Policies_become_permissions_and_what_a_policy_leaves_out_is_all_of_it()
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Json(
                """
                {"entities":[{"id":"r1","name":"Mixed","permissions":["x:y:z"],"permissionPolicies":[
                  {"domain":"routing","entityName":"queue","actionSet":["view","edit"]},{"domain":"wfm","entityName":"*",
                   "actionSet":["*"]},{"domain":"quality"},{"entityName":"lost"},null]}],"pageCount":1}
                """
            )
        );
        using var connector = vendor.Connector(_clock);
        Assert.Equal(
            ["routing:queue:view", "routing:queue:edit", "wfm:*:*", "quality:*:*", "x:y:z"],
            (await connector.Estate.RolesAsync(Ingest, Ct).SingleAsync(Ct)).Permissions
        );
    }

    private async Task<List<VendorPerson>> PeopleAsync(string entities)
    {
        using var connector = new ScriptedVendor(ScriptedVendor.Json($$"""{"entities":[{{entities}}],"results":1}""")).Connector(_clock);
        return await connector.Directory.PeopleAsync(Ingest, Ct).ToListAsync(Ct);
    }
}

using System.Text;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Tests.Reclamation;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Directory.Scim;
using Xunit;

namespace LicenseDashboard.Application.Tests.Identities;

public sealed class FilterTests
{
    private static readonly Slice _page = new(1, 50);

    [Theory]
    [InlineData("userName eq \"ANNA@example.test\"", "anna")]
    [InlineData("userName ne \"anna@example.test\"", "bert cora")]
    [InlineData("displayName co \"nn\"", "anna")]
    [InlineData("displayName sw \"b\"", "bert")]
    [InlineData("displayName ew \"A\"", "anna cora")]
    [InlineData("displayName eq \"Änne\"", "")]
    [InlineData("title eq \"Führer Ä\"", "cora")]
    [InlineData("title pr", "cora")]
    [InlineData("not (title pr)", "anna bert")]
    [InlineData("not (title co \"x\")", "anna bert cora")]
    [InlineData("title eq null", "anna bert")]
    [InlineData("title co \"%\" or title sw \"_\"", "")]
    [InlineData("active eq false", "bert")]
    [InlineData("active ne \"False\"", "anna cora")]
    [InlineData("externalId eq \"E1\"", "anna")]
    [InlineData("externalId eq \"e1\"", "")]
    [InlineData("emails[type eq \"work\" and value sw \"cora\"]", "cora")]
    [InlineData("emails[type eq \"home\"]", "")]
    [InlineData("emails.primary eq true and emails.value ew \"@example.test\"", "anna bert cora")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"claims\"", "anna")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber gt \"2\"", "cora")]
    [InlineData("userName ge \"bert@example.test\" and userName lt \"cora@example.test\"", "bert")]
    [InlineData("meta.lastModified gt \"2000-01-01T00:00:00Z\" and meta.created le \"2100-01-01\"", "anna bert cora")]
    [InlineData("meta.resourceType eq \"User\"", "anna bert cora")]
    [InlineData("nickName pr or phoneNumbers.value eq \"1\"", "")]
    [InlineData("nickName ne \"x\" and not (nickName pr)", "anna bert cora")]
    [InlineData("displayName eq \"bert\" or (displayName eq \"anna\" and active eq true)", "anna bert")]
    public async Task Filter_finds_whom_it_says(string filter, string expected)
    {
        await using var bench = await WorldAsync();
        var found = await bench
            .Database.Get<SearchIdentities>()
            .RunAsync(LeaverBench.Provider, ScimFilterParser.Filter(filter).Value, _page, false, TestContext.Current.CancellationToken);
        Assert.Equal(expected, string.Join(' ', found.Value.Items.Select(row => row.Fields.DisplayName!.ToLowerInvariant())));
    }

    [Fact]
    public async Task Whatever_is_asked_is_answered_or_refused()
    {
        await using var bench = await WorldAsync();
        var search = bench.Database.Get<SearchIdentities>();
        var random = new Random(20261124);
        var (answered, refused) = (0, 0);
        for (var round = 0; round < 1_500; round++)
        {
            var filter = ScimFilterParser.Filter(round % 3 == 0 ? Noise(random) : Likely(random, 0));
            var outcome = filter.Refusal is { } unread
                ? unread
                : await search.RunAsync(LeaverBench.Provider, filter.Value, _page, false, TestContext.Current.CancellationToken);
            if (outcome.Refusal is { } refusal)
            {
                Assert.Equal("invalidFilter", refusal.Code);
                refused++;
            }
            else
            {
                answered++;
            }
        }

        Assert.True(answered > 200 && refused > 200, $"{answered} answered, {refused} refused");
    }

    [Fact]
    public async Task Only_the_provider_reads_identities()
    {
        await using var bench = await WorldAsync();
        var found = await bench
            .Database.Get<SearchIdentities>()
            .RunAsync(Testing.A.Administrator, null, _page, false, TestContext.Current.CancellationToken);
        Assert.Equal("forbidden", found.Refusal?.Code);
    }

    private static async Task<LeaverBench> WorldAsync()
    {
        var bench = await LeaverBench.CreateAsync(0);
        var create = bench.Database.Get<CreateIdentity>();
        foreach (
            var fields in new[]
            {
                new IdentityFields
                {
                    UserName = "Anna@example.test",
                    DisplayName = "Anna",
                    Email = "anna@example.test",
                    ExternalId = "E1",
                    Department = "Claims",
                    EmployeeNumber = "1",
                },
                new IdentityFields
                {
                    UserName = "bert@example.test",
                    DisplayName = "Bert",
                    Email = "bert@example.test",
                    EmployeeNumber = "2",
                    Active = false,
                },
                new IdentityFields
                {
                    UserName = "cora@example.test",
                    DisplayName = "Cora",
                    Email = "cora@example.test",
                    Title = "Führer Ä",
                    EmployeeNumber = "3",
                },
            }
        )
        {
            Assert.Null((await create.RunAsync(LeaverBench.Provider, fields, TestContext.Current.CancellationToken)).Refusal);
        }

        return bench;
    }

    private static string Noise(Random random)
    {
        const string Signs = "ab eq\"\\()[].:%_'-;*1not and or pr\u00e4\t{}<>$&|\u0000\ud83d\ude00";
        var text = new StringBuilder();
        for (var length = random.Next(40); length > 0; length--)
        {
            text.Append(Signs[random.Next(Signs.Length)]);
        }

        return text.ToString();
    }

    private static string Likely(Random random, int depth)
    {
        string[] attributes =
        [
            "userName",
            "id",
            "EXTERNALID",
            "displayName",
            "name.familyName",
            "name",
            "emails",
            "emails.value",
            "emails.type",
            "active",
            "title",
            "meta.created",
            "meta.lastModified",
            "schemas",
            "groups.value",
            "phoneNumbers",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
            "shoeSize",
        ];
        string[] comparisons = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "EQ", "is"];
        string[] values =
        [
            "\"a\"",
            "\"\"",
            "true",
            "false",
            "null",
            "7",
            "-1e9",
            "\"2026-11-24T00:00:00Z\"",
            "\"0001-01-01\"",
            "\"0198a1c2-0000-7000-8000-000000000001\"",
            "\"' OR 1=1 --\"",
            "\"%_\\\\\"",
            "\"\\u00e4\"",
        ];
        var one = $"{Pick(attributes)} {Pick(comparisons)} {Pick(values)}";
        return (depth > 4 ? 0 : random.Next(7)) switch
        {
            0 or 1 => one,
            2 => Pick(attributes) + " pr",
            3 => $"not ({Likely(random, depth + 1)})",
            4 => $"({Likely(random, depth + 1)}) and {Likely(random, depth + 1)}",
            5 => $"{Likely(random, depth + 1)} or {Likely(random, depth + 1)}",
            _ => $"emails[type eq \"work\" and {Pick(["value", "type", "primary", "nothing"])} {Pick(comparisons)} {Pick(values)}]",
        };

        string Pick(string[] from) => from[random.Next(from.Length)];
    }
}

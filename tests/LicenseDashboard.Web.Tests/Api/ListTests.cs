using System.Net;
using System.Text.Json;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class ListTests(ApiProgram program)
{
    [Theory, InlineData("recommendations"), InlineData("users"), InlineData("imports"), InlineData("jobs"), InlineData("remediations")]
    public async Task List_is_an_envelope_and_pages_neither_overlap_nor_skip(string list)
    {
        var whole = await program.GetAsync(list + "?pageSize=200");
        var total = whole.GetProperty("total").GetInt32();
        Assert.Equal((1, 200), (whole.GetProperty("page").GetInt32(), whole.GetProperty("pageSize").GetInt32()));
        Assert.Equal(50, (await program.GetAsync(list)).GetProperty("pageSize").GetInt32());
        var all = Keys(whole);
        Assert.Equal(Math.Min(total, 200), all.Count);
        List<string> paged = [];
        for (var page = 1; paged.Count < all.Count; page++)
        {
            paged.AddRange(Keys(await program.GetAsync($"{list}?pageSize=7&page={page}")));
        }

        Assert.Equal(all, paged);
        Assert.Empty(Keys(await program.GetAsync($"{list}?page=10000000")));
    }

    [
        Theory,
        InlineData("recommendations?"),
        InlineData("recommendations?sort=-name&"),
        InlineData("users?"),
        InlineData("users?sort=-life&"),
        InlineData("users?sort=noFindingReason&"),
        InlineData("users?sort=manager&")
    ]
    [
        InlineData("users?sort=-email&"),
        InlineData("imports?"),
        InlineData("jobs?"),
        InlineData("remediations?"),
        InlineData("reclamations?"),
        InlineData("reclamations?sort=-manager&"),
        InlineData("exemptions?sort=to&")
    ]
    public async Task List_is_read_on_by_cursor_as_by_page(string list)
    {
        var all = Keys(await program.GetAsync(list + "pageSize=200"));
        List<string> read = [];
        var page = await program.GetAsync(list + "pageSize=7");
        while (true)
        {
            read.AddRange(Keys(page));
            if (page.GetProperty("next").GetString() is not { } next)
            {
                break;
            }

            page = await program.GetAsync($"{list}pageSize=7&after={next}");
            Assert.Equal(JsonValueKind.Null, page.GetProperty("page").ValueKind);
        }

        Assert.Equal(all, read);
    }

    [Theory]
    [
        InlineData("recommendations?after=x", "after"),
        InlineData("jobs?after=x", "after"),
        InlineData("users?after=x&page=2", "after"),
        InlineData("exemptions?after=W10", "after")
    ]
    [
        InlineData("imports?after=W10", "after"),
        InlineData("recommendations?page=0", "page"),
        InlineData("recommendations?pageSize=201", "pageSize"),
        InlineData("users?pageSize=ten", "pageSize"),
        InlineData("users?page=1&page=2", "page")
    ]
    [
        InlineData("recommendations?statuz=open", "statuz"),
        InlineData("recommendations?status=opened", "status"),
        InlineData("recommendations?status=open,", "status")
    ]
    [
        InlineData("recommendations?kind=Upgrade", "kind"),
        InlineData("recommendations?lane=fast", "lane"),
        InlineData("recommendations?tier=cloudCX9", "tier")
    ]
    [
        InlineData("recommendations?sort=salary", "sort"),
        InlineData("recommendations?platform=mars", "platform"),
        InlineData("users?life=alive", "life"),
        InlineData("users?lane=ready", "lane")
    ]
    [
        InlineData("users?Page=1", "Page"),
        InlineData("imports?kind=all", "kind"),
        InlineData("jobs?status=running", "status"),
        InlineData("remediations?status=handedOver", "status")
    ]
    [
        InlineData("freshness?platform=", "platform"),
        InlineData("catalogue?platform=genesys", "platform"),
        InlineData("summary?page=1", "page"),
        InlineData("exports/utilization.csv?format=xls", "format")
    ]
    public async Task Parameter_that_is_unknown_or_wrong_is_400_and_named(string path, string field)
    {
        using var answer = await program.SendAsync(HttpMethod.Get, path, ApiProgram.Read);
        var problem = await ApiProgram.ProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory, InlineData("manager=nobody"), InlineData("division=Atlantis")]
    public async Task Filter_that_names_no_one_is_400(string filter)
    {
        foreach (var list in new[] { "recommendations", "users" })
        {
            using var answer = await program.SendAsync(HttpMethod.Get, $"{list}?{filter}", ApiProgram.Read);
            var problem = await ApiProgram.ProblemAsync(answer, HttpStatusCode.BadRequest);
            Assert.StartsWith(filter.Split('=')[0], problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Row_says_what_a_script_needs()
    {
        var row = Items(await program.GetAsync("recommendations"))[0];
        string[] fields =
        [
            "id",
            "version",
            "kind",
            "lane",
            "status",
            "user",
            "manager",
            "division",
            "currentSkus",
            "recommendedSkus",
            "reason",
            "listMonthlySaving",
            "foundOn",
            "decidedBy",
            "decidedAt",
            "justification",
        ];
        Assert.All(fields, field => Assert.True(row.TryGetProperty(field, out _), field));
        Assert.Equal(JsonValueKind.Number, row.GetProperty("listMonthlySaving").GetProperty("amount").ValueKind);
        Assert.Equal("USD", row.GetProperty("listMonthlySaving").GetProperty("currency").GetString());

        var one = await program.GetAsync($"recommendations/{row.GetProperty("id").GetString()}");
        string[] more =
        [
            "heldSkus",
            "explicitSkus",
            "unknownSkus",
            "required",
            "dropped",
            "laneReasons",
            "plan",
            "inTheWay",
            "features",
            "history",
        ];
        Assert.All(fields.Concat(more), field => Assert.True(one.TryGetProperty(field, out _), field));
        Assert.All(
            one.GetProperty("features").EnumerateArray(),
            feature => Assert.True(feature.GetProperty("state").GetString() is "used" or "unused" or "unknown")
        );
        Assert.All(
            one.GetProperty("plan").EnumerateArray(),
            change => Assert.True(change.GetProperty("do").GetString() is "remove" or "swap")
        );
    }

    [Fact]
    public async Task Largest_saving_comes_first_and_each_field_sorts_both_ways()
    {
        var savings = Items(await program.GetAsync("recommendations?pageSize=200"))
            .Select(row => row.GetProperty("listMonthlySaving").GetProperty("amount").GetDecimal())
            .ToList();
        Assert.Equal(savings.OrderDescending(), savings);
        foreach (
            var field in new[]
            {
                "name",
                "reason",
                "status",
                "lane",
                "kind",
                "foundOn",
                "currentSkus",
                "recommendedSkus",
                "manager",
                "division",
                "decidedBy",
                "decidedAt",
                "user",
                "justification",
                "version",
                "id",
            }
        )
        {
            var up = Keys(await program.GetAsync($"recommendations?pageSize=200&sort={field}"));
            Assert.Equal(
                up.Order(StringComparer.Ordinal),
                Keys(await program.GetAsync($"recommendations?pageSize=200&sort=-{field}")).Order(StringComparer.Ordinal)
            );
        }

        foreach (var field in new[] { "name", "email", "manager", "division", "state", "held", "life", "noFindingReason", "id" })
        {
            await program.GetAsync($"users?sort={field}");
            await program.GetAsync($"users?sort=-{field}");
        }
    }

    [Fact]
    public async Task Filters_repeat_or_take_commas_and_add_up()
    {
        var all = Items(await program.GetAsync("recommendations?pageSize=200"));
        foreach (var (filter, field) in new[] { ("lane", "lane"), ("kind", "kind"), ("status", "status"), ("division", "division") })
        {
            var values = all.Select(row => row.GetProperty(field).GetString()).OfType<string>().Distinct().Take(2).ToList();
            var wanted = all.Count(row => values.Contains(row.GetProperty(field).GetString() ?? ""));
            var commas = await program.GetAsync($"recommendations?{filter}={Uri.EscapeDataString(string.Join(',', values))}");
            var repeated = await program.GetAsync(
                "recommendations?" + string.Join('&', values.Select(value => $"{filter}={Uri.EscapeDataString(value)}"))
            );
            Assert.Equal((wanted, wanted), (commas.GetProperty("total").GetInt32(), repeated.GetProperty("total").GetInt32()));
        }

        var tier = all[0].GetProperty("currentSkus")[0].GetString()!;
        Assert.All(
            Items(await program.GetAsync($"recommendations?tier={tier}&pageSize=200")),
            row => Assert.Equal(tier, row.GetProperty("currentSkus")[0].GetString())
        );
        var name = all[0].GetProperty("user").GetProperty("name").GetString()!;
        Assert.Contains(
            Items(await program.GetAsync($"recommendations?text={Uri.EscapeDataString(name.ToUpperInvariant())}")),
            row => row.GetProperty("user").GetProperty("name").GetString() == name
        );
        Assert.DoesNotContain("Reclaim", all.Select(row => row.GetProperty("kind").GetString()));
        Assert.All(
            Items(await program.GetAsync("recommendations?kind=Reclaim")),
            row => Assert.Equal("Reclaim", row.GetProperty("kind").GetString())
        );
    }

    [Fact]
    public async Task Manager_means_everyone_below()
    {
        var row = Items(await program.GetAsync("recommendations?pageSize=200"))
            .First(each => each.GetProperty("manager").ValueKind == JsonValueKind.String);
        var manager = row.GetProperty("manager").GetString()!;
        var head = Items(await program.GetAsync($"users?text={Uri.EscapeDataString(manager)}&pageSize=200"))
            .First(user => user.GetProperty("name").GetString() == manager)
            .GetProperty("id")
            .GetString();
        Assert.Contains(row.GetProperty("id").GetString()!, Keys(await program.GetAsync($"recommendations?manager={head}&pageSize=200")));
        var below = Items(await program.GetAsync($"users?manager={head}&pageSize=200"));
        Assert.Contains(below, user => user.GetProperty("id").GetString() == row.GetProperty("user").GetProperty("id").GetString());
        Assert.DoesNotContain(below, user => user.GetProperty("id").GetString() == head);
    }

    private static List<JsonElement> Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    private static List<string> Keys(JsonElement page) =>
        [.. Items(page).Select(item => item.TryGetProperty("id", out var id) ? id.GetString()! : item.GetProperty("name").GetString()!)];
}

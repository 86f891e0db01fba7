using Bunit;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Recommendations;
using Xunit;

namespace LicenseDashboard.Web.Tests.Recommendations;

/// <summary>What a change takes away, as the panel, the dialog and the export say it.</summary>
public sealed class LossTests : IDisposable
{
    private static readonly Dictionary<string, string> Divisions = new()
    {
        ["d1"] = "Home",
        ["d2"] = "Vienna <b>",
        ["d3"] = "Graz",
        ["d4"] = "Linz",
    };
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Few_permissions_stand_there_with_the_names_of_their_divisions()
    {
        var shown = Show(
            Of(lost: [new("quality:evaluation:view", ["d1", "d2"]), new("routing:queue:edit", ["*"]), new("wfm:schedule:view", ["gone"])])
        );
        Assert.Empty(shown.FindAll("details"));
        Assert.Equal(
            ["quality:evaluation:view in Home, Vienna <b>", "routing:queue:edit in all divisions", "wfm:schedule:view in gone"],
            shown.FindAll(".lost li").Select(line => Plain(line.TextContent))
        );
        Assert.Contains("3 permissions are lost:", shown.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_permissions_stand_behind_their_count_and_all_are_there()
    {
        var shown = Show(Of(lost: [.. Enumerable.Range(1, 5).Select(n => new PermissionLoss($"outbound:list{n}:edit", ["d1"]))]));
        Assert.Equal("5 permissions", shown.Find("details > summary").TextContent);
        Assert.False(shown.Find("details").HasAttribute("open"));
        Assert.Equal(5, shown.FindAll("details .lost li").Count);
    }

    [Fact]
    public void Many_divisions_stand_behind_their_count()
    {
        var line = Show(Of(lost: [new("routing:queue:edit", ["d1", "d2", "d3", "d4"])])).Find(".lost li");
        Assert.Equal("in 4 divisions", line.QuerySelector("summary")!.TextContent);
        Assert.Contains("Home, Vienna <b>, Graz, Linz", line.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Feature_that_the_new_license_still_includes_and_permission_nobody_watches_are_called_out()
    {
        var losses = Of(
            dropped: ["digital"],
            givenUp: ["digital", "administration"],
            lost: [new("custom:thing:edit", ["*"])],
            unseen: ["custom:thing:edit"]
        );
        var shown = Show(losses);
        Assert.Contains("Removes digital, administration.", Plain(shown.Markup), StringComparison.Ordinal);
        Assert.Equal(
            "The new license still includes administration; its permissions are removed with the role.",
            Plain(shown.Find(".note").InnerHtml).Trim()
        );
        Assert.Equal("We can’t tell whether it is used.", shown.Find(".unwatched").TextContent);
        Assert.Contains("1 permission is lost:", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_plan_the_nearest_swap_says_what_it_would_take()
    {
        var nearest = new PlanChange(PlanAction.Swap, "r1", "Omni", "r2", "Voice", ["d1"], ["d1"]);
        var shown = Show(Of(nearest: [nearest], nearestLoses: [new("conversation:email:accept", ["d1"])]), plan: false);
        Assert.Contains(
            "The closest change would be: Replace the role Omni with Voice in Home. Not recommended",
            Plain(shown.Markup),
            StringComparison.Ordinal
        );
        Assert.Equal("conversation:email:accept in Home", Plain(shown.Find(".lost li").TextContent));
        Assert.DoesNotContain("No permission is lost", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_of_an_earlier_version_still_names_what_nobody_watches()
    {
        var losses = Of(dropped: ["digital"], unseen: ["custom:thing:edit"]);
        Assert.Equal(["digital"], losses.GivenUp);
        Assert.Equal("custom:thing:edit We can’t tell whether it is used.", Plain(Show(losses).Find(".lost li").TextContent));
    }

    [Fact]
    public void Export_holds_every_permission_with_its_divisions_in_one_guarded_cell()
    {
        var losses = Of(lost: [new("=cmd:x:y", ["d1", "d2"]), new("routing:queue:edit", ["*"])]);
        Assert.Equal("\"'=cmd:x:y in Home, Vienna <b>; routing:queue:edit in all divisions\"", CsvText.Cell(LossWords.Line(losses.Lost)));
    }

    [Fact]
    public void Dialog_lists_one_row_in_full_and_several_behind_a_line_each()
    {
        var (ana, ben) = (Rows.Row("Ana", lane: Lane.Review, note: "Is this license needed at all?"), Rows.Row("Ben"));
        var some = Of(dropped: ["digital"], givenUp: ["digital"], lost: [new("conversation:email:accept", ["d1"])]);
        var one = Dialog([ana], new() { [ana.Id] = some });
        Assert.Contains("Is this license needed at all?", one.Find("section .note").TextContent, StringComparison.Ordinal);
        Assert.Equal("conversation:email:accept in Home", Plain(one.Find(".lost li").TextContent));

        var both = Dialog([ana, ben with { HasPlan = false }], new() { [ana.Id] = some, [ben.Id] = Of() });
        Assert.Equal(
            ["Ana: removes digital, loses 1 permission", "Ben: loses no permission, made by an administrator"],
            both.FindAll("section > details > summary").Select(line => Plain(line.TextContent))
        );
        Assert.Empty(Dialog([ana], []).FindAll("section"));
    }

    private static Losses Of(
        string[]? dropped = null,
        string[]? givenUp = null,
        PermissionLoss[]? lost = null,
        string[]? unseen = null,
        PlanChange[]? nearest = null,
        PermissionLoss[]? nearestLoses = null
    ) =>
        Losses.Of(
            new Evidence
            {
                Held = ["cloudCX3"],
                Target = ["cloudCX1"],
                Explicit = [],
                Unknown = [],
                Required = [],
                Dropped = dropped ?? [],
                GivenUp = givenUp ?? [],
                LaneReasons = [],
                Plan = [],
                Lost = lost ?? [],
                InTheWay = [],
                NearestPlan = nearest ?? [],
                NearestLoses = nearestLoses ?? [],
                Unseen = unseen ?? [],
                DataNotes = [],
                Features = [],
            },
            Divisions
        );

    private static string Plain(string text) => string.Join(' ', text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private IRenderedComponent<LossText> Show(Losses losses, bool plan = true) =>
        _bench.Render<LossText>(set => set.Add(text => text.Losses, losses).Add(text => text.HasPlan, plan));

    private IRenderedComponent<DecisionLosses> Dialog(RecommendationRow[] rows, Dictionary<Guid, Losses> losses) =>
        _bench.Render<DecisionLosses>(set => set.Add(dialog => dialog.Rows, rows).Add(dialog => dialog.Losses, losses));
}

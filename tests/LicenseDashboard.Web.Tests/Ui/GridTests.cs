using AngleSharp.Dom;
using Bunit;
using LicenseDashboard.Web.Ui;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ui;

public sealed class GridTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Grid_draws_a_cell_of_each_column_for_each_row_and_cells_say_their_column()
    {
        var grid = Show(["Dana", "Omar"], middle: true);
        Assert.Equal(["Name", "Letters", "First"], Texts(grid, "thead th"));
        Assert.Equal(["Dana", "Omar"], Texts(grid, "tbody th[scope=row]"));
        Assert.Equal(["4", "D", "4", "O"], Texts(grid, "tbody td"));
        Assert.Equal(["Letters", "First"], grid.FindAll("tbody tr:first-child td").Select(cell => cell.GetAttribute("data-label")));
    }

    [Fact]
    public void Column_that_comes_back_keeps_its_place()
    {
        var grid = Show(["Dana"], middle: false);
        Assert.Equal(["Name", "First"], Texts(grid, "thead th"));
        grid.Render(set => set.Add(each => each.Columns, Columns(middle: true)));
        Assert.Equal(["Name", "Letters", "First"], Texts(grid, "thead th"));
        Assert.Equal(["4", "D"], Texts(grid, "tbody td"));
    }

    [Fact]
    public void Line_below_a_row_spans_it_and_is_left_out_where_there_is_nothing_to_say()
    {
        var grid = Show(
            ["Dana", "Omar"],
            middle: true,
            below: name => name == "Omar" ? builder => builder.AddContent(0, "No answer") : null
        );
        Assert.Equal("No answer", Assert.Single(grid.FindAll("tr.below")).TextContent);
        Assert.Equal("3", grid.Find("tr.below td").GetAttribute("colspan"));
    }

    private static IEnumerable<string> Texts(IRenderedComponent<Grid<string>> grid, string selector) =>
        grid.FindAll(selector).Select(each => each.Text().Trim());

    private IRenderedComponent<Grid<string>> Show(IReadOnlyList<string> names, bool middle, Func<string, RenderFragment?>? below = null) =>
        _bench.Render<Grid<string>>(set =>
            set.Add(each => each.Items, names)
                .Add(each => each.Label, "People")
                .Add(each => each.Key, name => name)
                .Add(each => each.Columns, Columns(middle))
                .Add(each => each.Below, below)
        );

    private static RenderFragment Columns(bool middle) =>
        builder =>
        {
            Column(builder, "Name", ColumnKind.Name, true, name => name);
            Column(
                builder,
                "Letters",
                ColumnKind.Number,
                middle,
                name => name.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
            Column(builder, "First", ColumnKind.Text, true, name => name[..1]);
        };

    private static void Column(
        Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder,
        string title,
        ColumnKind kind,
        bool visible,
        Func<string, string> text
    )
    {
        builder.OpenComponent<Column<string>>(0);
        builder.SetKey(title);
        builder.AddComponentParameter(1, nameof(Column<string>.Title), title);
        builder.AddComponentParameter(2, nameof(Column<string>.Kind), kind);
        builder.AddComponentParameter(3, nameof(Column<string>.Visible), visible);
        builder.AddComponentParameter(
            4,
            nameof(Column<string>.ChildContent),
            (RenderFragment<string>)(name => cell => cell.AddContent(0, text(name)))
        );
        builder.CloseComponent();
    }
}

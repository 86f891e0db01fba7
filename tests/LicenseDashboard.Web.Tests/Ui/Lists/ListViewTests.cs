using LicenseDashboard.Web.Ui.Lists;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ui.Lists;

public sealed class ListViewTests
{
    [Fact]
    public void View_is_read_as_it_was_written()
    {
        var view = (ListView.Standard with { Rows = 100, IsCompact = true })
            .Toggled("last-30-days")
            .Toggled("manager")
            .Widened("name")
            .Sized("division", ColumnWidth.Narrow);
        Assert.Equal("rows-100.compact.hide-last-30-days.hide-manager.narrow-division.wide-name", view.Text);
        var read = ListView.Of(view.Text);
        Assert.Equal(view.Text, read.Text);
        Assert.Equal(100, read.Rows);
        Assert.True(read.IsCompact);
        Assert.Equal(["last-30-days", "manager"], read.Hidden);
        Assert.Equal((ColumnWidth.Wide, ColumnWidth.Narrow), (read.WidthOf("name"), read.WidthOf("division")));
    }

    [Fact]
    public void Order_of_columns_is_read_as_it_was_written_and_names_each_column_once()
    {
        var view = ListView.Of("then-manager.hide-division.then-name.then-manager");
        Assert.Equal(["manager", "name"], view.Order);
        Assert.Equal("hide-division.then-manager.then-name", view.Text);
        Assert.Equal((0, 1, int.MaxValue), (view.PlaceOf("manager"), view.PlaceOf("name"), view.PlaceOf("division")));
    }

    [Fact]
    public void What_is_chosen_and_taken_back_leaves_nothing_behind()
    {
        var view = ListView.Standard.Toggled("manager").Toggled("manager").Widened("name").Widened("name").Widened("name");
        Assert.True(view.IsStandard);
        Assert.Equal("", view.Text);
    }

    [
        Theory,
        InlineData("rows-7"),
        InlineData("rows-100000"),
        InlineData("hide-"),
        InlineData("hide-<script>"),
        InlineData("wide"),
        InlineData("compact-x"),
        InlineData(";; = "),
        InlineData(null)
    ]
    public void Kept_text_that_makes_no_sense_is_passed_over(string? text) => Assert.True(ListView.Of(text).IsStandard);

    [Fact]
    public void Kept_text_of_any_length_does_no_harm()
    {
        Assert.True(ListView.Of(string.Join('.', Enumerable.Range(0, 5000).Select(number => $"hide-a{number}"))).IsStandard);
        Assert.Equal(25, ListView.Of("rows-25.nonsense.rows-").Rows);
    }

    [Fact]
    public void Sort_of_a_column_starts_with_its_own_direction_turns_round_and_ends()
    {
        Assert.Equal("-createdAt", SortText.Next("name", "-createdAt"));
        Assert.Equal("createdAt", SortText.Next("-createdAt", "-createdAt"));
        Assert.Null(SortText.Next("createdAt", "-createdAt"));
        Assert.Equal("name", SortText.Next(null, "name"));
        Assert.Equal(
            ("descending", "ascending", "none"),
            (SortText.Direction("-held", "held"), SortText.Direction("held", "-held"), SortText.Direction("heldBy", "held"))
        );
    }
}

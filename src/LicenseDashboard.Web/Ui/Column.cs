using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Ui;

public enum ColumnKind
{
    Text,

    /// <summary>What names the row.</summary>
    Name,

    /// <summary>Right-aligned, never wrapped.</summary>
    Number,

    /// <summary>Sentences: quieter, and without its title where rows are cards.</summary>
    Story,

    /// <summary>Buttons; the title is only heard.</summary>
    Actions,
}

/// <summary>One column of a <see cref="Grid{TItem}"/>. It draws nothing itself.</summary>
public sealed class Column<TItem> : ComponentBase
{
    [CascadingParameter]
    private Grid<TItem> Grid { get; set; } = null!;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public ColumnKind Kind { get; set; }

    /// <summary>As CSS says it; null = what the content needs.</summary>
    [Parameter]
    public string? Width { get; set; }

    /// <summary>A column that comes and goes keeps its place.</summary>
    [Parameter]
    public bool Visible { get; set; } = true;

    /// <summary>The cell of one row.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<TItem> ChildContent { get; set; }

    internal RenderFragment Of(TItem item) => ChildContent(item);

    protected override void OnInitialized() => Grid.Add(this);
}

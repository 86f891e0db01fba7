using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Ui;

public enum ColumnKind
{
    Text,

    /// <summary>Identifies the row.</summary>
    Name,

    /// <summary>Right-aligned, never wrapped.</summary>
    Number,

    /// <summary>Sentences: less prominent, and without a title where rows are cards.</summary>
    Story,

    /// <summary>Buttons; the title is for screen readers only.</summary>
    Actions,
}

/// <summary>One column of a <see cref="Grid{TItem}"/>. Renders nothing itself.</summary>
public sealed class Column<TItem> : ComponentBase
{
    [CascadingParameter]
    private Grid<TItem> Grid { get; set; } = null!;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public ColumnKind Kind { get; set; }

    /// <summary>CSS width; null to fit the content.</summary>
    [Parameter]
    public string? Width { get; set; }

    /// <summary>The order that a click on the head asks for first, with a leading <c>-</c> for descending; null if there is none.</summary>
    [Parameter]
    public string? Sort { get; set; }

    /// <summary>A column that is shown and hidden keeps its position.</summary>
    [Parameter]
    public bool Visible { get; set; } = true;

    /// <summary>The cell of one row.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<TItem> ChildContent { get; set; }

    /// <summary>Its name in the browser's memory, and in a choice of columns.</summary>
    internal string Key => string.Concat(Title.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    internal bool CanBeHidden => Kind is not (ColumnKind.Name or ColumnKind.Actions);

    internal RenderFragment Of(TItem item) => ChildContent(item);

    protected override void OnInitialized() => Grid.Add(this);
}

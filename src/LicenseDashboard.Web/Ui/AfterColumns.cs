using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace LicenseDashboard.Web.Ui;

/// <summary>Renders after the columns before it have registered, because sibling components render in order.</summary>
public sealed class AfterColumns : ComponentBase
{
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace LicenseDashboard.Web.Ui;

/// <summary>Draws when the columns before it have named themselves: components of one level are drawn in their order.</summary>
public sealed class AfterColumns : ComponentBase
{
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}

using Bunit;
using LicenseDashboard.Web.Demo;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Layout;

public sealed class TopBarTests
{
    [Fact]
    public void Parts_of_features_stand_in_the_order_in_which_they_were_given()
    {
        using var bench = Bench.Open();
        bench
            .Services.AddSingleton(new PlatformKeys(["genesys"]))
            .AddSingleton(new TopBarSlots([typeof(Search)], [typeof(DemoMark), typeof(Search)]));
        var shown = bench.Render<TopBar>();
        Assert.Equal(
            ["INPUT", "grow", "demo", "INPUT"],
            shown
                .Find("header .mark")
                .ParentElement!.Children.Skip(1)
                .Select(part => part.ClassName is "grow" or "demo" ? part.ClassName : part.TagName)
        );
    }

    private sealed class Search : ComponentBase
    {
        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "input");
            builder.CloseElement();
        }
    }
}

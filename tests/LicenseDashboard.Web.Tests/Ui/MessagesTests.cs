using Bunit;
using LicenseDashboard.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ui;

public sealed class MessagesTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_was_done_is_said_and_taken_back_once()
    {
        var edge = _bench.Render<MessageStrip>();
        var undone = 0;
        await edge.InvokeAsync(() =>
            _bench
                .Services.GetRequiredService<Messages>()
                .Done(
                    "18 approved.",
                    () =>
                    {
                        undone++;
                        return Task.CompletedTask;
                    },
                    "Undo all"
                )
        );
        edge.WaitForAssertion(() => Assert.Contains("18 approved.", edge.Find("[role=status]").TextContent, StringComparison.Ordinal));
        await edge.FindAll("button").Single(button => button.TextContent.Trim() == "Undo all").ClickAsync();
        edge.WaitForAssertion(() => Assert.Empty(edge.FindAll(".mud-snackbar")));
        Assert.Equal(1, undone);
    }
}

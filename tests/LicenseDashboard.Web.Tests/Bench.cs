using Bunit;
using LicenseDashboard.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace LicenseDashboard.Web.Tests;

/// <summary>A bUnit context with what components ask for. One for each test.</summary>
internal static class Bench
{
    public static DateOnly Today { get; } = new(2026, 11, 22);

    public static BunitContext Open()
    {
        // Long enough for a loaded machine: nothing waits longer than it has to.
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        var context = new Context();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddSingleton<TimeProvider>(new FixedDay());
        context.Services.AddUi();
        context.Services.Configure<PopoverOptions>(options => options.CheckForPopoverProvider = false);
        return context;
    }

    /// <summary>What opens over the page, as menus, lists and calendars, is drawn here and not in the component that opens it.</summary>
    public static IRenderedComponent<MudPopoverProvider> Popovers(this BunitContext context) => context.Render<MudPopoverProvider>();

    /// <summary>Services of MudBlazor can only be disposed of without blocking; the tests need not care.</summary>
    private sealed class Context : BunitContext
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                DisposeAsync().AsTask().GetAwaiter().GetResult();
            }

            base.Dispose(disposing);
        }
    }

    private sealed class FixedDay : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(Today, new TimeOnly(9, 0), TimeSpan.Zero);
    }
}

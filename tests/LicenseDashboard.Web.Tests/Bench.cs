using Bunit;
using LicenseDashboard.Web.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Web.Tests;

/// <summary>A bUnit context with what components ask for. One for each test.</summary>
internal static class Bench
{
    public static DateOnly Today { get; } = new(2026, 11, 22);

    public static BunitContext Open()
    {
        // Long enough for a loaded machine: nothing waits longer than it has to.
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddSingleton<TimeProvider>(new FixedDay());
        context.Services.AddUi();
        return context;
    }

    private sealed class FixedDay : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(Today, new TimeOnly(9, 0), TimeSpan.Zero);
    }
}

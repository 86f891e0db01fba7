using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit;

namespace LicenseDashboard.Web.Tests;

/// <summary>The program with a small simulated organization and a data folder of its own, in memory without a port.</summary>
public sealed class WebProgram : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly DirectoryInfo _data = System.IO.Directory.CreateTempSubdirectory("licensedashboard-web-");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_data.Exists)
        {
            _data.Delete(recursive: true);
            _data.Refresh();
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:LicenseDashboard", $"Data Source={Path.Combine(_data.FullName, "licensedashboard.db")}");
        builder.UseSetting("Demo:Agents", "50");
        builder.UseSetting("Demo:HistoryDays", "5");
    }
}

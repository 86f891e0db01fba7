using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using Xunit;

namespace LicenseDashboard.Web.Tests.Hosting;

/// <summary>The program as its user starts it: one message, exit code 1, no stack trace.</summary>
public sealed class StartFailureTests
{
    [Fact]
    public async Task Malformed_setting_ends_with_one_message_and_code_1()
    {
        var (code, output, errors) = await StartAsync(("ASPNETCORE_ENVIRONMENT", "Development"), ("Demo__Agents", "many"));
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("LicenseDashboard does not start: one setting needs attention.", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_in_use_is_said_with_a_way_out()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var folder = System.IO.Directory.CreateTempSubdirectory("licensedashboard-start-");
        try
        {
            var (code, _, errors) = await StartAsync(
                ("ASPNETCORE_ENVIRONMENT", "Development"),
                ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"),
                ("Demo__Agents", "50"),
                ("Demo__HistoryDays", "5"),
                ("ConnectionStrings__LicenseDashboard", $"Data Source={folder.FullName}/db.sqlite")
            );
            Assert.Equal(1, code);
            Assert.Contains($"{port}", errors, StringComparison.Ordinal);
            Assert.Contains("choose another address", errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Folder_that_cannot_be_written_is_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            var refused = Assert.Throws<StartRefusedException>(() => DataFolders.Prepare(Path.Combine(file, "data")));
            Assert.Contains(file, refused.Message, StringComparison.Ordinal);
            Assert.Contains("ConnectionStrings__LicenseDashboard", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Unforeseen_fault_keeps_its_stack_trace() => Assert.Null(StartFailure.MessageFor(new InvalidOperationException("a bug")));

    private static async Task<(int Code, string Output, string Errors)> StartAsync(params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(StartFailure).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var key in start.Environment.Keys.Where(key => key.StartsWith("ASPNETCORE", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(key);
        }

        start.Environment["Logging__LogLevel__Default"] = "Error";
        start.Environment["Logging__LogLevel__Microsoft"] = "Error";
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        return (process.ExitCode, (await output).Trim(), (await errors).Trim());
    }
}

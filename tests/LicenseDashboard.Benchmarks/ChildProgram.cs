using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace LicenseDashboard.Benchmarks;

/// <summary>The real program in a process of its own, on the demo's organization and SQLite, with a token for the benchmark.</summary>
internal sealed class ChildProgram : IDisposable
{
    private const string Secret = "benchmark-secret-of-24-characters";

    /// <summary>One job orders the next within a moment; so long a silence means that all are done.</summary>
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(3);

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("licensedashboard-benchmark-").FullName;
    private readonly Process _process;

    private ChildProgram(int connections, IEnumerable<(string Name, string Value)> settings)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = Address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        _process = Start(settings);
    }

    public Uri Address { get; }

    /// <summary>With the token.</summary>
    public HttpClient Http { get; }

    /// <summary>Returns once a list has items and no job has run for a moment.</summary>
    /// <param name="scopes">Of the token; <c>read</c> must be among them.</param>
    /// <param name="list">What the first start has to fill, and the member that counts its items.</param>
    public static async Task<ChildProgram> StartAsync(
        int connections,
        string scopes,
        (string Path, string Count) list,
        params (string Name, string Value)[] settings
    )
    {
        var program = new ChildProgram(connections, [("Api__Tokens__0__Scopes", scopes), .. settings]);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        for (var since = Stopwatch.StartNew(); since.Elapsed < _quiet; )
        {
            if (!await program.IsFilledAsync(list, patience.Token))
            {
                since.Restart();
            }

            await Task.Delay(500, patience.Token);
        }

        return program;
    }

    public async Task<JsonElement> JsonAsync(string path, CancellationToken ct = default) =>
        JsonSerializer.Deserialize<JsonElement>(await Http.GetStringAsync(new Uri(path, UriKind.Relative), ct));

    public void Dispose()
    {
        Http.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> IsFilledAsync((string Path, string Count) list, CancellationToken ct)
    {
        try
        {
            var items = await JsonAsync(list.Path, ct);
            var jobs = await JsonAsync("/api/v1/jobs", ct);
            return items.GetProperty(list.Count).GetInt32() > 0
                && jobs.GetProperty("items").EnumerateArray().All(job => job.GetProperty("running").ValueKind == JsonValueKind.Null);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Process Start(IEnumerable<(string Name, string Value)> settings)
    {
        // Built beside this, in the same configuration.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var web = Path.Combine(own.Parent!.Parent!.FullName, "LicenseDashboard.Web", own.Name, "LicenseDashboard.Web.dll");
        if (!File.Exists(web))
        {
            throw new InvalidOperationException($"{web} is not there; build the solution first.");
        }

        var start = new ProcessStartInfo("dotnet", [web])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var (name, value) in settings.Concat([
                ("ASPNETCORE_ENVIRONMENT", "Development"),
                ("ASPNETCORE_URLS", Address.ToString()),
                ("ConnectionStrings__LicenseDashboard", $"Data Source={Path.Combine(_folder, "licensedashboard.db")}"),
                ("ReloadStaticAssetsAtRuntime", "false"), // Files compressed at build, as a published program serves them.
                ("Api__Tokens__0__Name", "benchmark"),
                ("Api__Tokens__0__Secret", Secret),
                ("Logging__LogLevel__Default", "Warning"),
            ])
        )
        {
            start.Environment[name] = value;
        }

        var program = Process.Start(start)!;
        program.OutputDataReceived += (_, _) => { };
        program.ErrorDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        return program;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

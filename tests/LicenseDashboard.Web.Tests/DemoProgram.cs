using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace LicenseDashboard.Web.Tests;

/// <summary>The real program in memory, without a port, on a small simulated organization and a data folder of its own.</summary>
public abstract class DemoProgram : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _data = System.IO.Directory.CreateTempSubdirectory("licensedashboard-web-");

    /// <summary>Longest wait for what the first start brings.</summary>
    protected static TimeSpan Patience { get; } = TimeSpan.FromMinutes(4);

    protected abstract IEnumerable<(string Name, string Value)> Settings { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_data.Exists)
        {
            _data.Delete(recursive: true);
            _data.Refresh();
        }

        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:LicenseDashboard", $"Data Source={Path.Combine(_data.FullName, "licensedashboard.db")}");
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }
    }

    /// <summary>The settings of these tokens for REST and SCIM.</summary>
    protected static IEnumerable<(string Name, string Value)> Tokens(params (string Name, string Secret, string Scopes)[] tokens) =>
        tokens.SelectMany(
            (token, i) =>
            {
                var at = "Api:Tokens:" + i.ToString(CultureInfo.InvariantCulture);
                return new[] { ($"{at}:Name", token.Name), ($"{at}:Secret", token.Secret), ($"{at}:Scopes", token.Scopes) };
            }
        );

    protected async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? token,
        (string Text, string Type)? body,
        (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is { } given)
        {
            request.Content = new StringContent(given.Text, Encoding.UTF8, given.Type);
        }

        return await CreateClient().SendAsync(request);
    }
}

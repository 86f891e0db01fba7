using Microsoft.AspNetCore.Connections;

namespace LicenseDashboard.Web.Hosting;

/// <summary>Where the program listens when nobody says otherwise, and what it says when it can't.</summary>
public static class ListenAddress
{
    public const string Default = "http://localhost:5080";
    private static readonly string[] Keys = ["urls", "http_ports", "https_ports"];

    public static WebApplicationBuilder UseDefaultAddress(this WebApplicationBuilder builder)
    {
        var chosen = Keys.Any(key => !string.IsNullOrEmpty(builder.Configuration[key]))
            || builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (!chosen)
        {
            builder.WebHost.UseUrls(Default);
        }

        return builder;
    }

    public static async Task<int> RunOrExplainAsync(this WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{failure.Message} Stop the other program, or choose another address: ASPNETCORE_URLS=http://localhost:5081");
            return 1;
        }
    }
}

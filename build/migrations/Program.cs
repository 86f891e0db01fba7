using LicenseDashboard.Application.Persistence;
using LicenseDashboard.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

if (args is ["hangfire"])
{
    Console.WriteLine(HangfireTables.Script);
}

return 0;

/// <summary>dotnet-ef finds this and passes on what stands after <c>--</c>: the provider's name. No connection is opened.</summary>
internal sealed class DesignTimeDatabase : IDesignTimeDbContextFactory<LicenseDb>
{
    public LicenseDb CreateDbContext(string[] args)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("Database:Provider", args[0]),
                new(
                    "ConnectionStrings:LicenseDashboard",
                    args[0] == nameof(DatabaseKind.Sqlite) ? "Data Source=design-time.db" : "Server=design-time"
                ),
            ])
            .Build();
        var services = new ServiceCollection().AddPersistence(configuration).AddSqlServer(configuration).BuildServiceProvider();
        return services.GetRequiredService<IDbContextFactory<LicenseDb>>().CreateDbContext();
    }
}

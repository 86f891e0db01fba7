using LicenseDashboard.Application.Persistence;
using LicenseDashboard.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
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
        var kind = Enum.Parse<DatabaseKind>(args[0], ignoreCase: true);
        var database = new DatabaseOptions
        {
            Provider = kind,
            ConnectionString = kind == DatabaseKind.Sqlite ? "Data Source=design-time.db" : "Server=design-time",
        };
        var services = new ServiceCollection().AddPersistence(database).AddSqlServer(database).BuildServiceProvider();
        return services.GetRequiredService<IDbContextFactory<LicenseDb>>().CreateDbContext();
    }
}

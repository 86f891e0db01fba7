using LicenseDashboard.Application.Spend;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// 36 closed months of 50,000 people in 60 departments and a reporting line of 20 each, as Billing would keep them; costs of people for all
/// of them.
/// </summary>
internal sealed class SpendWorld : IAsyncDisposable
{
    public const int People = 50_000;
    public const int Months = 36;
    private const int Reports = 20;
    private const int Departments = 60;

    private SpendWorld(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public static int Last => BilledWorld.October;

    public static async Task<SpendWorld> CreateAsync()
    {
        var database = await TestDatabase.CreateAsync(
            Application.Persistence.DatabaseKind.Sqlite,
            services => services.AddSingleton<TimeProvider>(new FixedClock()).AddSingleton(Catalogue.Default).AddSpend()
        );
        await using var db = database.Open();
        db.Platforms.Add(A.Platform());
        await db.FillBillsAsync(Months);
        await using var connection = new SqliteConnection(database.Connection);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, PeopleSql);
        await RunAsync(connection, LineSql);
        await RunAsync(connection, CostSql("'cloudCX3'", "20000000", "1"));
        await RunAsync(connection, CostSql("'gc1WEMupgrade'", "3000000", "p.Key % 5 = 0"));
        await RunAsync(
            connection,
            """
            INSERT INTO DepartmentCosts (PlatformKey, Month, Department, Sku, People, Micros)
            SELECT 1, c.Month, p.Department, c.Sku, COUNT(*), SUM(c.Micros)
            FROM PersonCosts c JOIN People p ON p.Key = c.PersonKey GROUP BY c.Month, p.Department, c.Sku
            """
        );
        await RunAsync(connection, ManagerSql);
        await transaction.CommitAsync();
        await RunAsync(connection, "ANALYZE");
        return new SpendWorld(database);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>Person k reports to person (k − 2) / 20 + 1; the first to no one. Positions come afterwards.</summary>
    private static string PeopleSql =>
        $"""
            WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {People})
            INSERT INTO People (Key, Id, PlatformKey, VendorId, Name, State, Department, ManagerKey, GroupsKnown, InManagementUnit,
                Position, PositionEnd, InCycle)
            SELECT k, printf('00000000-0000-7000-8000-%012d', k), 1, 'p' || k, 'Person ' || k, 'Active',
                   'Department ' || (k % {Departments}),
                   CASE WHEN k = 1 THEN NULL ELSE (k - 2) / {Reports} + 1 END, 1, 0, 0, 0, 0 FROM n
            """;

    /// <summary>Paths as numbers: four digits of base 21 below the first.</summary>
    private static string LineSql =>
        """
            WITH RECURSIVE line(k, at, wide) AS (
                SELECT 1, 1, 4084101
                UNION ALL
                SELECT p.Key, l.at + 1 + ((p.Key - 2) % 20) * ((l.wide - 1) / 20), (l.wide - 1) / 20
                FROM line l JOIN People p ON p.Key BETWEEN (l.k - 1) * 20 + 2 AND l.k * 20 + 1)
            UPDATE People SET Position = line.at, PositionEnd = line.at + line.wide - 1 FROM line WHERE line.k = People.Key
            """;

    private static string CostSql(string sku, string micros, string which) =>
        $"""
            WITH RECURSIVE m(month) AS (SELECT {Last - Months + 1} UNION ALL SELECT month + 1 FROM m WHERE month < {Last})
            INSERT INTO PersonCosts (PlatformKey, Month, PersonKey, Sku, Micros)
            SELECT 1, m.month, p.Key, {sku}, {micros} FROM m CROSS JOIN People p WHERE {which} AND (p.Key + m.month) % 50 <> 0
            ORDER BY 2, 3, 4
            """;

    /// <summary>Everyone above, up to four steps; the same sums in every month, because only their number matters here.</summary>
    private static string ManagerSql =>
        $"""
            WITH RECURSIVE
            m(month) AS (SELECT {Last - Months + 1} UNION ALL SELECT month + 1 FROM m WHERE month < {Last}),
            above(person, manager) AS (
                SELECT Key, ManagerKey FROM People WHERE ManagerKey IS NOT NULL
                UNION ALL
                SELECT a.person, p.ManagerKey FROM above a JOIN People p ON p.Key = a.manager WHERE p.ManagerKey IS NOT NULL),
            below(manager, people) AS (SELECT manager, COUNT(*) FROM above GROUP BY manager)
            INSERT INTO ManagerCosts (PlatformKey, ManagerKey, Month, Sku, People, Micros)
            SELECT 1, b.manager, m.month, s.sku, b.people / s.part, b.people / s.part * s.micros
            FROM below b CROSS JOIN m
            CROSS JOIN (SELECT 'cloudCX3' AS sku, 1 AS part, 20000000 AS micros UNION ALL SELECT 'gc1WEMupgrade', 5, 3000000) s
            """;

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }
}

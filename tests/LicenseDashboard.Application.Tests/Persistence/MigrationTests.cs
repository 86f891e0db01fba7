using System.Text.RegularExpressions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.SqlServer;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Persistence;

/// <summary>None of these opens a connection.</summary>
public sealed partial class MigrationTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.SqlServer)]
    public void Migrations_lead_to_the_model(DatabaseKind kind)
    {
        using var db = Open(kind);
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed: run build/migrations.sh NAME.");
    }

    [Fact]
    public void The_sql_server_script_can_be_run_twice_and_depends_on_no_merge()
    {
        var script = Script();
        Assert.DoesNotContain("MERGE", script, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("IF NOT EXISTS", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Sql_server_texts_are_unicode_and_every_indexed_one_has_a_length_of_its_own()
    {
        var script = Script();
        Assert.DoesNotMatch(NarrowText(), script);

        // What EF gives an indexed text whose configuration names none.
        Assert.DoesNotContain("nvarchar(450)", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Sql_server_instants_are_datetime2_and_nothing_is_inexact()
    {
        var script = Script();
        Assert.Contains("datetime2", script, StringComparison.Ordinal);
        Assert.DoesNotMatch(InexactTypes(), script);
    }

    [Theory, InlineData("UsageDays"), InlineData("FeatureUses"), InlineData("PresenceSessions"), InlineData("Coverage")]
    public async Task Fact_tables_are_clustered_on_their_key(string table)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        var sql = await db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE name = {table}").SingleAsync();
        Assert.EndsWith("WITHOUT ROWID", sql, StringComparison.Ordinal);
    }

    private static string Script()
    {
        using var db = Open(DatabaseKind.SqlServer);
        return db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }

    private static LicenseDb Open(DatabaseKind kind)
    {
        var database = new DatabaseOptions
        {
            Provider = kind,
            ConnectionString = kind == DatabaseKind.Sqlite ? "Data Source=nowhere.db" : "Server=nowhere",
        };
        return new ServiceCollection()
            .AddPersistence(database)
            .AddSqlServer(database)
            .BuildServiceProvider()
            .GetRequiredService<IDbContextFactory<LicenseDb>>()
            .CreateDbContext();
    }

    [GeneratedRegex(@"\[\w+\] (var)?char\(")]
    private static partial Regex NarrowText();

    [GeneratedRegex(@"\] (datetime|smalldatetime|datetimeoffset|float|real|decimal|money)\b")]
    private static partial Regex InexactTypes();
}

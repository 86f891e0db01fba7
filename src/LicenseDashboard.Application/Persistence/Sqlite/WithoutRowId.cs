using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace LicenseDashboard.Application.Persistence.Sqlite;

internal static class ClusteredTables
{
    public const string Annotation = "LicenseDashboard:WithoutRowId";

    /// <summary>
    /// Stores the table in key order without a separate row ID, which halves the size of a fact on SQLite. SQL Server clusters on the
    /// primary key anyway.
    /// </summary>
    public static EntityTypeBuilder<T> Clustered<T>(this EntityTypeBuilder<T> entity)
        where T : class => entity.HasAnnotation(Annotation, true);
}

/// <summary>
/// EF has no option for it. A table rebuild first creates <c>ef_temp_…</c>, so the annotation is looked up without that prefix.
/// </summary>
internal sealed class ClusteredTablesGenerator(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    private const string RebuildPrefix = "ef_temp_";

    protected override void Generate(
        CreateTableOperation operation,
        IModel? model,
        MigrationCommandListBuilder builder,
        bool terminate = true
    )
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(builder);
        base.Generate(operation, model, builder, terminate: false);
        if (IsClustered(operation.Name, model))
        {
            builder.Append(" WITHOUT ROWID");
        }

        if (terminate)
        {
            builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
            EndStatement(builder);
        }
    }

    private static bool IsClustered(string table, IModel? model)
    {
        var name = table.StartsWith(RebuildPrefix, StringComparison.Ordinal) ? table[RebuildPrefix.Length..] : table;
        return model
                ?.GetEntityTypes()
                .Any(type => type.GetTableName() == name && type.FindAnnotation(ClusteredTables.Annotation) is not null) == true;
    }
}

namespace LicenseDashboard.Application.Ingestion;

public static class ImportKinds
{
    public const string Directory = "directory";
    public const string Usage = "usage";
    public const string Backfill = "backfill";
}

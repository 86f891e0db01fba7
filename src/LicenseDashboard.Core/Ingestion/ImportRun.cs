using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Ingestion;

/// <summary>One pull from one vendor: what it asked for, how far it got, what it wrote.</summary>
public sealed class ImportRun
{
    public RunId Id { get; init; } = RunId.New();

    public required int PlatformKey { get; init; }

    /// <summary><c>directory</c>, <c>usage</c> or <c>backfill</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; init; }

    public DateTime? EndedAt { get; set; }

    public RunStatus Status { get; set; }

    public long Requests { get; set; }

    public long Rows { get; set; }

    /// <summary>The current step in words, such as <c>Conversations, Aug 1 to Aug 31</c>.</summary>
    public string Step { get; set; } = "";

    public int StepsDone { get; set; }

    public int StepsTotal { get; set; }

    public string Failure { get; set; } = "";
}

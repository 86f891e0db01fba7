namespace LicenseDashboard.Web.Ui;

/// <summary>One changed field of a version.</summary>
/// <param name="From">Null if there was nothing before.</param>
/// <param name="To">Null if nothing is left.</param>
public sealed record VersionChange(string Field, string? From, string? To)
{
    /// <summary>Only the fields that differ.</summary>
    public static IReadOnlyList<VersionChange> Between(IEnumerable<VersionChange> fields) =>
        [.. fields.Where(field => field.From != field.To)];
}

/// <summary>One version of a policy, a tag or an exemption, as people read it.</summary>
/// <param name="At">UTC.</param>
/// <param name="By">A person's name.</param>
/// <param name="What">What was done, such as <c>Changed</c>.</param>
/// <param name="Why">As typed; empty if no reason was asked for.</param>
public sealed record VersionLine(DateTime At, string By, string What, IReadOnlyList<VersionChange> Changes, string Why = "");

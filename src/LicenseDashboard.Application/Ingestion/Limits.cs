namespace LicenseDashboard.Application.Ingestion;

/// <summary>Maximum lengths of fields, so that no vendor answer can break a table.</summary>
internal static class Limits
{
    public const int Id = 64;
    public const int Name = 256;
    public const int Email = 320;
    public const int EmployeeId = 128;
    public const int Failure = 2000;
    private static readonly DateOnly EarliestHire = new(1940, 1, 1);

    public static bool IsId(string? id) => id is { Length: > 0 and <= Id } && !string.IsNullOrWhiteSpace(id);

    public static string? Text(string? text, int length) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text.Trim() is { } trimmed && trimmed.Length > length ? trimmed[..length]
        : text.Trim();

    /// <summary>A mail address that is too long is dropped, because half of one could be someone else's.</summary>
    public static string? Mail(string? mail) => Text(mail, int.MaxValue) is { Length: <= Email } text && text.Contains('@') ? text : null;

    public static bool IsHireDate(DateOnly day, DateOnly today) => day >= EarliestHire && day <= today.AddYears(1);

    public static DateTime? Past(DateTime? instant, DateTime now) =>
        instant is { } at && at.Kind == DateTimeKind.Utc && at.Year >= 2000 && at <= now.AddDays(1) ? at : null;
}

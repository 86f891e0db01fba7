namespace LicenseDashboard.Application.Directory;

/// <summary>The one form in which mail addresses are compared.</summary>
internal static class PersonMail
{
    public static string? Normalize(string? mail) => mail?.Trim().ToLowerInvariant();
}

namespace LicenseDashboard.Application.Directory;

/// <summary>The normalized form in which mail addresses are compared.</summary>
internal static class PersonMail
{
    public static string? Normalize(string? mail) => mail?.Trim().ToLowerInvariant();
}

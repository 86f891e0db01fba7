namespace LicenseDashboard.Application.Directory;

/// <summary>The one form in which mail addresses are compared.</summary>
public static class PersonMail
{
    public static string? Normalize(string? mail) => mail?.Trim().ToLowerInvariant();
}

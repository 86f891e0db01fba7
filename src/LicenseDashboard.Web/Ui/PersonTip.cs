namespace LicenseDashboard.Web.Ui;

/// <summary>What a name says when pointed at: all of it where it is cut, and the mail that tells namesakes apart.</summary>
internal static class PersonTip
{
    public static string Of(string name, string? email) => email is null ? name : $"{name}, {email}";
}

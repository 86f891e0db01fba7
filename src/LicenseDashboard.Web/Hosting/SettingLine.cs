using System.Globalization;

namespace LicenseDashboard.Web.Hosting;

/// <summary>One effective setting, as shown to people.</summary>
/// <param name="Name">As an environment variable.</param>
/// <param name="Secret">The value is not shown, only whether there is one.</param>
internal sealed record SettingLine(string Name, string Value, bool Secret = false)
{
    private const string None = "not set";

    public static SettingLine Of(string section, string name, string? value, string unset = None) =>
        new(SettingsReader.Prefix(section) + name, string.IsNullOrEmpty(value) ? unset : value);

    public static SettingLine Of(string section, string name, int value) => Of(section, name, value.ToString(CultureInfo.InvariantCulture));

    public static SettingLine Of(string section, string name, bool? value, string unset = None) =>
        Of(
            section,
            name,
            value switch
            {
                true => "true",
                false => "false",
                null => null,
            },
            unset
        );

    public static SettingLine Of(string section, string name, DateOnly? day, string unset = None) =>
        Of(section, name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), unset);

    /// <summary>Omits parts that may be secret: user name and query.</summary>
    public static SettingLine Of(string section, string name, Uri? address, string unset = None) =>
        Of(section, name, Address(address), unset);

    public static SettingLine OfSecret(string section, string name, string? value) =>
        new(SettingsReader.Prefix(section) + name, string.IsNullOrEmpty(value) ? None : "set", Secret: true);

    private static string? Address(Uri? address) =>
        address is { IsAbsoluteUri: true }
            ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : address?.ToString();
}

internal sealed record SettingGroup(string Title, IReadOnlyList<SettingLine> Lines);

namespace LicenseDashboard.Core.Directory.Scim;

/// <summary>
/// User attributes of RFC 7643 that are accepted but not stored. Providers send them by default, and refusing them would block the rest
/// of the request. Any other unknown name is refused.
/// </summary>
public static class UserAttributes
{
    private static readonly string[] _plain =
    [
        "name",
        "name.middlename",
        "name.honorificprefix",
        "name.honorificsuffix",
        "nickname",
        "profileurl",
        "usertype",
        "preferredlanguage",
        "locale",
        "timezone",
        "password",
        "enterprise:costcenter",
        "enterprise:organization",
        "enterprise:division",
        "enterprise:manager.$ref",
        "emails.display",
    ];

    private static readonly string[] _several = ["phonenumbers", "ims", "photos", "addresses", "entitlements", "roles", "x509certificates"];

    private static readonly string[] _parts =
    [
        "value",
        "display",
        "type",
        "primary",
        "formatted",
        "streetaddress",
        "locality",
        "region",
        "postalcode",
        "country",
    ];

    /// <summary>By <see cref="ScimName.Word"/>.</summary>
    public static IReadOnlySet<string> NotKept { get; } =
        _plain.Concat(_several.SelectMany(name => _parts.Select(part => $"{name}.{part}").Prepend(name))).ToHashSet(StringComparer.Ordinal);
}

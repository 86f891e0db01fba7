using System.Text.RegularExpressions;
using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Api;

/// <summary>
/// One bearer token: <c>Api__Tokens__0__Name</c>, <c>__Secret</c>, <c>__Scopes</c>. A class rather than a record, so that nothing prints
/// its secret.
/// </summary>
internal sealed class ApiTokenSettings
{
    public const string Section = "Api:Tokens";

    /// <summary>Name of the token in the audit.</summary>
    public string Name { get; init; } = "";

    public string Secret { get; init; } = "";

    /// <summary>Space-separated: read, decide, operate, scim.</summary>
    public string Scopes { get; init; } = "";

    public IReadOnlyList<string> ScopeWords => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <param name="index">Index in the list.</param>
    public SettingGroup Shown(int index)
    {
        var section = FormattableString.Invariant($"{Section}:{index}");
        return new SettingGroup(
            $"API token {Name}",
            [SettingLine.Of(section, nameof(Scopes), string.Join(' ', ScopeWords)), SettingLine.OfSecret(section, nameof(Secret), Secret)]
        );
    }

    /// <summary>Reads all tokens and validates each alone and against the others; problems are added to the reader.</summary>
    internal static IReadOnlyList<ApiTokenSettings> ReadAll(SettingsReader reader)
    {
        List<ApiTokenSettings> tokens =
        [
            .. reader.Configuration.GetSection(Section).GetChildren().Select(token => reader.Read(token.Path, new ApiTokenRules())),
        ];
        foreach (
            var twice in tokens
                .Where(token => token.Name.Length > 0)
                .GroupBy(token => token.Name, StringComparer.OrdinalIgnoreCase)
                .Where(same => same.Count() > 1)
        )
        {
            reader.Add($"{twice.Count()} API tokens have the Name '{twice.Key}'. Give each its own: the audit tells them apart by it.");
        }

        foreach (
            var twice in tokens
                .Where(token => token.Secret.Length > 0)
                .GroupBy(token => token.Secret, StringComparer.Ordinal)
                .Where(same => same.Count() > 1)
        )
        {
            reader.Add(
                $"The API tokens {string.Join(" and ", twice.Select(token => $"'{token.Name}'"))} have the same Secret. Give each its own."
            );
        }

        return tokens;
    }
}

internal sealed partial class ApiTokenRules : IValidateOptions<ApiTokenSettings>
{
    public const int MinSecret = 24;

    public ValidateOptionsResult Validate(string? name, ApiTokenSettings options)
    {
        var at = SettingsReader.Prefix(name);
        List<string> problems = [];
        if (!Word().IsMatch(options.Name))
        {
            problems.Add(
                $"{at}Name is '{options.Name}'. Use up to 64 letters, digits, '.', '_' and '-', such as 'ci': the audit names "
                    + "the token by it."
            );
        }

        // The value is a secret, so no message repeats it.
        if (options.Secret.Length < MinSecret)
        {
            problems.Add(
                $"{at}Secret has {options.Secret.Length} characters. Use at least {MinSecret}, such as the output of: openssl "
                    + "rand -base64 32"
            );
        }
        else if (!options.Secret.All(character => character is > ' ' and <= '~'))
        {
            problems.Add(
                $"{at}Secret holds a blank or a character that no header can carry. Use letters, digits and signs, such as the "
                    + "output of: openssl rand -base64 32"
            );
        }

        var unknown = options.ScopeWords.Where(scope => !ApiScope.All.ContainsKey(scope)).ToList();
        if (unknown.Count > 0 || options.ScopeWords.Count == 0)
        {
            problems.Add(
                $"{at}Scopes is '{options.Scopes}'. Write one or more of {string.Join(", ", ApiScope.All.Keys)}, separated by spaces."
            );
        }

        return SettingsCheck.Result(problems);
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

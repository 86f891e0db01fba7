using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using LicenseDashboard.Core.Shared;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Hosting;

/// <summary>
/// Reads sections and collects all their problems, so that a refused start reports them at once. The plain binder stops at the first
/// invalid value.
/// </summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public IConfiguration Configuration { get; } = configuration;

    /// <summary>The section in the notation of environment variables: <c>Platforms:1</c> is <c>Platforms__1__</c>.</summary>
    public static string Prefix(string? section) =>
        string.IsNullOrEmpty(section) ? "" : section.Replace(":", "__", StringComparison.Ordinal) + "__";

    /// <summary>The validated section; its defaults if a value can't be read, which is added to the problems.</summary>
    public T Read<T>(string section, IValidateOptions<T> rules)
        where T : class, new()
    {
        var values = Configuration.GetSection(section);
        var unreadable = typeof(T)
            .GetProperties()
            .Where(property => property.CanWrite)
            .Select(property => Unreadable(property, section, values[property.Name]))
            .OfType<string>()
            .ToList();
        _problems.AddRange(unreadable);
        if (unreadable.Count > 0)
        {
            return new T();
        }

        var options = values.Get<T>() ?? new T();
        _problems.AddRange(rules.Validate(section, options).Failures ?? []);
        return options;
    }

    /// <summary>Reports a setting of an earlier version that is no longer read, so that no one relies on it.</summary>
    public void Retired(string section, string name, string instead)
    {
        if (Configuration.GetSection(section)[name] is not null)
        {
            Add($"{Prefix(section)}{name} is no longer read. {instead}");
        }
    }

    public void Add(string problem) => _problems.Add(problem);

    /// <exception cref="StartRefusedException">Something is wrong.</exception>
    public void ThrowIfAny(string refused = "LicenseDashboard does not start")
    {
        if (_problems.Count > 0)
        {
            throw new StartRefusedException(
                $"{refused}: {(_problems.Count == 1 ? "one setting needs" : $"{_problems.Count} settings need")} "
                    + $"attention.{Environment.NewLine}"
                    + string.Join(Environment.NewLine, _problems.Select(problem => "  - " + problem))
                    + Environment.NewLine
                    + "Set them as environment variables, written as above, or in appsettings.json with ':' for '__'. README.md "
                    + "describes each."
            );
        }
    }

    private static string? Unreadable(PropertyInfo property, string section, string? value)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (string.IsNullOrEmpty(value) || type == typeof(string))
        {
            return null;
        }

        try
        {
            var readable = type.IsEnum
                ? Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase)
                : TypeDescriptor.GetConverter(type).ConvertFrom(null, CultureInfo.InvariantCulture, value) is not null;
            return readable ? null : Sentence();
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return Sentence();
        }

        string Sentence() => $"{Prefix(section)}{property.Name} is '{value}', which is not {Wanted(type)}.";
    }

    private static string Wanted(Type type) =>
        type switch
        {
            { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type)),
            _ when type == typeof(DateOnly) => "a day such as 2026-11-20",
            _ when type == typeof(Uri) => "an address such as https://api.example.com",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(decimal) => "a number such as 92.50",
            _ => "a whole number",
        };
}

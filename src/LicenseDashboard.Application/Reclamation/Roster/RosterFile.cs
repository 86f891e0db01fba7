using System.Globalization;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Reclamation.Roster;

internal enum RosterStatus
{
    Active,
    Leave,
    Terminated,
}

/// <summary>One line of an HR roster as in the file.</summary>
/// <param name="Problem">What is wrong and how to fix it; empty if nothing.</param>
internal sealed record RosterEntry(
    int Line,
    string EmployeeId,
    string Email,
    string StatusText,
    RosterStatus Status,
    DateOnly? LastDay,
    string Problem
);

/// <summary>Reads an HR roster: employee ID, e-mail, status, last day. Ignores other columns.</summary>
internal static class RosterFile
{
    public const int MaxBytes = 10 * 1024 * 1024;

    private static readonly string[] _idNames = ["employee id", "employee number", "employee no"];
    private static readonly string[] _mailNames = ["e-mail", "e-mail address", "mail"];
    private static readonly string[] _statusNames = ["status"];
    private static readonly string[] _dayNames = ["last day", "last day of work", "termination date"];

    /// <inheritdoc cref="PreviewRoster.Sample" />
    public static IReadOnlyList<string[]> Sample(DateOnly today)
    {
        return
        [
            [_idNames[0], _mailNames[0], _statusNames[0], _dayNames[0]],
            ["SAMPLE-1", "alex.morgan@sample.example", "active", ""],
            ["SAMPLE-2", "sam.rivera@sample.example", "leave", In(90)],
            ["SAMPLE-3", "kim.lee@sample.example", "terminated", In(14)],
        ];

        string In(int days) => today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    public static Outcome<IReadOnlyList<RosterEntry>> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            return Refusal.Invalid($"The file is larger than {MaxBytes / 1024 / 1024} MB. Split it.");
        }

        var table = CsvTable.Read(bytes);
        if (table.Refusal is { } refusal)
        {
            return refusal;
        }

        var (id, mail, status, day) = (
            Named(table.Value, _idNames),
            Named(table.Value, _mailNames),
            Named(table.Value, _statusNames),
            Named(table.Value, _dayNames)
        );
        if (status is null)
        {
            return Refusal.Invalid("The column \"status\" is missing: its values are active, leave or terminated.");
        }

        if (id is null && mail is null)
        {
            return Refusal.Invalid("The columns \"employee id\" and \"e-mail\" are both missing: one of them has to identify the person.");
        }

        return table
            .Value.Records.Select(record =>
                Entry(
                    record.Line,
                    Value(table.Value, record, id),
                    Value(table.Value, record, mail),
                    Value(table.Value, record, status),
                    Value(table.Value, record, day)
                )
            )
            .ToList();
    }

    private static RosterEntry Entry(int line, string id, string mail, string status, string day)
    {
        RosterStatus? known = status.ToLowerInvariant() switch
        {
            "active" => RosterStatus.Active,
            "leave" => RosterStatus.Leave,
            "terminated" => RosterStatus.Terminated,
            _ => null,
        };
        var isDay = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last);
        id = id.Trim();
        var problem = (known, day.Length > 0 && !isDay, id.Length + mail.Length) switch
        {
            _ when RoundedNumber.Is(id) => RoundedNumber.Words("employee id", id),
            (null, _, _) => status.Length == 0
                ? "status is empty; write active, leave or terminated."
                : $"status '{Short(status)}' is not known; write active, leave or terminated.",
            (_, true, _) => $"last day '{Short(day)}' is not a date. Write it as 2026-11-30.",
            (_, _, 0) => "employee id and e-mail are both empty; one of them has to identify the person.",
            _ => "",
        };
        return new RosterEntry(
            line,
            id,
            PersonMail.Normalize(mail) ?? "",
            status,
            known ?? RosterStatus.Active,
            isDay ? last : null,
            problem
        );
    }

    private static string? Named(CsvTable table, string[] names) => Array.Find(names, table.Has);

    private static string Value(CsvTable table, CsvRecord record, string? column) => column is null ? "" : table.Value(record, column);

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

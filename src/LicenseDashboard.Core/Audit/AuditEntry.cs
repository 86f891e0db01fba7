using System.Globalization;
using System.Text;

namespace LicenseDashboard.Core.Audit;

/// <summary>
/// One audit entry: who did what, when, to what, and why. It is appended in the same transaction as the change it records and never
/// modified. People are identified by key; typed text and names appear only in <see cref="PersonalText"/>, so they can be encrypted or
/// erased later without touching the rest.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Gapless sequence number, starting at 1.</summary>
    public long Sequence { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>The viewer's <c>Actor</c>: <c>persona:maria</c>, <c>token:ci</c>, <c>job:usage</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Feature and verb: <c>recommendation.approved</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Kind and id of what changed: <c>recommendation:0198…</c>, <c>run:0198…</c>.</summary>
    public required string Subject { get; init; }

    public int? PlatformKey { get; init; }

    public int? PersonKey { get; init; }

    /// <summary>State before the change; empty if there was none.</summary>
    public string From { get; init; } = "";

    public string To { get; init; } = "";

    /// <summary>Machine-readable detail without personal data, such as role IDs of a plan or row counts of a run.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The reason a person typed.</summary>
    public string PersonalText { get; init; } = "";

    /// <summary>
    /// The bytes a hash will cover: all fields in fixed order, each prefixed with its length so that two different entries never
    /// serialize to the same bytes. The personal text comes last and can be replaced by its digest.
    /// </summary>
    public string Canonical()
    {
        var text = new StringBuilder();
        foreach (
            var field in (string[])
                [
                    Sequence.ToString(CultureInfo.InvariantCulture),
                    At.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
                    Actor,
                    Action,
                    Subject,
                    Number(PlatformKey),
                    Number(PersonKey),
                    From,
                    To,
                    Detail,
                    PersonalText,
                ]
        )
        {
            text.Append(CultureInfo.InvariantCulture, $"{field.Length}:{field};");
        }

        return text.ToString();
    }

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}

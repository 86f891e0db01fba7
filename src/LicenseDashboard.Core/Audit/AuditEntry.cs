using System.Globalization;
using System.Text;

namespace LicenseDashboard.Core.Audit;

/// <summary>
/// One line of the audit: who, when, what, from, to, why. Appended in the transaction of the change it tells of, never changed after.
/// People are named by key; text that a person typed or that names one stands in <see cref="PersonalText"/> alone, so that it can be
/// encrypted or destroyed later without touching the rest.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Gapless, from 1.</summary>
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

    /// <summary>State before, empty where there was none.</summary>
    public string From { get; init; } = "";

    public string To { get; init; } = "";

    /// <summary>Machine detail without personal data: a plan's role ids, the rows of a run's transaction.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The why: what a person typed.</summary>
    public string PersonalText { get; init; } = "";

    /// <summary>
    /// The bytes that a hash will cover: fields in fixed order, each with its length, so that no two entries share a form. The personal
    /// text is last and can be replaced by its digest.
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

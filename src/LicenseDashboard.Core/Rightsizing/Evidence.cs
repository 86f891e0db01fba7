using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// The text that is hashed as evidence. Contains no current date, window ends or ages, and only whether features are in use, so an
/// unchanged night produces the same hash and writes nothing.
/// </summary>
internal sealed class Evidence
{
    private readonly StringBuilder _text = new(2048);
    private char[] _characters = new char[2048];

    public string Hash(Finding finding, PersonFacts person)
    {
        var text = _text.Clear();
        Line(text, "kind", finding.Kind.ToString());
        Line(text, "lane", finding.Lane.ToString());
        Line(
            text,
            "saving",
            finding.Saving.Micros.ToString(CultureInfo.InvariantCulture)
                + finding.Saving.Currency
                + finding.ContractedPrice
                + finding.AssumedPrice
        );
        Line(text, "reason", finding.Reason);
        Lines(text, "held", finding.Held);
        Lines(text, "target", finding.Target);
        Lines(text, "explicit", finding.Explicit);
        Lines(text, "unknown", finding.Unknown);
        Lines(text, "required", finding.Required);
        Lines(text, "dropped", finding.Dropped);
        Lines(text, "given up", finding.GivenUp);
        Lines(text, "unseen", finding.Unseen);
        Lines(text, "in the way", finding.InTheWay);
        Lines(text, "note", finding.DataNotes);
        foreach (var reason in finding.LaneReasons)
        {
            Line(text, reason.Code, reason.Words);
        }

        Changes(text, finding.Plan ?? [], finding.Lost);
        Line(
            text,
            "plan",
            finding.Plan is null ? "none"
                : finding.AskInfer.Count == 0 ? "confirmed"
                : "to confirm"
        );
        Changes(text, finding.NearestPlan, finding.NearestLoses);
        foreach (var feature in finding.Features)
        {
            text.Append(feature.Key).Append('\t').Append((int)feature.State);
            if (feature.State != FeatureState.Used)
            {
                text.Append('\t').Append(feature.Why).Append('\t').Append(feature.LastUsedOn?.DayNumber ?? 0);
            }

            text.Append('\n');
        }

        foreach (var grant in person.Grants.OrderBy(grant => grant.RoleId, StringComparer.Ordinal))
        {
            Lines(text, grant.RoleId, grant.Divisions.Order(StringComparer.Ordinal));
        }

        Lines(text, "groups", (person.GroupIds ?? []).Order(StringComparer.Ordinal));
        return HashOf(text);
    }

    /// <summary>32 hexadecimal digits. Avoids building a string of the whole text for each person.</summary>
    private string HashOf(StringBuilder text)
    {
        if (_characters.Length < text.Length)
        {
            _characters = new char[text.Capacity];
        }

        text.CopyTo(0, _characters, text.Length);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(_characters.AsSpan(0, text.Length)), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    private static void Changes(StringBuilder text, IReadOnlyList<PlanChange> changes, IReadOnlyList<PermissionLoss> lost)
    {
        foreach (var change in changes)
        {
            Line(text, change.RoleId, change.ToString());
            Lines(text, "in", change.Divisions);
            Lines(text, change.NewRoleId ?? "", change.NewDivisions);
        }

        foreach (var permission in lost)
        {
            Lines(text, permission.Permission, permission.Divisions);
        }
    }

    private static void Lines(StringBuilder text, string name, IEnumerable<string> values)
    {
        text.Append(name);
        foreach (var value in values)
        {
            text.Append('\t').Append(value);
        }

        text.Append('\n');
    }

    private static void Line(StringBuilder text, string name, string value) => text.Append(name).Append('\t').Append(value).Append('\n');
}

using System.Security.Cryptography;
using System.Text;

namespace LicenseDashboard.Application.Reclamation.Roster;

/// <summary>What a line of a roster will do.</summary>
public enum RosterAction
{
    /// <summary>Already in effect.</summary>
    Nothing,
    SetLeave,
    EndLeave,
    Leaves,

    /// <summary>Like <see cref="Leaves"/>, but the breaker holds it until a person releases it.</summary>
    LeavesHeld,
    LeavesLater,
    ComesBack,

    /// <summary>Several accounts match, or one that arrived long after the person left: a person chooses.</summary>
    Ambiguous,

    /// <summary>Can't be used.</summary>
    Problem,
}

/// <param name="Words">What is wrong, or what will be done.</param>
public sealed record RosterLine(
    int Line,
    string EmployeeId,
    string Email,
    string Status,
    DateOnly? LastDay,
    string Name,
    RosterAction Action,
    string Words
)
{
    internal IReadOnlyList<int> People { get; init; } = [];

    internal RosterStatus Means { get; init; }
}

/// <summary>What a roster would do, line by line. Nothing is written.</summary>
/// <param name="Digest">Identifies exactly this outcome; required to apply it.</param>
public sealed record RosterPreview(string Digest, IReadOnlyList<RosterLine> Lines)
{
    internal static RosterPreview Of(IReadOnlyList<RosterLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(
                FormattableString.Invariant(
                    $"{line.Line}|{line.Action}|{line.Means}|{line.LastDay:yyyy-MM-dd}|{string.Join(',', line.People)}\n"
                )
            );
        }

        return new RosterPreview(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))), lines);
    }

    public int Count(RosterAction action) => Lines.Count(line => line.Action == action);
}

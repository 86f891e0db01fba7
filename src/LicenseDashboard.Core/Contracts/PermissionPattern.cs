namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// <c>domain:entity:action</c>, where each segment may be <c>*</c>. Vendor texts with fewer or more segments are kept whole and match
/// only themselves.
/// </summary>
public readonly record struct PermissionPattern(string Domain, string Entity, string Action)
{
    private const string Any = "*";

    public static PermissionPattern Parse(string text) =>
        text.Split(':') is [var domain, var entity, var action] ? new(domain, entity, action) : new(text, "", "");

    /// <summary>True if the two patterns overlap. In each segment, <c>*</c> on either side matches anything.</summary>
    public bool Matches(PermissionPattern other) => Meet(Domain, other.Domain) && Meet(Entity, other.Entity) && Meet(Action, other.Action);

    /// <summary>True if holding this pattern implies holding the other: each segment is equal or is <c>*</c> here.</summary>
    public bool Contains(PermissionPattern other) => Wide(Domain, other.Domain) && Wide(Entity, other.Entity) && Wide(Action, other.Action);

    /// <summary>True if it contains more than itself.</summary>
    public bool IsWide => Domain == Any || Entity == Any || Action == Any;

    public override string ToString() => Entity.Length == 0 && Action.Length == 0 ? Domain : $"{Domain}:{Entity}:{Action}";

    private static bool Meet(string a, string b) => a == b || Wide(a, b) || Wide(b, a);

    private static bool Wide(string wide, string narrow) => wide == narrow || (wide == Any && narrow.Length > 0);
}

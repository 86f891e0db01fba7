namespace LicenseDashboard.Core.Directory.Scim;

/// <summary>A parsed filter as defined in RFC 7644 §3.4.2.2. Attribute names are in lower case.</summary>
public abstract record ScimFilter
{
    private ScimFilter() { }

    public sealed record Compare(ScimName Attribute, ScimOperator Operator, ScimValue Value) : ScimFilter;

    public sealed record Present(ScimName Attribute) : ScimFilter;

    /// <summary><c>emails[type eq "work"]</c>: a single value of the attribute must meet the whole condition.</summary>
    public sealed record Within(ScimName Attribute, ScimFilter Condition) : ScimFilter;

    public sealed record And(ScimFilter Left, ScimFilter Right) : ScimFilter;

    public sealed record Or(ScimFilter Left, ScimFilter Right) : ScimFilter;

    public sealed record Not(ScimFilter Inner) : ScimFilter;
}

public enum ScimOperator
{
    Eq,
    Ne,
    Co,
    Sw,
    Ew,
    Gt,
    Ge,
    Lt,
    Le,
}

public enum ScimValueKind
{
    Null,
    Truth,
    Number,
    Text,
}

/// <param name="Text">The value without quotes; <c>true</c> and <c>false</c> in lower case.</param>
public readonly record struct ScimValue(ScimValueKind Kind, string Text);

/// <summary>An attribute, in lower case.</summary>
/// <param name="Schema">The URN it was written with; empty if none.</param>
/// <param name="Name">Empty when only a schema was named.</param>
/// <param name="Sub">Sub-attribute; empty if none.</param>
public readonly record struct ScimName(string Schema, string Name, string Sub)
{
    public const string User = "urn:ietf:params:scim:schemas:core:2.0:user";
    public const string Group = "urn:ietf:params:scim:schemas:core:2.0:group";
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user";

    /// <summary>Short name: <c>name.givenname</c>, <c>enterprise:department</c>. Attributes of other schemas keep their URN.</summary>
    public string Word =>
        Schema switch
        {
            "" or User or Group => Bare,
            Enterprise => "enterprise:" + Bare,
            _ => Schema + ":" + Bare,
        };

    public override string ToString() => Schema.Length == 0 ? Bare : $"{Schema}:{Bare}";

    private string Bare => Sub.Length == 0 ? Name : $"{Name}.{Sub}";
}

/// <summary>The target of a PATCH: an attribute, or those of its values that meet a condition.</summary>
/// <param name="Attribute">Includes the sub-attribute that follows the condition.</param>
public sealed record ScimPath(ScimName Attribute, ScimFilter? Condition);

namespace LicenseDashboard.Core.Shared;

/// <summary>
/// IDs that leave the program (REST, SCIM, links) are version 7 UUIDs, which sort roughly by age. Fact tables use integer keys.
/// </summary>
public readonly record struct PersonId(Guid Value) : IComparable<PersonId>
{
    public static PersonId New() => new(Guid.CreateVersion7());

    public int CompareTo(PersonId other) => Value.CompareTo(other.Value);

    public static bool operator <(PersonId left, PersonId right) => left.CompareTo(right) < 0;

    public static bool operator >(PersonId left, PersonId right) => left.CompareTo(right) > 0;

    public static bool operator <=(PersonId left, PersonId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PersonId left, PersonId right) => left.CompareTo(right) >= 0;
}

/// <inheritdoc cref="PersonId"/>
public readonly record struct RecommendationId(Guid Value) : IComparable<RecommendationId>
{
    public static RecommendationId New() => new(Guid.CreateVersion7());

    public int CompareTo(RecommendationId other) => Value.CompareTo(other.Value);

    public static bool operator <(RecommendationId left, RecommendationId right) => left.CompareTo(right) < 0;

    public static bool operator >(RecommendationId left, RecommendationId right) => left.CompareTo(right) > 0;

    public static bool operator <=(RecommendationId left, RecommendationId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RecommendationId left, RecommendationId right) => left.CompareTo(right) >= 0;
}

/// <inheritdoc cref="PersonId"/>
public readonly record struct RemediationId(Guid Value) : IComparable<RemediationId>
{
    public static RemediationId New() => new(Guid.CreateVersion7());

    public int CompareTo(RemediationId other) => Value.CompareTo(other.Value);

    public static bool operator <(RemediationId left, RemediationId right) => left.CompareTo(right) < 0;

    public static bool operator >(RemediationId left, RemediationId right) => left.CompareTo(right) > 0;

    public static bool operator <=(RemediationId left, RemediationId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RemediationId left, RemediationId right) => left.CompareTo(right) >= 0;
}

/// <inheritdoc cref="PersonId"/>
public readonly record struct ReviewId(Guid Value)
{
    public static ReviewId New() => new(Guid.CreateVersion7());
}

/// <inheritdoc cref="PersonId"/>
public readonly record struct RunId(Guid Value)
{
    public static RunId New() => new(Guid.CreateVersion7());
}

/// <inheritdoc cref="PersonId"/>
public readonly record struct LeaverId(Guid Value) : IComparable<LeaverId>
{
    public static LeaverId New() => new(Guid.CreateVersion7());

    public int CompareTo(LeaverId other) => Value.CompareTo(other.Value);

    public static bool operator <(LeaverId left, LeaverId right) => left.CompareTo(right) < 0;

    public static bool operator >(LeaverId left, LeaverId right) => left.CompareTo(right) > 0;

    public static bool operator <=(LeaverId left, LeaverId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LeaverId left, LeaverId right) => left.CompareTo(right) >= 0;
}

/// <inheritdoc cref="PersonId"/>
public readonly record struct ExemptionId(Guid Value)
{
    public static ExemptionId New() => new(Guid.CreateVersion7());
}

/// <inheritdoc cref="PersonId"/>
public readonly record struct ExemptionRuleId(Guid Value)
{
    public static ExemptionRuleId New() => new(Guid.CreateVersion7());
}

/// <inheritdoc cref="PersonId"/>
public readonly record struct DigestId(Guid Value) : IComparable<DigestId>
{
    public static DigestId New() => new(Guid.CreateVersion7());

    public int CompareTo(DigestId other) => Value.CompareTo(other.Value);

    public static bool operator <(DigestId left, DigestId right) => left.CompareTo(right) < 0;

    public static bool operator >(DigestId left, DigestId right) => left.CompareTo(right) > 0;

    public static bool operator <=(DigestId left, DigestId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(DigestId left, DigestId right) => left.CompareTo(right) >= 0;
}

/// <inheritdoc cref="PersonId"/>
public readonly record struct InvoiceId(Guid Value)
{
    public static InvoiceId New() => new(Guid.CreateVersion7());
}

namespace LicenseDashboard.Core.Contracts;

/// <summary>One kept version of a contract. Versions are only added, and stay when the contract is removed.</summary>
public sealed class ContractVersion
{
    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>The contract's id as people gave it.</summary>
    public required string ContractId { get; init; }

    public required int Version { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Key of who did it, as in the audit: <c>persona:maria</c>, <c>job:start</c>.</summary>
    public required string Actor { get; init; }

    public required string ActorName { get; init; }

    /// <summary>The terms as written by <see cref="ContractDocument"/>; null if the contract was removed.</summary>
    public required string? Document { get; init; }

    public ContractTerms? Terms => Document is { } document ? ContractDocument.Read(document) : null;
}

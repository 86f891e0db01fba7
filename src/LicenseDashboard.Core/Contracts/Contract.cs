using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// What was agreed with the vendor for one platform, as stored. The terms are kept as one document, because they are only read and written
/// as a whole, and each version of them is kept as the same document in <see cref="ContractVersion"/>.
/// </summary>
public sealed class Contract : IVersioned
{
    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>Given by people; unique within the platform.</summary>
    public required string Id { get; init; }

    /// <summary>The terms as written by <see cref="ContractDocument"/>.</summary>
    public string Document { get; private set; } = "";

    /// <summary>True while the terms are what the demo assumed; shown on screen. False once a person has saved it.</summary>
    public bool Assumed { get; private set; }

    public int Version { get; private set; } = 1;

    public ContractTerms Terms => ContractDocument.Read(Document);

    /// <param name="version">One more than the last kept version of this id, so that an id used again never repeats a version.</param>
    public static Contract Add(int platformKey, ContractTerms terms, bool assumed, int version)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new Contract
        {
            PlatformKey = platformKey,
            Id = terms.Id,
            Document = ContractDocument.Write(terms),
            Assumed = assumed,
            Version = version,
        };
    }

    public void Change(ContractTerms terms, bool assumed) => (Document, Assumed) = (ContractDocument.Write(terms), assumed);
}

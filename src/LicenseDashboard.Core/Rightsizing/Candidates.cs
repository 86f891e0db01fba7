using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// Rule 2: the sets of SKUs the organization can assign. These are every base alone and with one add-on per family that can be added to
/// it.
/// </summary>
internal sealed class Candidates
{
    private readonly LicenseReader _reader;
    private readonly IReadOnlyList<HeldLicense> _all;

    public Candidates(LicenseReader reader)
    {
        _reader = reader;
        _all = [.. reader.Catalogue.Bases.Where(sku => reader.IsDefined(sku.Id)).SelectMany(On)];
    }

    /// <summary>All sets without a limit on the base and without extra SKUs.</summary>
    public IReadOnlyList<HeldLicense> All => _all;

    /// <summary>
    /// Sets whose base does not rank above the limit, each with the SKUs that stay. Sets that would be read back differently are left
    /// out.
    /// </summary>
    public IReadOnlyList<HeldLicense> UpTo(Sku limit, IReadOnlyCollection<string> staying)
    {
        List<HeldLicense> found = [];
        foreach (var plain in _all.Where(set => set.Base!.Rank <= limit.Rank))
        {
            var ids = plain.Ids.Union(staying, StringComparer.Ordinal).ToList();
            var read = _reader.Read(ids);
            if (read.Is(ids) && read.Faults.Count == 0 && !found.Contains(read))
            {
                found.Add(read);
            }
        }

        return found;
    }

    private IEnumerable<HeldLicense> On(Sku @base)
    {
        IEnumerable<IReadOnlyList<string>> sets =
        [
            [@base.Id],
        ];
        var families = _reader
            .Catalogue.Skus.Where(sku => !sku.IsBase && sku.Prerequisites.Contains(@base.Id) && _reader.IsDefined(sku.Id))
            .GroupBy(sku => sku.FamilyKey, StringComparer.Ordinal);
        foreach (var family in families)
        {
            sets = sets.SelectMany(set => family.Select(addOn => (IReadOnlyList<string>)[.. set, addOn.Id]).Prepend(set)).ToList();
        }

        foreach (var ids in sets)
        {
            var read = _reader.Read(ids);
            if (read.Is(ids.ToList()) && read.Faults.Count == 0)
            {
                yield return read;
            }
        }
    }
}

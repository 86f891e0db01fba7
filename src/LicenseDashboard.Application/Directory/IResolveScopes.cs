using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Directory;

/// <summary>Where somebody who signed in stands in the reporting line of each platform.</summary>
public interface IResolveScopes
{
    /// <summary>At most one scope per platform, found by mail; case and surrounding blanks don't count. Empty while the directory has not arrived, or when nobody has that mail.</summary>
    Task<IReadOnlyList<ReportingScope>> ForMailAsync(string mail, CancellationToken ct);
}

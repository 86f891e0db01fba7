namespace LicenseDashboard.Core.Shared;

/// <summary>
/// A row on which people decide: whoever writes it names the version they saw. The database layer counts it up, never the entity.
/// </summary>
public interface IVersioned
{
    int Version { get; }

    /// <summary>
    /// Names of the properties whose change makes a new version; the others are refreshed without one. Empty: any change does.
    /// </summary>
    IReadOnlyCollection<string> VersionedBy => [];
}

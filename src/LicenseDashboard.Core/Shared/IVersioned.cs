namespace LicenseDashboard.Core.Shared;

/// <summary>A row that people decide on. Writers name the version they saw. The database layer increments it, not the entity.</summary>
public interface IVersioned
{
    int Version { get; }

    /// <summary>
    /// Names of the properties whose change creates a new version; others are refreshed without one. Empty means any change does.
    /// </summary>
    IReadOnlyCollection<string> VersionedBy => [];
}

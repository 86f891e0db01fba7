namespace LicenseDashboard.Application.Rightsizing;

/// <summary>The account that owns our client at each platform (<c>Genesys:ClientOwner</c>): its roles are never touched.</summary>
public sealed record ClientOwners(IReadOnlyDictionary<string, string> ByPlatform)
{
    public static ClientOwners None { get; } = new(new Dictionary<string, string>());
}

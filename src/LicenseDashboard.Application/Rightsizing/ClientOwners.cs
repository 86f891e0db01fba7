namespace LicenseDashboard.Application.Rightsizing;

/// <summary>The account that owns our API client on each platform (<c>Genesys:ClientOwner</c>). Its roles are never changed.</summary>
public sealed record ClientOwners(IReadOnlyDictionary<string, string> ByPlatform)
{
    public static ClientOwners None { get; } = new(new Dictionary<string, string>());
}

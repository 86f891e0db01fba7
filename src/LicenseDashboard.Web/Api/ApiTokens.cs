using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace LicenseDashboard.Web.Api;

/// <summary>
/// Who a secret belongs to. Secrets are kept and compared as hashes, and every token is looked at whichever matches, so that the time taken
/// says nothing.
/// </summary>
internal sealed class ApiTokens(IReadOnlyList<ApiTokenSettings> settings)
{
    private readonly IReadOnlyList<(byte[] Hash, ClaimsPrincipal Viewer)> _tokens =
    [
        .. settings.Select(token => (SHA256.HashData(Encoding.UTF8.GetBytes(token.Secret)), ViewerOf(token))),
    ];

    public ClaimsPrincipal? Find(string secret)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        ClaimsPrincipal? found = null;
        foreach (var token in _tokens)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, token.Hash) ? token.Viewer : found;
        }

        return found;
    }

    /// <summary>
    /// A viewer without a person: no mail, so nothing of the reporting line. Its name says that it is a token, wherever a decision shows
    /// it.
    /// </summary>
    private static ClaimsPrincipal ViewerOf(ApiTokenSettings token)
    {
        var actor = "token:" + token.Name;
        return new ClaimsPrincipal(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.Name, actor),
                    new Claim(ClaimTypes.NameIdentifier, actor),
                    .. token.ScopeWords.Select(word => new Claim(ClaimTypes.Role, ApiScope.All[word].Role.ToString())),
                ],
                ApiTokenSignIn.SchemeName
            )
        );
    }
}

using System.Security.Cryptography;
using System.Text;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Order-independent key of a set of roles; infer's answers are stored under it.</summary>
public static class RoleSetHash
{
    /// <summary>32 hexadecimal digits.</summary>
    public static string Of(IEnumerable<string> roleIds)
    {
        var text = string.Join('\n', roleIds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}

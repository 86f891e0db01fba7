using System.Security.Cryptography;
using System.Text;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Rightsizing;

/// <summary>
/// Asks the vendor's what-if about the role sets that plans use and owns the answers. An answer is kept until a role of its set or a definition changes.
/// What fails stays unasked: the rows say so and stay under review.
/// </summary>
public sealed partial class ConfirmPlans(IDbContextFactory<LicenseDb> dbs, IVendorConnectors connectors, TimeProvider clock, ILogger<ConfirmPlans> log)
{
    /// <summary>New role sets that one run may ask about.</summary>
    public const int MostPerRun = 100;

    /// <summary>Answers that still hold, by role set. Only reads; what no longer holds is forgotten by the next run.</summary>
    public async Task<Dictionary<string, IReadOnlyList<string>>> KnownAsync(Platform platform, OrganizationFacts organization, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var basis = Basis(organization);
        return await db.InferAnswers.AsNoTracking().Where(a => a.PlatformKey == platform.Key && a.Basis == basis)
            .ToDictionaryAsync(a => a.Roles, a => (IReadOnlyList<string>)a.Skus, ct);
    }

    /// <summary>Asks what the verdicts still need, most people first, within the budget; adds the answers to <paramref name="known"/>. Returns how many were asked.</summary>
    public async Task<int> RunAsync(
        Viewer viewer, Platform platform, OrganizationFacts organization, IEnumerable<Verdict> verdicts, Dictionary<string, IReadOnlyList<string>> known, int budget, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var wanted = verdicts.OfType<Finding>().Where(f => f.AskInfer is not null).GroupBy(f => RoleSetHash.Of(f.AskInfer!))
            .Where(set => !known.ContainsKey(set.Key))
            .OrderByDescending(set => set.Count()).ThenBy(set => set.Key, StringComparer.Ordinal)
            .Take(budget).Select(set => (Hash: set.Key, Roles: set.First().AskInfer!)).ToList();
        if (wanted.Count == 0)
        {
            return 0;
        }

        var vendor = connectors.For(platform.Name);
        var answers = new List<InferAnswer>();
        var basis = Basis(organization);
        foreach (var (hash, roles) in wanted)
        {
            try
            {
                var skus = await vendor.Estate.InferAsync([.. roles], RequestPriority.Ingest, ct);
                answers.Add(new InferAnswer { PlatformKey = platform.Key, Roles = hash, Basis = basis, Skus = [.. skus], AskedAt = clock.GetUtcNow().UtcDateTime });
                known[hash] = skus;
            }
            catch (VendorException e)
            {
                // The rest of this run would fail the same way; what was answered is kept.
                NotAnswered(e, platform.Name);
                break;
            }
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(async token =>
        {
            var forgotten = await db.InferAnswers.Where(a => a.PlatformKey == platform.Key && a.Basis != basis).ExecuteDeleteAsync(token);
            if (forgotten > 0)
            {
                Forgotten(platform.Name, forgotten);
            }

            db.InferAnswers.AddRange(answers);
            await db.SaveChangesAsync(token);
        }, ct);
        return answers.Count;
    }

    /// <summary>One fingerprint of all roles and definitions: both change rarely, and 100 questions a run fill the cache again.</summary>
    private static string Basis(OrganizationFacts organization)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var role in organization.Roles.OrderBy(r => r.Id, StringComparer.Ordinal))
        {
            Add(role.Id, role.Permissions);
        }

        foreach (var sku in organization.Definitions.OrderBy(s => s.Id, StringComparer.Ordinal))
        {
            Add(sku.Id, sku.Permissions, sku.Prerequisites, sku.Comprises);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));

        void Add(string id, params IReadOnlyList<string>[] lists)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(id + "\n"));
            foreach (var list in lists)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', list.Order(StringComparer.Ordinal)) + "\n\n"));
            }
        }
    }

    [LoggerMessage(4010, LogLevel.Information, "{Platform}: roles or definitions changed; {Count} what-if answers are forgotten")]
    private partial void Forgotten(string platform, int count);

    [LoggerMessage(4011, LogLevel.Warning, "{Platform}: the vendor's what-if did not answer; the plans concerned stay under review")]
    private partial void NotAnswered(Exception exception, string platform);
}

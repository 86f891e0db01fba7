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
/// Asks the vendor's infer about the role sets that verdicts wait for, and owns the answers. An answer is kept until a role of its set or
/// a definition changes. Failed questions stay open, and their rows stay in review. A refused set, such as one with a deleted role,
/// doesn't keep others from being asked.
/// </summary>
public sealed partial class ConfirmPlans(
    IDbContextFactory<LicenseDb> dbs,
    IVendorConnectors connectors,
    TimeProvider clock,
    ILogger<ConfirmPlans> log
)
{
    /// <summary>A run ends after this many refusals, because then the route is refused rather than individual roles.</summary>
    private const int MostRefusals = 10;

    /// <summary>Valid answers by role set. Read-only; outdated answers are deleted by the next run.</summary>
    public async Task<InferRun> KnownAsync(Platform platform, OrganizationFacts organization, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var basis = Basis(organization);
        return new InferRun(
            await db
                .InferAnswers.AsNoTracking()
                .Where(a => a.PlatformKey == platform.Key && a.Basis == basis)
                .ToDictionaryAsync(a => a.Roles, a => (IReadOnlyList<string>)a.Skus, ct)
        );
    }

    /// <summary>
    /// Asks what the verdicts still need, sets with the most people first, within the remaining limit of the run. Returns true if
    /// anything was answered.
    /// </summary>
    public Task<bool> RunAsync(
        Viewer viewer,
        Platform platform,
        OrganizationFacts organization,
        IEnumerable<Verdict> verdicts,
        InferRun run,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return AskAsync(platform, organization, InferQuestions.Of(verdicts), run, ct);
    }

    /// <summary>
    /// With what is left of the run's questions, asks about the roles that people hold now, which is how Utilization knows the licenses
    /// under a concurrent contract.
    /// </summary>
    public Task<bool> AskHeldAsync(
        Platform platform,
        OrganizationFacts organization,
        IEnumerable<PersonFacts> people,
        InferRun run,
        CancellationToken ct
    ) => AskAsync(platform, organization, InferQuestions.Held(organization, people), run, ct);

    private async Task<bool> AskAsync(
        Platform platform,
        OrganizationFacts organization,
        IEnumerable<InferQuestion> questions,
        InferRun run,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        var wanted = questions.Where(run.IsOpen).Take(InferQuestions.MostARun - run.Asked).ToList();
        if (wanted.Count == 0)
        {
            return false;
        }

        var vendor = connectors.For(platform.Name);
        var answers = new List<InferAnswer>();
        var basis = Basis(organization);
        foreach (var question in wanted)
        {
            try
            {
                run.Asked++;
                var skus = await vendor.Estate.InferAsync([.. question.RoleIds], RequestPriority.Ingest, ct);
                answers.Add(
                    new InferAnswer
                    {
                        PlatformKey = platform.Key,
                        Roles = question.Hash,
                        Basis = basis,
                        Skus = [.. skus],
                        AskedAt = clock.GetUtcNow().UtcDateTime,
                    }
                );
                run.Known[question.Hash] = skus;
            }
            catch (VendorException e) when (e.Status is 400 or 404 && run.Refused.Count < MostRefusals)
            {
                run.Refused.Add(question.Hash);
                Refused(e, platform.Name);
            }
            catch (VendorException e)
            {
                // The rest of this run would fail the same way; answers so far are kept.
                run.Ended = true;
                NotAnswered(e, platform.Name);
                break;
            }
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                var forgotten = await db
                    .InferAnswers.Where(a => a.PlatformKey == platform.Key && a.Basis != basis)
                    .ExecuteDeleteAsync(token);
                if (forgotten > 0)
                {
                    Forgotten(platform.Name, forgotten);
                }

                db.InferAnswers.AddRange(answers);
                await db.SaveChangesAsync(token);
            },
            ct
        );
        return answers.Count > 0;
    }

    /// <summary>A fingerprint of all roles and definitions. Both change rarely, and 100 questions per run refill the cache.</summary>
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

    [LoggerMessage(4013, LogLevel.Warning, "{Platform}: the vendor's what-if refused a set of roles; its rows stay under review")]
    private partial void Refused(Exception exception, string platform);
}

/// <summary>What one evaluation knows from the vendor's infer and has asked so far.</summary>
public sealed class InferRun(Dictionary<string, IReadOnlyList<string>> known)
{
    /// <summary>SKU IDs by <see cref="RoleSetHash"/>.</summary>
    public Dictionary<string, IReadOnlyList<string>> Known { get; } = known;

    /// <summary>Role sets the vendor refused.</summary>
    public HashSet<string> Refused { get; } = [];

    public int Asked { get; set; }

    /// <summary>True if the vendor no longer answers in this run.</summary>
    public bool Ended { get; set; }

    internal bool IsOpen(InferQuestion question) => !Ended && !Known.ContainsKey(question.Hash) && !Refused.Contains(question.Hash);
}

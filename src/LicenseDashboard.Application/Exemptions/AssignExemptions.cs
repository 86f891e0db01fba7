using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>A requested exemption. Missing values follow the tag.</summary>
/// <param name="From">Null means today.</param>
/// <param name="To">Null means the default duration of the tag.</param>
public sealed record ExemptionRequest(DateOnly? From, DateOnly? To, string? Why, string? FallbackControl = null, string? Approver = null)
{
    internal Outcome<ExemptionTerms> On(ExemptionTag tag, DateOnly today)
    {
        var from = From ?? today;
        return new ExemptionTerms(from, To ?? tag.DefaultEnd(from), Why ?? "", FallbackControl, Approver).Checked(tag.Name, today);
    }
}

/// <param name="Already">People who already had the tag; nothing was changed for them.</param>
public sealed record AssignReport(int Set, int Already);

/// <summary>Assigns a tag to people. Their rows are protected in the same transaction.</summary>
public sealed class AssignExemptions(IDbContextFactory<LicenseDb> dbs, IProtectRows rows, TimeProvider clock)
{
    public const int MostPeople = 500;

    private readonly ExemptionWrites _writes = new(rows);

    /// <param name="people">Vendor IDs.</param>
    public Task<Outcome<AssignReport>> RunAsync(
        Viewer viewer,
        string platform,
        string? tagName,
        IReadOnlyCollection<string> people,
        ExemptionRequest request,
        CancellationToken ct
    ) =>
        ExemptionRun.RunAsync<AssignReport>(
            dbs,
            clock,
            viewer,
            platform,
            async (run, token) =>
            {
                ArgumentNullException.ThrowIfNull(people);
                ArgumentNullException.ThrowIfNull(request);
                if (people.Count is 0 or > MostPeople)
                {
                    return Refusal.Invalid($"Choose 1 to {MostPeople} people at a time. For more, import a CSV file.", "user");
                }

                var tag = await run.TagAsync(tagName, token);
                if (tag.Refusal is { } unknownTag)
                {
                    return unknownTag;
                }

                var terms = request.On(tag.Value, run.Today);
                if (terms.Refusal is { } invalid)
                {
                    return invalid;
                }

                var ids = people.Distinct(StringComparer.Ordinal).ToList();
                var found = await run
                    .Db.People.Where(p => p.PlatformKey == run.Platform.Key && ids.Contains(p.VendorId) && p.State != PersonState.Deleted)
                    .Select(p => new { p.VendorId, p.Key })
                    .ToListAsync(token);
                if (ids.Except(found.Select(p => p.VendorId)).FirstOrDefault() is { } missing)
                {
                    return Refusal.Invalid(
                        $"user \"{(missing.Length > 64 ? missing[..64] + "…" : missing)}\" is not known at "
                            + $"{run.Platform.Name}; use the Genesys Cloud ID.",
                        "user"
                    );
                }

                var keys = found.Select(p => p.Key).ToList();
                var holding = await run
                    .Db.Exemptions.Where(e => e.Tag == tag.Value.Name && e.Source == ExemptionSource.Person && keys.Contains(e.PersonKey))
                    .Select(e => e.PersonKey)
                    .ToListAsync(token);
                var assignments = keys.Except(holding).Select(key => new Assignment(key, terms.Value)).ToList();
                run.Entries.AddRange(
                    await _writes.SetAsync(run.Db, tag.Value, ExemptionSource.Person, assignments, viewer, run.Now, run.Today, token)
                );
                return new AssignReport(assignments.Count, holding.Count);
            },
            ct
        );
}

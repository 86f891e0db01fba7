using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>What a policy would list.</summary>
/// <param name="Monthly">At list prices.</param>
/// <param name="ForAPerson">Licenses among them on which a person has to decide, whatever the policy may do by itself.</param>
public sealed record PreviewSide(int Licenses, Money Monthly, int ForAPerson);

/// <summary>A person listed under only one of the two policies.</summary>
/// <param name="LastSeenOn">Null if no activity is known.</param>
public sealed record PreviewPerson(string Name, string? Email, string? Division, DateOnly? LastSeenOn, Money Monthly);

/// <summary>What a policy would do now, beside the one in force.</summary>
/// <param name="Now">The policy in force; null while it is not known.</param>
/// <param name="Then">The policy as edited; null while it is not known.</param>
/// <param name="Added">Listed only with the policy as edited, by name.</param>
/// <param name="Dropped">Listed only with the policy in force, by name.</param>
/// <param name="DryRunUntil">Until when an automatic policy only shows what it would do; null if it acts, or is not automatic.</param>
/// <param name="LateNote">Why it is not known.</param>
public sealed record PolicyPreview(
    PreviewSide? Now,
    PreviewSide? Then,
    IReadOnlyList<PreviewPerson> Added,
    IReadOnlyList<PreviewPerson> Dropped,
    DateOnly? DryRunUntil,
    string? LateNote
);

/// <summary>
/// The daily rule once with the policy in force and once with other terms, on the facts of now. It writes nothing and counts only people to
/// whom the policy applies.
/// </summary>
public sealed class PreviewPolicy(
    IDbContextFactory<LicenseDb> dbs,
    Catalogue catalogue,
    ClientOwners owners,
    RightsizingOptions limits,
    IdentityRequestRoute requests,
    TimeProvider clock
)
{
    /// <param name="platformName">Key of the platform.</param>
    /// <param name="divisionKey"><see cref="ReclamationPolicy.WholePlatform"/> or a division of the platform.</param>
    public async Task<Outcome<PolicyPreview>> RunAsync(
        Viewer viewer,
        string platformName,
        int divisionKey,
        ReclamationTerms terms,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(terms);
        if (!viewer.Has(ViewerRoles.Administrator))
        {
            return Refusal.Forbidden("Only an administrator can change policies.");
        }

        if (ChangePolicy.Wrong(terms, requests) is { } wrong)
        {
            return wrong;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platformName, ct) is not { } platform)
        {
            return Refusal.NotFound($"platform '{platformName}' is not configured.");
        }

        var now = clock.GetUtcNow();
        var today = platform.LocalDay(now);
        var policies = await LoadPolicies.ReadAsync(db, platform.Key, ct);
        var (edited, policy) = await LoadPolicies.EditedAsync(db, platform.Key, divisionKey, terms, viewer, today, now.UtcDateTime, ct);
        DateOnly? dry = policy is { IsDryRun: true, AutomaticSince: { } since } ? ReclamationCalendar.DueOn(since, policy.GraceDays) : null;
        var owner = owners.ByPlatform.GetValueOrDefault(platformName);
        var loaded = await LoadOrganization.ReadAsync(db, catalogue, platform, today, owner, ct);
        if (loaded.LateNote is { } late)
        {
            return new PolicyPreview(null, null, [], [], dry, late);
        }

        // An open downgrade gives way: the evaluation before the run withdraws it from people who then count as inactive.
        var rows = await ReclaimRows.ReadAsync(db, platform.Key, today, ct);
        rows = rows with { Taken = rows.Taken.Except(rows.OpenDowngrades).ToHashSet() };
        var scope = loaded
            .People.Where(person => edited.Find(person.Division)?.DivisionKey == divisionKey)
            .Select(person => person.Key)
            .ToHashSet();
        var before = Listed(new ReclaimRule(loaded, policies, catalogue, today, limits), rows, scope);
        ct.ThrowIfCancellationRequested();
        var after = Listed(new ReclaimRule(loaded, edited, catalogue, today, limits), rows, scope);
        ct.ThrowIfCancellationRequested();
        return new PolicyPreview(
            SideOf(before.Values),
            SideOf(after.Values),
            PeopleOf(after.Values.Where(one => !before.ContainsKey(one.PersonKey))),
            PeopleOf(before.Values.Where(one => !after.ContainsKey(one.PersonKey))),
            dry,
            null
        );
    }

    /// <summary>The open licenses after a run, by person, without the protected ones.</summary>
    private static Dictionary<int, Line> Listed(ReclaimRule rule, ReclaimRows rows, HashSet<int> scope)
    {
        var plan = rule.Plan(rule.Apply(), rows);
        var changes = plan.Changes.ToDictionary(change => change.Row.Id);
        var kept = rows
            .Live.Where(one => !one.Case.IsLeaver && one.Row.Status == RecommendationStatus.Open)
            .Select(one => (one.Row, one.Case, Change: changes.GetValueOrDefault(one.Row.Id)))
            .Where(one => one.Change?.Change != LiveChange.Withdraw)
            .Select(one => new Line(
                one.Row.PersonKey,
                one.Row.Name,
                one.Row.Email,
                one.Row.Division,
                one.Change is null ? one.Case.LastSeenOn : one.Change.LastSeenOn,
                one.Change?.Finding?.Saving ?? new Money(one.Row.SavingMicros, one.Row.Currency),
                one.Change?.Advice?.Lane ?? one.Row.Lane
            ));
        var raised = plan.New.Select(one => new Line(
            one.Person.PersonKey,
            one.Person.Name,
            one.Person.Email,
            one.Person.Division,
            one.Finding.Seen.On,
            one.Finding.Saving,
            one.Finding.Lane
        ));
        return kept.Concat(raised)
            .Where(one => one.Lane != Lane.Protected && scope.Contains(one.PersonKey))
            .ToDictionary(one => one.PersonKey);
    }

    private PreviewSide SideOf(IReadOnlyCollection<Line> lines) =>
        new(lines.Count, new Money(lines.Sum(one => one.Monthly.Micros), catalogue.Currency), lines.Count(one => one.Lane == Lane.Review));

    private static List<PreviewPerson> PeopleOf(IEnumerable<Line> lines) =>
        [
            .. lines
                .OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(one => one.PersonKey)
                .Select(one => new PreviewPerson(one.Name, one.Email, one.Division, one.LastSeenOn, one.Monthly)),
        ];

    private sealed record Line(int PersonKey, string Name, string? Email, string? Division, DateOnly? LastSeenOn, Money Monthly, Lane Lane);
}

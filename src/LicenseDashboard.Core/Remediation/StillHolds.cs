using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Remediation;

/// <summary>
/// The last check before a write: whether the approved change still applies. Pure: takes the gathered facts and returns an objection in
/// words without personal data, or null. Uses the windows and guards of the evaluation and fails closed: what is unknown is an objection.
/// See design §4.5.
/// </summary>
public static class StillHolds
{
    /// <summary>The first objection in the facts gathered so far; null if there is none.</summary>
    public static string? Objection(RemediationItem item, FreshFacts facts)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(facts);
        return (facts.Agreed is { } agreed && !item.IsLeaver ? OfAgreement(agreed) : null)
            ?? (facts.Account is { } account ? OfAccount(item, account) : null)
            ?? (facts.Access is { } access ? OfAccess(item, access) : null)
            ?? (facts.Use is { } use ? OfUse(use, facts.Today) : null)
            ?? (facts.Stay is { } stay && !item.IsLeaver ? OfStay(stay) : null)
            ?? (facts.Life is { } life ? OfLife(life, facts.Today) : null)
            ?? facts.Room?.Objection;
    }

    /// <summary>The same for complete facts: a missing part is an objection, too.</summary>
    public static string? Verdict(RemediationItem item, FreshFacts facts) =>
        Objection(item, facts) ?? (IsComplete(item, facts) ? null : "Not everything could be checked before the change.");

    /// <summary>For a leaver, only the account and the access must be known: use, activity and agreements don't matter.</summary>
    private static bool IsComplete(RemediationItem item, FreshFacts facts) =>
        facts is { Account: not null, Access: not null }
        && (
            item.IsLeaver
            || (
                facts is { Agreed: not null, Room: not null }
                && (item.Plan.Release is null ? facts.Use is not null : facts is { Life: not null, Stay: not null })
            )
        );

    /// <summary>
    /// Roles held through a group keep the seat whatever is written. Everything else still applies, but a person has to make the change.
    /// False if the change also ends roles held through groups.
    /// </summary>
    public static bool IsHeldByGroup(RemediationItem item, AccessFacts access)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(access);
        return item.Plan.Release is { SetsInactive: false, IsRequested: false }
            && !item.IsLeaver
            && access.Now.ByGroup.Count > 0
            && access.Inferred is { } inferred
            && !Is(access, item.Target, inferred.Concat(access.Explicit));
    }

    private static string? OfStay(StayFacts stay) =>
        stay switch
        {
            { VendorReason: { } reason } => $"Genesys Cloud gives a reason for the absence: {reason}. The person is expected back.",
            { NotAnswered: { } words } =>
                $"Genesys Cloud did not say whether the person is on leave or seasonal ({words.TrimEnd('.')}), so nothing was changed.",
            { Starting: { } words } => Sentence(words),
            _ => null,
        };

    private static string? OfAgreement(AgreedFacts agreed) =>
        SeatGuards.Exempt(agreed.ProtectedBy) is not null ? $"An exemption protects the person: {agreed.ProtectedBy}."
        : agreed.Suppressed ? "The same recommendation was rejected or restored in the meantime."
        : agreed.Season;

    private static string? OfAccount(RemediationItem item, AccountFacts account) =>
        !account.IsActive && !account.ComesBack ? "The person is no longer active in Genesys Cloud."
        : !item.Plan.IsEmpty && SeatGuards.ClientOwner(account.OwnsClient) is { } owner ? Sentence(owner.Words)
        : null;

    private static string? OfAccess(RemediationItem item, AccessFacts access)
    {
        var after = item.Plan.RemainingGrants(access.Now);
        if (!item.IsLeaver && OfRoles(item, access, after) is { } changed)
        {
            return changed;
        }

        var lost = TakenPermissions.DivisionsOf(access.Catalogue.GuardPermission, access.Now.All, after, access.PermissionsOf);
        return SeatGuards.LastGrant(access.GuardHolders, item.PersonKey, lost, access.Catalogue) is { } last ? Sentence(last.Words) : null;
    }

    private static string? OfRoles(RemediationItem item, AccessFacts access, IReadOnlyCollection<HeldGrant> after)
    {
        if (!Is(access, item.SeatBefore, access.Now.Seat))
        {
            return $"The license is now {Words(access, access.Now.Seat)}.";
        }

        if (!item.Plan.StillFits(access.Now))
        {
            return "The person's roles have changed since the evaluation.";
        }

        if (access.Inferred is not { } inferred)
        {
            var plan = string.Join(", ", item.Plan.Changes.Select(change => change.ToString()));
            return $"A role in the plan no longer exists in Genesys Cloud ({plan}). The next evaluation looks for another plan.";
        }

        if (!Is(access, item.Target, inferred.Concat(access.Explicit)) && !IsHeldByGroup(item, access))
        {
            return $"The roles that would remain imply {Words(access, inferred)}, not {SkuWords.Names(Split(item.Target))}.";
        }

        // A freed seat removes whatever is held; other changes remove only what was shown.
        if (item.Plan.Release is not null || access.Approved is not { } approved)
        {
            return null;
        }

        var beyond = TakenPermissions.Beyond(TakenPermissions.Of(access.Now.All, after, access.PermissionsOf), approved);
        return beyond.Count == 0 ? null : $"The change would now remove more than was approved: {Some(beyond)}.";
    }

    private static string? OfUse(UseFacts use, DateOnly today)
    {
        if (use.GivenUp is not { } givenUp)
        {
            return "The evidence for the recommendation is no longer available.";
        }

        var facts = givenUp.Select(key => (Key: key, Fact: use.Now.FirstOrDefault(fact => fact.Key == key))).ToList();
        var used = facts.Where(one => one.Fact is { State: FeatureState.Used }).ToList();
        if (used.Count > 0)
        {
            var words = used.Select(one => FeatureWords.Of(one.Key) + On(one.Fact!.LastUsedOn));
            return $"Used since the evaluation: {string.Join(", ", words)}.";
        }

        if (use.NotAnswered.Count > 0)
        {
            var streams = use
                .NotAnswered.OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => $"{one.Key} ({one.Value.TrimEnd('.')})");
            return $"Use can't be ruled out, because Genesys Cloud did not respond for {string.Join("; ", streams)}.";
        }

        var unknown = facts.Where(one => one.Fact is not { State: FeatureState.Unused }).ToList();
        var open = unknown.Select(one => $"{FeatureWords.Of(one.Key)}, {one.Fact?.Why ?? "which the catalog no longer has"}");
        return unknown.Count == 0 ? null : $"Use can't be ruled out: {string.Join("; ", open)}.";

        string On(DateOnly? day) => day is { } known ? $" on {EnglishText.Day(known, today)}" : "";
    }

    private static string? OfLife(LifeFacts life, DateOnly today)
    {
        var signs = life.OnlyTokens ? [life.LastLogin] : new[] { life.LastLogin, life.LastToken };
        if (signs.Max() is { } on && !(on <= life.KnownUntil))
        {
            return $"The person signed in on {EnglishText.Day(on, today)}, after the evaluation.";
        }

        return life.PresentOn is { } present ? $"The person was present on {EnglishText.Day(present, today)}, after the evaluation."
            : life.NotAnswered is { } words ? $"Presence can't be ruled out, because Genesys Cloud did not respond ({words.TrimEnd('.')})."
            : life.Now == Life.Active ? "The person has shown activity since the evaluation."
            : life.Now == Life.Unknown && life.Approved != Life.Unknown
                ? "Presence is no longer known on every day since the person was last seen."
            : null;
    }

    private static bool Is(AccessFacts access, string seat, IEnumerable<string> listed) =>
        access.Reading.Read(listed).ToHashSet(StringComparer.Ordinal).SetEquals(Split(seat));

    private static string Words(AccessFacts access, IEnumerable<string> listed) => SkuWords.Names(access.Reading.Read(listed));

    private static string[] Split(string seat) => [.. Recommendations.Advice.Split(seat)];

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..] + ".";

    private static string Some(IReadOnlyList<PermissionIn> taken) =>
        string.Join(", ", taken.Take(3)) + (taken.Count > 3 ? $" and {taken.Count - 3} more" : "");
}

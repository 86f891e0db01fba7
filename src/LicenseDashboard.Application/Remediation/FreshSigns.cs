using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>The person being checked.</summary>
/// <param name="Evidence">As approved; null if no longer known.</param>
internal sealed record CheckedPerson(RemediationItem? Item, Platform Platform, Person Person, Evidence? Evidence, DateOnly Today);

/// <summary>
/// Use and activity for the last check: stored facts plus what the vendor reported since, evaluated with the windows of the rules. Reads
/// only the streams that the evaluation is based on; a stream without a signal was not used then either, and the row says so.
/// </summary>
public sealed class FreshSigns(SignalMap map, RecentUsage recent, RightsizingOptions limits)
{
    private const int MostDays = 30;
    private const string UnknownLife = "unknown-life";
    private const string OnlyTokens = InactiveSeats.OnlyTokensCode;

    internal async Task<UseFacts> UseAsync(LicenseDb db, CheckedPerson who, IVendorConnector vendor, CancellationToken ct)
    {
        var (platform, person, today) = (who.Platform, who.Person, who.Today);
        var (organization, facts) = await LoadAsync(db, who, ct);
        var reading = new FeatureReading(organization, today);
        var stored = reading.Of(facts);
        var givenUp = GivenUpOf(who.Evidence);
        var last = facts.LastUsedOn.ToArray();
        var notAnswered = new SortedDictionary<string, string>(StringComparer.Ordinal);

        // Features used or unknown according to our own facts are settled and need no request.
        foreach (var fact in stored.Where(fact => fact.State == FeatureState.Unused && givenUp?.Contains(fact.Key) == true))
        {
            foreach (var stream in reading.StreamsOf(facts, fact.Key))
            {
                var from = map.SourceOf(stream).IsStateOfNow ? fact.From : fact.To?.AddDays(1);
                var answer = await recent.AskAsync(
                    platform,
                    vendor,
                    stream,
                    person.VendorId,
                    Within(from, today, map.SourceOf(stream)),
                    today,
                    ct
                );
                if (answer.Failure is { } words)
                {
                    notAnswered[map.SourceOf(stream).Title(stream)] = words;
                }

                var at = IndexOf(fact.Key);
                last[at] = answer.Of(person.VendorId, fact.Key) is { } day && !(last[at] >= day) ? day : last[at];
            }
        }

        return new UseFacts(givenUp, reading.Of(facts with { LastUsedOn = last }), notAnswered);
    }

    /// <param name="account">The current account at the vendor, whose login and token dates are never late.</param>
    internal async Task<LifeFacts> LifeAsync(
        LicenseDb db,
        CheckedPerson who,
        VendorPerson account,
        IVendorConnector vendor,
        CancellationToken ct
    )
    {
        var (platform, person, today, row) = (who.Platform, who.Person, who.Today, who.Item!.RecommendationId);
        var known = await db.ReclamationCases.Where(c => c.RecommendationId == row).Select(c => c.LastSeenOn).SingleOrDefaultAsync(ct);
        var (organization, facts) = await LoadAsync(db, who, ct);
        organization = organization with { InactiveAfter = (await LoadPolicies.ReadAsync(db, platform.Key, ct)).InactiveAfter };
        var complete = organization.Streams.GetValueOrDefault(StreamStatus.Presence)?.CompleteThrough;
        var from = Within(complete?.AddDays(1) ?? today.AddDays(-MostDays), today, map.SourceOf(StreamStatus.Presence));
        var answer = await recent.AskAsync(platform, vendor, StreamStatus.Presence, person.VendorId, from, today, ct);
        var present = answer.Of(person.VendorId, PresenceSource.Present);

        // Imports and read-backs may know of sign-ins that the account itself omits.
        var login = Latest(facts.Seen.Login, platform.DayOf(account.LastLoginAt));
        var token = Latest(facts.Seen.TokenIssued, platform.DayOf(account.LastTokenAt));
        var seen = facts.Seen with { Presence = Latest(facts.Seen.Presence, present), Login = login, TokenIssued = token };
        var codes = (who.Evidence?.LaneReasons ?? []).Select(reason => reason.Code).ToList();
        return new LifeFacts(
            known,
            login,
            token,
            codes.Contains(OnlyTokens),
            codes.Contains(UnknownLife) ? Life.Unknown
                : codes.Contains(OnlyTokens) ? Life.OnlyTokens
                : Life.Inactive,
            new LifeOfPerson(organization, today).Of(facts with { Seen = seen }),
            present,
            answer.Failure
        );
    }

    /// <summary>
    /// The vendor's reason for an absence, read now, and whether the person starts or returns. If it can't be read, that is reported, not
    /// guessed.
    /// </summary>
    internal async Task<StayFacts> StayAsync(LicenseDb db, CheckedPerson who, IVendorConnector vendor, CancellationToken ct)
    {
        var (organization, facts) = await LoadAsync(db, who, ct);
        var starting = new InactiveSeats(organization, who.Today, _ => ReclamationTerms.Default, limits).Starting(facts)?.Words;
        try
        {
            return await vendor.Directory.StateReasonAsync(who.Person.VendorId, RequestPriority.Remediation, ct) is { } answer
                ? new(answer.IsAbsence ? answer.Reason : null, null, starting)
                : new(null, "the account is unknown there", starting);
        }
        catch (VendorException e) when (e.NotServed)
        {
            return new(null, e.Message, starting);
        }
    }

    private async Task<(OrganizationFacts Organization, PersonFacts Person)> LoadAsync(
        LicenseDb db,
        CheckedPerson who,
        CancellationToken ct
    )
    {
        var loaded = await LoadOrganization.ReadAsync(db, map.Catalogue, who.Platform, who.Today, null, ct, who.Person.Key);
        return (loaded.Facts with { Sources = map.Sources }, loaded.People.Single());
    }

    /// <summary>Keys of the features that the change gives up, as approved; null if no longer known.</summary>
    private static IReadOnlyList<string>? GivenUpOf(Evidence? evidence) =>
        evidence is null ? null : [.. evidence.Dropped.Union(evidence.GivenUp)];

    private int IndexOf(string feature) => map.Catalogue.Features.Index().First(one => one.Item.Key == feature).Index;

    /// <summary>
    /// Facts that end long ago are late, and late means unknown, so reading further back than the vendor serves at once would add
    /// nothing.
    /// </summary>
    private static DateOnly Within(DateOnly? from, DateOnly today, UsageSource source)
    {
        var first = today.AddDays(1 - source.MostDays);
        var wanted = from ?? today;
        return wanted > today ? today
            : wanted < first && !source.IsStateOfNow ? first
            : wanted;
    }

    private static DateOnly? Latest(DateOnly? a, DateOnly? b) => b is null || a >= b ? a : b;
}

using System.Runtime.CompilerServices;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Core.Usage.Streams;

/// <summary>
/// The audit log. One stream per service, because the vendor is queried by service and may serve or audit only some of them.
/// </summary>
public sealed class AuditSource : UsageSource
{
    private const int DaysAtOnce = 30;
    private const int Year = 365;

    /// <summary>Changing one's own account doesn't count as administration, but it counts for every other feature.</summary>
    private const string Administration = "administration";

    public override string Name => StreamKind.Audits;

    public override string Heading => "Audits";

    public override string Row => "audit entry";

    public override string Rows => "audit entries";

    public override bool NamesOthers => true;

    public override int MostDays => DaysAtOnce;

    public override int? KeptDays => Year;

    public override bool NeedsMapping => true;

    public static string StreamOf(string service) => StreamStatus.AuditPrefix + service;

    public static string ServiceOf(string stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream[StreamStatus.AuditPrefix.Length..];
    }

    public override bool Owns(string stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.StartsWith(StreamStatus.AuditPrefix, StringComparison.Ordinal);
    }

    public override string Title(string stream) => "Audits of " + Words(ServiceOf(stream));

    /// <summary>Display names of the vendor's services: <c>SpeechAndTextAnalytics</c> is "Speech and Text Analytics".</summary>
    public static string Words(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return string.Concat(service.Select((letter, at) => IsStart(at) ? " " + letter : letter.ToString()))
            .Replace(" And ", " and ", StringComparison.Ordinal);

        bool IsStart(int at) => at > 0 && char.IsAsciiLetterUpper(service[at]) && char.IsAsciiLetterLower(service[at - 1]);
    }

    public override IEnumerable<string> StreamsOf(FeatureDefinition feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return feature.Stream == StreamKind.Audits ? feature.Audits.Select(match => StreamOf(match.Service)).Distinct() : [];
    }

    public override bool IsListed(string stream, VendorAuditMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return mapping.Services.ContainsKey(ServiceOf(stream));
    }

    public override bool SeesViews(string stream, Catalogue catalogue, VendorAuditMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(mapping);
        var service = ServiceOf(stream);
        var matches = catalogue.Features.SelectMany(feature => feature.Audits).Where(match => match.Service == service);
        return mapping.Services.TryGetValue(service, out var entities)
            && matches.Any(match =>
                entities.Any(entity =>
                    (match.Entities.Contains("*") || match.Entities.Contains(entity.Key))
                    && entity.Value.Intersect(catalogue.ViewActions).Any()
                )
            );
    }

    /// <summary>An entry counts if the feature lists its service, entity and action, it did not fail, and a person performed it.</summary>
    public static IEnumerable<string> FeaturesOf(Catalogue catalogue, VendorAudit audit)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(audit);
        return audit.Failed || audit.ActorId is null
            ? []
            : catalogue
                .Features.Where(feature =>
                    feature.Stream == StreamKind.Audits
                    && feature.CountsAudit(audit.Service, audit.Entity, audit.Action)
                    && !(feature.Key == Administration && audit.TargetId == audit.ActorId)
                )
                .Select(feature => feature.Key);
    }

    public override async IAsyncEnumerable<SeenUse> ReadAsync(
        IReadUsage vendor,
        UsageQuestion question,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(question);
        var service = ServiceOf(question.Stream);
        await foreach (var audit in vendor.AuditsAsync(service, question.From, question.To, question.Zone, question.Priority, ct))
        {
            List<string> features = [.. FeaturesOf(question.Catalogue, audit)];
            if (features.Count > 0)
            {
                yield return new(audit.ActorId!, question.DayOf(audit.At), features, 1, 0);
            }
        }
    }
}

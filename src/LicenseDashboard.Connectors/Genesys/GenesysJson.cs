using System.Text.Json;
using System.Text.Json.Serialization;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    Converters = [
        typeof(LenientText),
        typeof(LenientNumber),
        typeof(LenientInstant),
        typeof(LenientList<string>),
        typeof(LenientList<WireReference>),
        typeof(LenientList<WireUser>),
        typeof(LenientList<WireDefinition>),
        typeof(LenientList<WireUserLicenses>),
        typeof(LenientList<WireRole>),
        typeof(LenientList<WirePolicy>),
        typeof(LenientList<WireSubject>),
        typeof(LenientList<WireGrant>),
        typeof(LenientList<WireAggregate>),
        typeof(LenientList<WireBucket>),
        typeof(LenientList<WireMetric>),
        typeof(LenientList<WireUserDetail>),
        typeof(LenientList<WirePresence>),
        typeof(LenientList<WireManagementUnit>),
        typeof(LenientList<WireAgentSchedule>),
        typeof(LenientList<WireBillingUsage>),
        typeof(LenientList<WireBillingResource>),
        typeof(LenientList<WireShift>),
        typeof(LenientList<WireAuditService>),
        typeof(LenientList<WireAuditEntity>),
        typeof(LenientList<WireAudit>),
    ]
)]
[JsonSerializable(typeof(WireList<WireUser>))]
[JsonSerializable(typeof(WireList<WireReference>))]
[JsonSerializable(typeof(WireList<WireUserLicenses>))]
[JsonSerializable(typeof(WireList<WireRole>))]
[JsonSerializable(typeof(WireList<WireSubject>))]
[JsonSerializable(typeof(WireList<WireManagementUnit>))]
[JsonSerializable(typeof(List<WireDefinition>))]
[JsonSerializable(typeof(List<WireReference>))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(IReadOnlyCollection<string>))]
[JsonSerializable(typeof(WireSubjectGrants))]
[JsonSerializable(typeof(WireGrantChange))]
[JsonSerializable(typeof(WireAggregateQuery))]
[JsonSerializable(typeof(WireAggregates))]
[JsonSerializable(typeof(WireDetailsQuery))]
[JsonSerializable(typeof(WireUserDetails))]
[JsonSerializable(typeof(WireJob))]
[JsonSerializable(typeof(WireAvailability))]
[JsonSerializable(typeof(WireRetention))]
[JsonSerializable(typeof(WireScheduleSearch))]
[JsonSerializable(typeof(WireSchedules))]
[JsonSerializable(typeof(WireBillingReport))]
[JsonSerializable(typeof(WireStateChange))]
[JsonSerializable(typeof(WireAuditMapping))]
[JsonSerializable(typeof(WireAuditQuery))]
[JsonSerializable(typeof(WireAuditStatus))]
[JsonSerializable(typeof(WireAuditResults))]
// Only reached through a lenient reader or a list, which the generator can't follow.
[JsonSerializable(typeof(WireUser))]
[JsonSerializable(typeof(WireUserState))]
[JsonSerializable(typeof(WireEmployer))]
[JsonSerializable(typeof(WireDefinition))]
[JsonSerializable(typeof(WirePermissionIds))]
[JsonSerializable(typeof(WireUserLicenses))]
[JsonSerializable(typeof(WireRole))]
[JsonSerializable(typeof(WirePolicy))]
[JsonSerializable(typeof(WireSubject))]
[JsonSerializable(typeof(WireGrant))]
[JsonSerializable(typeof(WireAggregate))]
[JsonSerializable(typeof(WireGroup))]
[JsonSerializable(typeof(WireBucket))]
[JsonSerializable(typeof(WireMetric))]
[JsonSerializable(typeof(WireStats))]
[JsonSerializable(typeof(WireUserDetail))]
[JsonSerializable(typeof(WirePresence))]
[JsonSerializable(typeof(WireManagementUnit))]
[JsonSerializable(typeof(WireScheduleResult))]
[JsonSerializable(typeof(WireAgentSchedule))]
[JsonSerializable(typeof(WireShift))]
[JsonSerializable(typeof(WireBillingUsage))]
[JsonSerializable(typeof(WireBillingResource))]
[JsonSerializable(typeof(WireAuditService))]
[JsonSerializable(typeof(WireAuditEntity))]
[JsonSerializable(typeof(WireAudit))]
internal sealed partial class GenesysJson : JsonSerializerContext;

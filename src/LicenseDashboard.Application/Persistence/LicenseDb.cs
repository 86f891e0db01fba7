using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Billing;
using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Estate;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Ledger;
using LicenseDashboard.Application.Notices;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Application.Spend;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Ledger;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Reviews;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Utilization;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Persistence;

/// <summary>
/// The model for both SQLite and SQL Server. Each table is configured beside its feature and written only by that feature's use cases.
/// </summary>
public sealed class LicenseDb(DbContextOptions<LicenseDb> options) : DbContext(options)
{
    public DbSet<Platform> Platforms => Set<Platform>();

    public DbSet<OutageReport> OutageReports => Set<OutageReport>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<Division> Divisions => Set<Division>();

    public DbSet<PersonDivision> PersonDivisions => Set<PersonDivision>();

    public DbSet<Group> Groups => Set<Group>();

    public DbSet<GroupMember> GroupMembers => Set<GroupMember>();

    public DbSet<Contract> Contracts => Set<Contract>();

    public DbSet<ContractVersion> ContractVersions => Set<ContractVersion>();

    public DbSet<InvoiceProduct> InvoiceProducts => Set<InvoiceProduct>();

    public DbSet<OfferedSku> Skus => Set<OfferedSku>();

    public DbSet<Seat> Seats => Set<Seat>();

    public DbSet<Role> Roles => Set<Role>();

    public DbSet<PersonGrant> PersonGrants => Set<PersonGrant>();

    public DbSet<GroupGrant> GroupGrants => Set<GroupGrant>();

    public DbSet<UsageFeature> Features => Set<UsageFeature>();

    public DbSet<UsageDay> UsageDays => Set<UsageDay>();

    public DbSet<FeatureUse> FeatureUses => Set<FeatureUse>();

    public DbSet<PersonDays> PersonDays => Set<PersonDays>();

    public DbSet<PresenceSession> PresenceSessions => Set<PresenceSession>();

    public DbSet<LogInDay> LogInDays => Set<LogInDay>();

    public DbSet<OpenStretch> OpenStretches => Set<OpenStretch>();

    public DbSet<StreamStatus> Streams => Set<StreamStatus>();

    public DbSet<Coverage> Coverage => Set<Coverage>();

    public DbSet<PlannedWeek> PlannedWeeks => Set<PlannedWeek>();

    public DbSet<UncoveredDivision> UncoveredDivisions => Set<UncoveredDivision>();

    public DbSet<IdleDivision> IdleDivisions => Set<IdleDivision>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    public DbSet<PlatformCheck> PlatformChecks => Set<PlatformCheck>();

    public DbSet<RefusedList> RefusedLists => Set<RefusedList>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<StateReason> StateReasons => Set<StateReason>();

    public DbSet<ExemptionTag> ExemptionTags => Set<ExemptionTag>();

    public DbSet<Exemption> Exemptions => Set<Exemption>();

    public DbSet<ExemptionRule> ExemptionRules => Set<ExemptionRule>();

    public DbSet<LeaveEnd> LeaveEnds => Set<LeaveEnd>();

    public DbSet<InferAnswer> InferAnswers => Set<InferAnswer>();

    public DbSet<PersonVerdict> PersonVerdicts => Set<PersonVerdict>();

    public DbSet<ReclamationPolicy> ReclamationPolicies => Set<ReclamationPolicy>();

    public DbSet<ReclamationCase> ReclamationCases => Set<ReclamationCase>();

    public DbSet<AllowedAccount> AllowedAccounts => Set<AllowedAccount>();

    public DbSet<Recommendation> Recommendations => Set<Recommendation>();

    public DbSet<Decision> Decisions => Set<Decision>();

    public DbSet<StoredEvidence> RecommendationEvidence => Set<StoredEvidence>();

    public DbSet<MonthlyReview> Reviews => Set<MonthlyReview>();

    public DbSet<RemediationItem> Remediations => Set<RemediationItem>();

    public DbSet<Digest> Digests => Set<Digest>();

    public DbSet<NoticeDelivery> NoticeDeliveries => Set<NoticeDelivery>();

    public DbSet<SeatNotice> SeatNotices => Set<SeatNotice>();

    public DbSet<ReviewNotice> ReviewNotices => Set<ReviewNotice>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<Identity> Identities => Set<Identity>();

    public DbSet<IdentityPerson> IdentityPeople => Set<IdentityPerson>();

    public DbSet<IdentityMatch> IdentityMatches => Set<IdentityMatch>();

    public DbSet<ProvidedMember> ProvidedMembers => Set<ProvidedMember>();

    public DbSet<Leaver> Leavers => Set<Leaver>();

    public DbSet<LeaverCandidate> LeaverCandidates => Set<LeaverCandidate>();

    public DbSet<LivePresence> LivePresence => Set<LivePresence>();

    public DbSet<LiveFeedState> LiveFeeds => Set<LiveFeedState>();

    public DbSet<UtilizationLevel> UtilizationLevels => Set<UtilizationLevel>();

    public DbSet<PoolAlert> PoolAlerts => Set<PoolAlert>();

    public DbSet<BilledMonth> BilledMonths => Set<BilledMonth>();

    public DbSet<BilledLine> BilledLines => Set<BilledLine>();

    public DbSet<PersonCost> PersonCosts => Set<PersonCost>();

    public DbSet<DepartmentCost> DepartmentCosts => Set<DepartmentCost>();

    public DbSet<ManagerCost> ManagerCosts => Set<ManagerCost>();

    public DbSet<RowSaving> RowSavings => Set<RowSaving>();

    public DbSet<SeasonTrueUp> SeasonTrueUps => Set<SeasonTrueUp>();

    public DbSet<LedgerEntry> Ledger => Set<LedgerEntry>();

    public DbSet<Invoice> Invoices => Set<Invoice>();

    public DbSet<InvoiceLine> InvoiceLines => Set<InvoiceLine>();

    public DbSet<VendorBilling> VendorBilling => Set<VendorBilling>();

    public DbSet<Budget> Budgets => Set<Budget>();

    public DbSet<SeasonReserve> SeasonReserves => Set<SeasonReserve>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<PersonId>().HaveConversion<PersonIdConverter>();
        configurationBuilder.Properties<RecommendationId>().HaveConversion<RecommendationIdConverter>();
        configurationBuilder.Properties<RemediationId>().HaveConversion<RemediationIdConverter>();
        configurationBuilder.Properties<ReviewId>().HaveConversion<ReviewIdConverter>();
        configurationBuilder.Properties<ExemptionId>().HaveConversion<ExemptionIdConverter>();
        configurationBuilder.Properties<ExemptionRuleId>().HaveConversion<ExemptionRuleIdConverter>();
        configurationBuilder.Properties<DigestId>().HaveConversion<DigestIdConverter>();
        configurationBuilder.Properties<RunId>().HaveConversion<RunIdConverter>();
        configurationBuilder.Properties<LeaverId>().HaveConversion<LeaverIdConverter>();
        configurationBuilder.Properties<InvoiceId>().HaveConversion<InvoiceIdConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        PlatformTables.Configure(modelBuilder);
        DirectoryTables.Configure(modelBuilder);
        ContractTables.Configure(modelBuilder);
        EstateTables.Configure(modelBuilder);
        UsageTables.Configure(modelBuilder);
        IngestionTables.Configure(modelBuilder);
        JobTables.Configure(modelBuilder);
        ExemptionTables.Configure(modelBuilder);
        RightsizingTables.Configure(modelBuilder);
        ReclamationTables.Configure(modelBuilder);
        RecommendationTables.Configure(modelBuilder);
        ReviewTables.Configure(modelBuilder);
        RemediationTables.Configure(modelBuilder);
        UtilizationTables.Configure(modelBuilder);
        NoticeTables.Configure(modelBuilder);
        AuditTables.Configure(modelBuilder);
        IdentityTables.Configure(modelBuilder);
        LeaverTables.Configure(modelBuilder);
        BillingTables.Configure(modelBuilder);
        LedgerTables.Configure(modelBuilder);
        InvoiceTables.Configure(modelBuilder);
        SpendTables.Configure(modelBuilder);
        Versions.MarkTokens(modelBuilder);
    }
}

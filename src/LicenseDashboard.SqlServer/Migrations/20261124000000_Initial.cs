using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LicenseDashboard.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Audit",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Actor = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Action = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: true),
                    PersonKey = table.Column<int>(type: "int", nullable: true),
                    StateBefore = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    StateAfter = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Detail = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    PersonalText = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Audit", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "AuditActors",
                columns: table => new
                {
                    Actor = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditActors", x => x.Actor);
                });

            migrationBuilder.CreateTable(
                name: "AuditHead",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHead", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "BilledLines",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Contract = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Basis = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "date", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: false),
                    Billable = table.Column<int>(type: "int", nullable: false),
                    Committed = table.Column<int>(type: "int", nullable: false),
                    Included = table.Column<int>(type: "int", nullable: false),
                    IsNeed = table.Column<bool>(type: "bit", nullable: false),
                    Over = table.Column<int>(type: "int", nullable: false),
                    PriceMicros = table.Column<long>(type: "bigint", nullable: true),
                    OveragePriceMicros = table.Column<long>(type: "bigint", nullable: true),
                    CommitmentMicros = table.Column<long>(type: "bigint", nullable: false),
                    OverageMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BilledLines", x => new { x.PlatformKey, x.Month, x.Kind, x.Contract, x.Sku });
                });

            migrationBuilder.CreateTable(
                name: "BilledMonths",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    TotalMicros = table.Column<long>(type: "bigint", nullable: false),
                    IsComplete = table.Column<bool>(type: "bit", nullable: false),
                    IsEstimate = table.Column<bool>(type: "bit", nullable: false),
                    Digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    PostedDigest = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    BilledAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BilledMonths", x => new { x.PlatformKey, x.Month, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "Budgets",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Year = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Micros = table.Column<long>(type: "bigint", nullable: false),
                    ToldMonth = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Budgets", x => new { x.PlatformKey, x.Year });
                });

            migrationBuilder.CreateTable(
                name: "CashStaging",
                columns: table => new
                {
                    RecommendationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CashMicros = table.Column<long>(type: "bigint", nullable: true),
                    CashFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    CashHorizonMicros = table.Column<long>(type: "bigint", nullable: true),
                    CashCostMicros = table.Column<long>(type: "bigint", nullable: true),
                    NeedsCashReview = table.Column<bool>(type: "bit", nullable: false),
                    CashNote = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CashStaging", x => x.RecommendationId);
                });

            migrationBuilder.CreateTable(
                name: "Contracts",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Document = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Assumed = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contracts", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "ContractVersions",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    ContractId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Actor = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    ActorName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Document = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractVersions", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Coverage",
                columns: table => new
                {
                    StreamKey = table.Column<int>(type: "int", nullable: false),
                    Day = table.Column<int>(type: "int", nullable: false),
                    DivisionKey = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Coverage", x => new { x.StreamKey, x.Day, x.DivisionKey });
                });

            migrationBuilder.CreateTable(
                name: "DepartmentCosts",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Department = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    People = table.Column<int>(type: "int", nullable: false),
                    Micros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DepartmentCosts", x => new { x.PlatformKey, x.Month, x.Department, x.Sku });
                });

            migrationBuilder.CreateTable(
                name: "Digests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    RecipientKey = table.Column<int>(type: "int", nullable: false),
                    RecipientName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    RecipientMail = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true),
                    Subject = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Digests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Divisions",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    VendorId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Divisions", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "ExemptionRules",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Tag = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Field = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Value = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Why = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    SetBy = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    SetByName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    SetAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExemptionRules", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "ExemptionTags",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<int>(type: "int", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Description = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Protection = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    DefaultDays = table.Column<int>(type: "int", nullable: true),
                    IsBurst = table.Column<bool>(type: "bit", nullable: false),
                    Season = table.Column<string>(type: "nvarchar(11)", maxLength: 11, nullable: true),
                    BudgetOwner = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ApprovedBudgetMicros = table.Column<long>(type: "bigint", nullable: true),
                    BudgetCurrency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExemptionTags", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Features",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Features", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "FeatureUses",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    FeatureKey = table.Column<int>(type: "int", nullable: false),
                    LastUsedOn = table.Column<int>(type: "int", nullable: false),
                    FirstUsedOn = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeatureUses", x => new { x.PersonKey, x.FeatureKey });
                });

            migrationBuilder.CreateTable(
                name: "GroupGrants",
                columns: table => new
                {
                    GroupKey = table.Column<int>(type: "int", nullable: false),
                    RoleKey = table.Column<int>(type: "int", nullable: false),
                    DivisionId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupGrants", x => new { x.GroupKey, x.RoleKey, x.DivisionId });
                });

            migrationBuilder.CreateTable(
                name: "GroupMembers",
                columns: table => new
                {
                    GroupKey = table.Column<int>(type: "int", nullable: false),
                    PersonKey = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupMembers", x => new { x.GroupKey, x.PersonKey });
                });

            migrationBuilder.CreateTable(
                name: "Groups",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    VendorId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Groups", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Identities",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    UserName = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: false),
                    UserNameKey = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: false),
                    FormerNameKey = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true),
                    ExternalId = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Active = table.Column<bool>(type: "bit", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    FormattedName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    GivenName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    FamilyName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Title = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true),
                    EmailKey = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true),
                    EmployeeNumber = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Department = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    ManagerId = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    ManagerName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Provided = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    LeftAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DeletedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identities", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "IdentityMatches",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    IdentityKey = table.Column<int>(type: "int", nullable: false),
                    OtherKey = table.Column<int>(type: "int", nullable: false),
                    SaidAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdentityMatches", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "IdentityPeople",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    IdentityKey = table.Column<int>(type: "int", nullable: false),
                    Since = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdentityPeople", x => x.PersonKey);
                });

            migrationBuilder.CreateTable(
                name: "IdleDivisions",
                columns: table => new
                {
                    DivisionKey = table.Column<int>(type: "int", nullable: false),
                    MarkedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    MarkedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdleDivisions", x => x.DivisionKey);
                });

            migrationBuilder.CreateTable(
                name: "ImportRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Requests = table.Column<long>(type: "bigint", nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    Step = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    StepsDone = table.Column<int>(type: "int", nullable: false),
                    StepsTotal = table.Column<int>(type: "int", nullable: false),
                    Failure = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InferAnswers",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Roles = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Basis = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Skus = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InferAnswers", x => new { x.PlatformKey, x.Roles });
                });

            migrationBuilder.CreateTable(
                name: "InvoiceProducts",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Product = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvoiceProducts", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Invoices",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "date", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    TotalMicros = table.Column<long>(type: "bigint", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ReceivedBy = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    ReplacedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invoices", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "JobRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Job = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Follows = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Instance = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HeartbeatAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Step = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    StepsDone = table.Column<int>(type: "int", nullable: false),
                    StepsTotal = table.Column<int>(type: "int", nullable: false),
                    Summary = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Failure = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LeaverCandidates",
                columns: table => new
                {
                    LeaverId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonKey = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeaverCandidates", x => new { x.LeaverId, x.PersonKey });
                });

            migrationBuilder.CreateTable(
                name: "LeaverGate",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false),
                    Reports = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeaverGate", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Leavers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: true),
                    PersonKey = table.Column<int>(type: "int", nullable: true),
                    IdentityKey = table.Column<int>(type: "int", nullable: true),
                    Source = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    ReportedBy = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    ReportedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    PassedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    CameBack = table.Column<bool>(type: "bit", nullable: false),
                    RecommendationId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Said = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Leavers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Ledger",
                columns: table => new
                {
                    Key = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    RecommendationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    ListMicros = table.Column<long>(type: "bigint", nullable: false),
                    CashMicros = table.Column<long>(type: "bigint", nullable: true),
                    Month = table.Column<int>(type: "int", nullable: true),
                    Reverses = table.Column<long>(type: "bigint", nullable: true),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ledger", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "LogInDays",
                columns: table => new
                {
                    Day = table.Column<int>(type: "int", nullable: false),
                    PersonKey = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LogInDays", x => new { x.Day, x.PersonKey });
                });

            migrationBuilder.CreateTable(
                name: "ManagerCosts",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    ManagerKey = table.Column<int>(type: "int", nullable: false),
                    People = table.Column<int>(type: "int", nullable: false),
                    Micros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ManagerCosts", x => new { x.PlatformKey, x.ManagerKey, x.Month, x.Sku });
                });

            migrationBuilder.CreateTable(
                name: "OpenStretches",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    Start = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    End = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenStretches", x => new { x.PersonKey, x.Start });
                });

            migrationBuilder.CreateTable(
                name: "OutageReports",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Instance = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Since = table.Column<DateTime>(type: "datetime2", nullable: false),
                    NextTryAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Route = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Status = table.Column<int>(type: "int", nullable: true),
                    Error = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutageReports", x => new { x.PlatformKey, x.Instance });
                });

            migrationBuilder.CreateTable(
                name: "PersonCosts",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Micros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonCosts", x => new { x.PlatformKey, x.Month, x.PersonKey, x.Sku });
                });

            migrationBuilder.CreateTable(
                name: "PersonDays",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    LastDay = table.Column<int>(type: "int", nullable: false),
                    Recent = table.Column<long>(type: "bigint", nullable: false),
                    Earlier = table.Column<long>(type: "bigint", nullable: false),
                    FirstPresentOn = table.Column<int>(type: "int", nullable: false),
                    LastOnQueueOn = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonDays", x => x.PersonKey);
                });

            migrationBuilder.CreateTable(
                name: "PersonDivisions",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    DivisionKey = table.Column<int>(type: "int", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonDivisions", x => new { x.PersonKey, x.From, x.DivisionKey });
                });

            migrationBuilder.CreateTable(
                name: "PersonGrants",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    RoleKey = table.Column<int>(type: "int", nullable: false),
                    DivisionId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonGrants", x => new { x.PersonKey, x.RoleKey, x.DivisionId });
                });

            migrationBuilder.CreateTable(
                name: "PersonVerdicts",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Held = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    HeldBase = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Life = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    NoFinding = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true),
                    DataNotes = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    UnconfirmedRoles = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonVerdicts", x => x.PersonKey);
                });

            migrationBuilder.CreateTable(
                name: "PlannedWeeks",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    Week = table.Column<int>(type: "int", nullable: false),
                    AskedOn = table.Column<int>(type: "int", nullable: false),
                    Days = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlannedWeeks", x => new { x.PersonKey, x.Week });
                });

            migrationBuilder.CreateTable(
                name: "PlatformChecks",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    StartedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Run = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BeatAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Done = table.Column<int>(type: "int", nullable: false),
                    Total = table.Column<int>(type: "int", nullable: false),
                    Failure = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Report = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    ReportedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ReportedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformChecks", x => x.PlatformKey);
                });

            migrationBuilder.CreateTable(
                name: "Platforms",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Vendor = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    TimeZone = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ReadOnly = table.Column<bool>(type: "bit", nullable: false),
                    FirstSnapshotOn = table.Column<DateOnly>(type: "date", nullable: true),
                    BilledThrough = table.Column<DateOnly>(type: "date", nullable: true),
                    BackfillComplete = table.Column<bool>(type: "bit", nullable: false),
                    RetentionDays = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Platforms", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "PoolAlerts",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    DivisionKey = table.Column<int>(type: "int", nullable: false),
                    Threshold = table.Column<int>(type: "int", nullable: false),
                    Used = table.Column<int>(type: "int", nullable: false),
                    Entitled = table.Column<int>(type: "int", nullable: false),
                    ByRole = table.Column<bool>(type: "bit", nullable: false),
                    Peak = table.Column<int>(type: "int", nullable: false),
                    RaisedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    BelowSince = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ClearedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PoolAlerts", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "PresenceSessions",
                columns: table => new
                {
                    Start = table.Column<long>(type: "bigint", nullable: false),
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    End = table.Column<long>(type: "bigint", nullable: false),
                    IdleTail = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresenceSessions", x => new { x.Start, x.PersonKey });
                });

            migrationBuilder.CreateTable(
                name: "ProvidedMembers",
                columns: table => new
                {
                    GroupKey = table.Column<int>(type: "int", nullable: false),
                    IdentityKey = table.Column<int>(type: "int", nullable: false),
                    Belongs = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProvidedMembers", x => new { x.GroupKey, x.IdentityKey });
                });

            migrationBuilder.CreateTable(
                name: "ReclamationPolicies",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<int>(type: "int", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    DivisionKey = table.Column<int>(type: "int", nullable: false),
                    Days = table.Column<int>(type: "int", nullable: false),
                    GraceDays = table.Column<int>(type: "int", nullable: false),
                    Mode = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    DailyLimit = table.Column<int>(type: "int", nullable: false),
                    Action = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    EndSessions = table.Column<bool>(type: "bit", nullable: false),
                    By = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    AutomaticSince = table.Column<DateOnly>(type: "date", nullable: true),
                    CycleShownOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DryRunSeats = table.Column<int>(type: "int", nullable: false),
                    StoppedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    StoppedSeats = table.Column<int>(type: "int", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedBy = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReclamationPolicies", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Recommendations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CashMicros = table.Column<long>(type: "bigint", nullable: true),
                    CashFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    CashHorizonMicros = table.Column<long>(type: "bigint", nullable: true),
                    CashCostMicros = table.Column<long>(type: "bigint", nullable: true),
                    NeedsCashReview = table.Column<bool>(type: "bit", nullable: false),
                    CashNote = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Lane = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    LaneNote = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    StatusNote = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Held = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    HeldBase = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Target = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    ListSavingMicros = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    HasPlan = table.Column<bool>(type: "bit", nullable: false),
                    EvidenceHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    VendorId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Email = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true),
                    ManagerKey = table.Column<int>(type: "int", nullable: true),
                    ManagerName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Division = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    SearchText = table.Column<string>(type: "nvarchar(1100)", maxLength: 1100, nullable: false),
                    FoundOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RaisedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DecidedBy = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: true),
                    DecidedByName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Justification = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    SuppressedUntil = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Recommendations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RefusedLists",
                columns: table => new
                {
                    Run = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    List = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Listed = table.Column<int>(type: "int", nullable: false),
                    Withheld = table.Column<int>(type: "int", nullable: false),
                    BrokeOff = table.Column<bool>(type: "bit", nullable: false),
                    Known = table.Column<int>(type: "int", nullable: false),
                    Missing = table.Column<int>(type: "int", nullable: false),
                    AcceptedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    AcceptedBy = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: true),
                    UsedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedLists", x => new { x.Run, x.List });
                });

            migrationBuilder.CreateTable(
                name: "ReviewNotices",
                columns: table => new
                {
                    ReviewId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    RecipientKey = table.Column<int>(type: "int", nullable: false),
                    DigestId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewNotices", x => new { x.ReviewId, x.Kind, x.RecipientKey });
                });

            migrationBuilder.CreateTable(
                name: "Reviews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Month = table.Column<DateOnly>(type: "date", nullable: false),
                    OpenedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reviews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Roles",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    VendorId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Permissions = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Present = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Roles", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "RowSavings",
                columns: table => new
                {
                    RecommendationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Months = table.Column<int>(type: "int", nullable: false),
                    Micros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RowSavings", x => new { x.RecommendationId, x.Month });
                });

            migrationBuilder.CreateTable(
                name: "SeasonReserves",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Tag = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Year = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Micros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeasonReserves", x => new { x.PlatformKey, x.Tag, x.Year });
                });

            migrationBuilder.CreateTable(
                name: "SeasonTrueUps",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Tag = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "date", nullable: false),
                    Micros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeasonTrueUps", x => new { x.PlatformKey, x.Tag });
                });

            migrationBuilder.CreateTable(
                name: "SeatNotices",
                columns: table => new
                {
                    RecommendationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Step = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    DigestId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeatNotices", x => new { x.RecommendationId, x.Step });
                });

            migrationBuilder.CreateTable(
                name: "Seats",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    SkuKey = table.Column<int>(type: "int", nullable: false),
                    HeldFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    HeldTo = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Seats", x => new { x.PersonKey, x.SkuKey, x.HeldFrom });
                });

            migrationBuilder.CreateTable(
                name: "Skus",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    VendorId = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Defined = table.Column<bool>(type: "bit", nullable: false),
                    Permissions = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Prerequisites = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Comprises = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Skus", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Streams",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(96)", maxLength: 96, nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    CompleteUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    CompleteThrough = table.Column<DateOnly>(type: "date", nullable: true),
                    FirstDay = table.Column<DateOnly>(type: "date", nullable: true),
                    AuditsViews = table.Column<bool>(type: "bit", nullable: false),
                    PulledAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Failure = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    UnknownSince = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Streams", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "UncoveredDivisions",
                columns: table => new
                {
                    StreamKey = table.Column<int>(type: "int", nullable: false),
                    DivisionKey = table.Column<int>(type: "int", nullable: false),
                    Shown = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UncoveredDivisions", x => new { x.StreamKey, x.DivisionKey });
                });

            migrationBuilder.CreateTable(
                name: "UsageDays",
                columns: table => new
                {
                    Day = table.Column<int>(type: "int", nullable: false),
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    FeatureKey = table.Column<int>(type: "int", nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    Seconds = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageDays", x => new { x.Day, x.PersonKey, x.FeatureKey });
                });

            migrationBuilder.CreateTable(
                name: "UtilizationLevels",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Day = table.Column<int>(type: "int", nullable: false),
                    SkuKey = table.Column<int>(type: "int", nullable: false),
                    DivisionKey = table.Column<int>(type: "int", nullable: false),
                    Packed = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UtilizationLevels", x => new { x.PlatformKey, x.Day, x.SkuKey, x.DivisionKey });
                });

            migrationBuilder.CreateTable(
                name: "VendorBilling",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    IsServed = table.Column<bool>(type: "bit", nullable: false),
                    Refusal = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Contracts = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VendorBilling", x => x.PlatformKey);
                });

            migrationBuilder.CreateTable(
                name: "NoticeDeliveries",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    DigestId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Channel = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    DueAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Error = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeDeliveries", x => x.Key);
                    table.ForeignKey(
                        name: "FK_NoticeDeliveries_Digests_DigestId",
                        column: x => x.DigestId,
                        principalTable: "Digests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "InvoiceLines",
                columns: table => new
                {
                    InvoiceKey = table.Column<int>(type: "int", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Product = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Sku = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: true),
                    QuantityMicros = table.Column<long>(type: "bigint", nullable: true),
                    UnitPriceMicros = table.Column<long>(type: "bigint", nullable: true),
                    AmountMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvoiceLines", x => new { x.InvoiceKey, x.Position });
                    table.ForeignKey(
                        name: "FK_InvoiceLines_Invoices_InvoiceKey",
                        column: x => x.InvoiceKey,
                        principalTable: "Invoices",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LiveFeeds",
                columns: table => new
                {
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Leader = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Tick = table.Column<long>(type: "bigint", nullable: false),
                    CountsAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SignedIn = table.Column<int>(type: "int", nullable: false),
                    OnQueue = table.Column<int>(type: "int", nullable: false),
                    IdleAtKeyboard = table.Column<int>(type: "int", nullable: false),
                    Waiting = table.Column<int>(type: "int", nullable: true),
                    CountsFailure = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    SweptAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SweepSeconds = table.Column<int>(type: "int", nullable: false),
                    SweepFailure = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Push = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    PushSince = table.Column<DateTime>(type: "datetime2", nullable: true),
                    PushFailure = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    PushedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    BegunAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    UnknownEvents = table.Column<long>(type: "bigint", nullable: false),
                    JudgedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    AlertTick = table.Column<long>(type: "bigint", nullable: false),
                    LevelTick = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LiveFeeds", x => x.PlatformKey);
                    table.ForeignKey(
                        name: "FK_LiveFeeds_Platforms_PlatformKey",
                        column: x => x.PlatformKey,
                        principalTable: "Platforms",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    VendorId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Email = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Title = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Department = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    DivisionKey = table.Column<int>(type: "int", nullable: true),
                    ManagerKey = table.Column<int>(type: "int", nullable: true),
                    EmployeeId = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: true),
                    HiredOn = table.Column<DateOnly>(type: "date", nullable: true),
                    GroupsKnown = table.Column<bool>(type: "bit", nullable: false),
                    LastLoginAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastTokenAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastBilledAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SeatSeenAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    InManagementUnit = table.Column<bool>(type: "bit", nullable: false),
                    LastShiftOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    PositionEnd = table.Column<long>(type: "bigint", nullable: false),
                    InCycle = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => x.Key);
                    table.ForeignKey(
                        name: "FK_People_Platforms_PlatformKey",
                        column: x => x.PlatformKey,
                        principalTable: "Platforms",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Decisions",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    RecommendationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    DecidedBy = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Justification = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    SuppressedUntil = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Decisions", x => x.Key);
                    table.ForeignKey(
                        name: "FK_Decisions_Recommendations_RecommendationId",
                        column: x => x.RecommendationId,
                        principalTable: "Recommendations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReclamationCases",
                columns: table => new
                {
                    RecommendationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IsLeaver = table.Column<bool>(type: "bit", nullable: false),
                    Step = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    NotifiedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LastSeenOn = table.Column<DateOnly>(type: "date", nullable: true),
                    VendorReason = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true),
                    VendorReadOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DryRunOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReclamationCases", x => x.RecommendationId);
                    table.ForeignKey(
                        name: "FK_ReclamationCases_Recommendations_RecommendationId",
                        column: x => x.RecommendationId,
                        principalTable: "Recommendations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RecommendationEvidence",
                columns: table => new
                {
                    RecommendationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Json = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecommendationEvidence", x => x.RecommendationId);
                    table.ForeignKey(
                        name: "FK_RecommendationEvidence_Recommendations_RecommendationId",
                        column: x => x.RecommendationId,
                        principalTable: "Recommendations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Remediations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    RecommendationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    IsLeaver = table.Column<bool>(type: "bit", nullable: false),
                    Plan = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    SeatBefore = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Target = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DueAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Lease = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Snapshot = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    WrittenAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Request = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    VerifiedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Manual = table.Column<bool>(type: "bit", nullable: false),
                    Reversing = table.Column<bool>(type: "bit", nullable: false),
                    GivingUp = table.Column<bool>(type: "bit", nullable: false),
                    Regret = table.Column<bool>(type: "bit", nullable: false),
                    Error = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    RecalledAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    TargetSeenAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Remediations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Remediations_Recommendations_RecommendationId",
                        column: x => x.RecommendationId,
                        principalTable: "Recommendations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AllowedAccounts",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    AllowedBy = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    AllowedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AllowedAccounts", x => x.PersonKey);
                    table.ForeignKey(
                        name: "FK_AllowedAccounts_People_PersonKey",
                        column: x => x.PersonKey,
                        principalTable: "People",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Exemptions",
                columns: table => new
                {
                    Key = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    Tag = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Protection = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    ProtectedFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ProtectedTo = table.Column<DateOnly>(type: "date", nullable: true),
                    Why = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    FallbackControl = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Approver = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    SetBy = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    SetByName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    SetAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Exemptions", x => x.Key);
                    table.ForeignKey(
                        name: "FK_Exemptions_People_PersonKey",
                        column: x => x.PersonKey,
                        principalTable: "People",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LeaveEnds",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeaveEnds", x => x.PersonKey);
                    table.ForeignKey(
                        name: "FK_LeaveEnds_People_PersonKey",
                        column: x => x.PersonKey,
                        principalTable: "People",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LivePresence",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    PlatformKey = table.Column<int>(type: "int", nullable: false),
                    Presence = table.Column<int>(type: "int", nullable: false),
                    PresenceSince = table.Column<long>(type: "bigint", nullable: false),
                    Routing = table.Column<int>(type: "int", nullable: false),
                    RoutingSince = table.Column<long>(type: "bigint", nullable: false),
                    Tick = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LivePresence", x => x.PersonKey);
                    table.ForeignKey(
                        name: "FK_LivePresence_People_PersonKey",
                        column: x => x.PersonKey,
                        principalTable: "People",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StateReasons",
                columns: table => new
                {
                    PersonKey = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    AskedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StateReasons", x => x.PersonKey);
                    table.ForeignKey(
                        name: "FK_StateReasons_People_PersonKey",
                        column: x => x.PersonKey,
                        principalTable: "People",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "AuditHead",
                columns: new[] { "Key", "Sequence" },
                values: new object[] { 1, 0L });

            migrationBuilder.InsertData(
                table: "LeaverGate",
                columns: new[] { "Key", "Reports" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_PersonKey",
                table: "Audit",
                column: "PersonKey");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Subject",
                table: "Audit",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_Contracts_PlatformKey_Id",
                table: "Contracts",
                columns: new[] { "PlatformKey", "Id" },
                unique: true,
                filter: "[Id] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ContractVersions_PlatformKey_ContractId_Version",
                table: "ContractVersions",
                columns: new[] { "PlatformKey", "ContractId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_RecommendationId",
                table: "Decisions",
                column: "RecommendationId");

            migrationBuilder.CreateIndex(
                name: "IX_Digests_CreatedAt",
                table: "Digests",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Divisions_PlatformKey_VendorId",
                table: "Divisions",
                columns: new[] { "PlatformKey", "VendorId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExemptionRules_Id",
                table: "ExemptionRules",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExemptionRules_PlatformKey_Tag",
                table: "ExemptionRules",
                columns: new[] { "PlatformKey", "Tag" });

            migrationBuilder.CreateIndex(
                name: "IX_Exemptions_Id",
                table: "Exemptions",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Exemptions_PersonKey_Tag_Source",
                table: "Exemptions",
                columns: new[] { "PersonKey", "Tag", "Source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Exemptions_Tag_PersonKey",
                table: "Exemptions",
                columns: new[] { "Tag", "PersonKey" });

            migrationBuilder.CreateIndex(
                name: "IX_ExemptionTags_PlatformKey_Name",
                table: "ExemptionTags",
                columns: new[] { "PlatformKey", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Features_PlatformKey_Name",
                table: "Features",
                columns: new[] { "PlatformKey", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GroupMembers_PersonKey",
                table: "GroupMembers",
                column: "PersonKey");

            migrationBuilder.CreateIndex(
                name: "IX_Groups_PlatformKey_VendorId",
                table: "Groups",
                columns: new[] { "PlatformKey", "VendorId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identities_EmailKey",
                table: "Identities",
                column: "EmailKey");

            migrationBuilder.CreateIndex(
                name: "IX_Identities_EmployeeNumber",
                table: "Identities",
                column: "EmployeeNumber");

            migrationBuilder.CreateIndex(
                name: "IX_Identities_ExternalId",
                table: "Identities",
                column: "ExternalId");

            migrationBuilder.CreateIndex(
                name: "IX_Identities_FormerNameKey",
                table: "Identities",
                column: "FormerNameKey");

            migrationBuilder.CreateIndex(
                name: "IX_Identities_Id",
                table: "Identities",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identities_UserNameKey",
                table: "Identities",
                column: "UserNameKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IdentityMatches_IdentityKey_OtherKey",
                table: "IdentityMatches",
                columns: new[] { "IdentityKey", "OtherKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IdentityPeople_IdentityKey",
                table: "IdentityPeople",
                column: "IdentityKey");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_PlatformKey_StartedAt",
                table: "ImportRuns",
                columns: new[] { "PlatformKey", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_InvoiceProducts_PlatformKey_Product",
                table: "InvoiceProducts",
                columns: new[] { "PlatformKey", "Product" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_Id",
                table: "Invoices",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_PlatformKey_Month",
                table: "Invoices",
                columns: new[] { "PlatformKey", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_PlatformKey_Number_Revision",
                table: "Invoices",
                columns: new[] { "PlatformKey", "Number", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_Job_PlatformKey_DueOn",
                table: "JobRuns",
                columns: new[] { "Job", "PlatformKey", "DueOn" },
                unique: true,
                filter: "[DueOn] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_Job_PlatformKey_Follows",
                table: "JobRuns",
                columns: new[] { "Job", "PlatformKey", "Follows" },
                unique: true,
                filter: "[Follows] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_StartedAt",
                table: "JobRuns",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Leavers_IdentityKey",
                table: "Leavers",
                column: "IdentityKey");

            migrationBuilder.CreateIndex(
                name: "IX_Leavers_PersonKey",
                table: "Leavers",
                column: "PersonKey");

            migrationBuilder.CreateIndex(
                name: "IX_Leavers_PlatformKey_PassedAt",
                table: "Leavers",
                columns: new[] { "PlatformKey", "PassedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Leavers_Status",
                table: "Leavers",
                column: "Status");

            migrationBuilder.CreateIndex(
                name: "IX_Ledger_PlatformKey_Key",
                table: "Ledger",
                columns: new[] { "PlatformKey", "Key" });

            migrationBuilder.CreateIndex(
                name: "IX_Ledger_RecommendationId",
                table: "Ledger",
                column: "RecommendationId");

            migrationBuilder.CreateIndex(
                name: "IX_Ledger_Reverses",
                table: "Ledger",
                column: "Reverses",
                unique: true,
                filter: "[Reverses] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LivePresence_PlatformKey_Tick",
                table: "LivePresence",
                columns: new[] { "PlatformKey", "Tick" });

            migrationBuilder.CreateIndex(
                name: "IX_NoticeDeliveries_DigestId",
                table: "NoticeDeliveries",
                column: "DigestId");

            migrationBuilder.CreateIndex(
                name: "IX_NoticeDeliveries_Status_DueAt",
                table: "NoticeDeliveries",
                columns: new[] { "Status", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_People_Id",
                table: "People",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_People_NormalizedEmail",
                table: "People",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_People_PlatformKey_Position",
                table: "People",
                columns: new[] { "PlatformKey", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_People_PlatformKey_VendorId",
                table: "People",
                columns: new[] { "PlatformKey", "VendorId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PersonGrants_RoleKey",
                table: "PersonGrants",
                column: "RoleKey");

            migrationBuilder.CreateIndex(
                name: "IX_PersonVerdicts_PlatformKey",
                table: "PersonVerdicts",
                column: "PlatformKey");

            migrationBuilder.CreateIndex(
                name: "IX_Platforms_Name",
                table: "Platforms",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PoolAlerts_PlatformKey_RaisedAt",
                table: "PoolAlerts",
                columns: new[] { "PlatformKey", "RaisedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PoolAlerts_PlatformKey_Sku_DivisionKey_Threshold",
                table: "PoolAlerts",
                columns: new[] { "PlatformKey", "Sku", "DivisionKey", "Threshold" },
                unique: true,
                filter: "[ClearedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ProvidedMembers_IdentityKey",
                table: "ProvidedMembers",
                column: "IdentityKey");

            migrationBuilder.CreateIndex(
                name: "IX_ReclamationPolicies_PlatformKey_DivisionKey",
                table: "ReclamationPolicies",
                columns: new[] { "PlatformKey", "DivisionKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Recommendations_Line",
                table: "Recommendations",
                columns: new[] { "PlatformKey", "Position", "Status", "Kind", "Lane", "Currency", "ListSavingMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_Recommendations_OneLivePerPerson",
                table: "Recommendations",
                column: "PersonKey",
                unique: true,
                filter: "[Status] IN ('Open', 'Approved')");

            migrationBuilder.CreateIndex(
                name: "IX_Recommendations_PersonKey_Kind_SuppressedUntil",
                table: "Recommendations",
                columns: new[] { "PersonKey", "Kind", "SuppressedUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_Recommendations_Status_ListSavingMicros_Id",
                table: "Recommendations",
                columns: new[] { "Status", "ListSavingMicros", "Id" },
                descending: new[] { false, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_Recommendations_Totals",
                table: "Recommendations",
                columns: new[] { "Status", "Lane", "Currency", "Kind", "PlatformKey", "Position", "ListSavingMicros" });

            migrationBuilder.CreateIndex(
                name: "IX_RefusedLists_PlatformKey",
                table: "RefusedLists",
                column: "PlatformKey");

            migrationBuilder.CreateIndex(
                name: "IX_Remediations_DueAt",
                table: "Remediations",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Remediations_PersonKey",
                table: "Remediations",
                column: "PersonKey");

            migrationBuilder.CreateIndex(
                name: "IX_Remediations_PlatformKey_CreatedAt",
                table: "Remediations",
                columns: new[] { "PlatformKey", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Remediations_RecommendationId",
                table: "Remediations",
                column: "RecommendationId");

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_PlatformKey_Month",
                table: "Reviews",
                columns: new[] { "PlatformKey", "Month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Roles_PlatformKey_VendorId",
                table: "Roles",
                columns: new[] { "PlatformKey", "VendorId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Seats_SkuKey_HeldTo",
                table: "Seats",
                columns: new[] { "SkuKey", "HeldTo" });

            migrationBuilder.CreateIndex(
                name: "IX_Skus_PlatformKey_VendorId",
                table: "Skus",
                columns: new[] { "PlatformKey", "VendorId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Streams_PlatformKey_Name",
                table: "Streams",
                columns: new[] { "PlatformKey", "Name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AllowedAccounts");

            migrationBuilder.DropTable(
                name: "Audit");

            migrationBuilder.DropTable(
                name: "AuditActors");

            migrationBuilder.DropTable(
                name: "AuditHead");

            migrationBuilder.DropTable(
                name: "BilledLines");

            migrationBuilder.DropTable(
                name: "BilledMonths");

            migrationBuilder.DropTable(
                name: "Budgets");

            migrationBuilder.DropTable(
                name: "CashStaging");

            migrationBuilder.DropTable(
                name: "Contracts");

            migrationBuilder.DropTable(
                name: "ContractVersions");

            migrationBuilder.DropTable(
                name: "Coverage");

            migrationBuilder.DropTable(
                name: "Decisions");

            migrationBuilder.DropTable(
                name: "DepartmentCosts");

            migrationBuilder.DropTable(
                name: "Divisions");

            migrationBuilder.DropTable(
                name: "ExemptionRules");

            migrationBuilder.DropTable(
                name: "Exemptions");

            migrationBuilder.DropTable(
                name: "ExemptionTags");

            migrationBuilder.DropTable(
                name: "Features");

            migrationBuilder.DropTable(
                name: "FeatureUses");

            migrationBuilder.DropTable(
                name: "GroupGrants");

            migrationBuilder.DropTable(
                name: "GroupMembers");

            migrationBuilder.DropTable(
                name: "Groups");

            migrationBuilder.DropTable(
                name: "Identities");

            migrationBuilder.DropTable(
                name: "IdentityMatches");

            migrationBuilder.DropTable(
                name: "IdentityPeople");

            migrationBuilder.DropTable(
                name: "IdleDivisions");

            migrationBuilder.DropTable(
                name: "ImportRuns");

            migrationBuilder.DropTable(
                name: "InferAnswers");

            migrationBuilder.DropTable(
                name: "InvoiceLines");

            migrationBuilder.DropTable(
                name: "InvoiceProducts");

            migrationBuilder.DropTable(
                name: "JobRuns");

            migrationBuilder.DropTable(
                name: "LeaveEnds");

            migrationBuilder.DropTable(
                name: "LeaverCandidates");

            migrationBuilder.DropTable(
                name: "LeaverGate");

            migrationBuilder.DropTable(
                name: "Leavers");

            migrationBuilder.DropTable(
                name: "Ledger");

            migrationBuilder.DropTable(
                name: "LiveFeeds");

            migrationBuilder.DropTable(
                name: "LivePresence");

            migrationBuilder.DropTable(
                name: "LogInDays");

            migrationBuilder.DropTable(
                name: "ManagerCosts");

            migrationBuilder.DropTable(
                name: "NoticeDeliveries");

            migrationBuilder.DropTable(
                name: "OpenStretches");

            migrationBuilder.DropTable(
                name: "OutageReports");

            migrationBuilder.DropTable(
                name: "PersonCosts");

            migrationBuilder.DropTable(
                name: "PersonDays");

            migrationBuilder.DropTable(
                name: "PersonDivisions");

            migrationBuilder.DropTable(
                name: "PersonGrants");

            migrationBuilder.DropTable(
                name: "PersonVerdicts");

            migrationBuilder.DropTable(
                name: "PlannedWeeks");

            migrationBuilder.DropTable(
                name: "PlatformChecks");

            migrationBuilder.DropTable(
                name: "PoolAlerts");

            migrationBuilder.DropTable(
                name: "PresenceSessions");

            migrationBuilder.DropTable(
                name: "ProvidedMembers");

            migrationBuilder.DropTable(
                name: "ReclamationCases");

            migrationBuilder.DropTable(
                name: "ReclamationPolicies");

            migrationBuilder.DropTable(
                name: "RecommendationEvidence");

            migrationBuilder.DropTable(
                name: "RefusedLists");

            migrationBuilder.DropTable(
                name: "Remediations");

            migrationBuilder.DropTable(
                name: "ReviewNotices");

            migrationBuilder.DropTable(
                name: "Reviews");

            migrationBuilder.DropTable(
                name: "Roles");

            migrationBuilder.DropTable(
                name: "RowSavings");

            migrationBuilder.DropTable(
                name: "SeasonReserves");

            migrationBuilder.DropTable(
                name: "SeasonTrueUps");

            migrationBuilder.DropTable(
                name: "SeatNotices");

            migrationBuilder.DropTable(
                name: "Seats");

            migrationBuilder.DropTable(
                name: "Skus");

            migrationBuilder.DropTable(
                name: "StateReasons");

            migrationBuilder.DropTable(
                name: "Streams");

            migrationBuilder.DropTable(
                name: "UncoveredDivisions");

            migrationBuilder.DropTable(
                name: "UsageDays");

            migrationBuilder.DropTable(
                name: "UtilizationLevels");

            migrationBuilder.DropTable(
                name: "VendorBilling");

            migrationBuilder.DropTable(
                name: "Invoices");

            migrationBuilder.DropTable(
                name: "Digests");

            migrationBuilder.DropTable(
                name: "Recommendations");

            migrationBuilder.DropTable(
                name: "People");

            migrationBuilder.DropTable(
                name: "Platforms");
        }
    }
}

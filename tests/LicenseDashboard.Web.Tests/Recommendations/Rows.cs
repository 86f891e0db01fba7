using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Tests.Recommendations;

/// <summary>Rows as the read model gives them.</summary>
internal static class Rows
{
    public static RecommendationRow Row(
        string name = "Dana Ruiz",
        RecommendationStatus status = RecommendationStatus.Open,
        Lane lane = Lane.Ready,
        bool mayDecide = true,
        string? by = null,
        string note = ""
    ) =>
        new(
            Guid.CreateVersion7(),
            1,
            1,
            RecommendationKind.Downgrade,
            lane,
            note,
            status,
            "",
            7,
            "p7",
            name,
            "dana@example.test",
            "Maria Okafor",
            "Berlin",
            ["cloudCX3"],
            ["cloudCX1", "gc1WEMupgrade"],
            "No digital interactions in 60 days",
            Money.Of(25, "USD"),
            true,
            new DateOnly(2026, 11, 3),
            by is null ? null : "persona:" + by,
            by,
            null,
            null,
            null,
            mayDecide
        );
}

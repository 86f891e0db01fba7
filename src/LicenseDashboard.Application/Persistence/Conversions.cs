using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LicenseDashboard.Application.Persistence;

/// <summary>Instants are stored as UTC. Another kind is a bug in our code, so it throws instead of converting silently.</summary>
internal sealed class UtcConverter()
    : ValueConverter<DateTime, DateTime>(value => Checked(value), stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc))
{
    private static DateTime Checked(DateTime value) =>
        value.Kind == DateTimeKind.Utc ? value : throw new InvalidOperationException($"Only UTC instants are stored; got {value.Kind}.");
}

internal sealed class PersonIdConverter() : ValueConverter<PersonId, Guid>(id => id.Value, value => new PersonId(value));

internal sealed class RecommendationIdConverter()
    : ValueConverter<RecommendationId, Guid>(id => id.Value, value => new RecommendationId(value));

internal sealed class RemediationIdConverter() : ValueConverter<RemediationId, Guid>(id => id.Value, value => new RemediationId(value));

internal sealed class ReviewIdConverter() : ValueConverter<ReviewId, Guid>(id => id.Value, value => new ReviewId(value));

internal sealed class ExemptionIdConverter() : ValueConverter<ExemptionId, Guid>(id => id.Value, value => new ExemptionId(value));

internal sealed class ExemptionRuleIdConverter()
    : ValueConverter<ExemptionRuleId, Guid>(id => id.Value, value => new ExemptionRuleId(value));

internal sealed class RunIdConverter() : ValueConverter<RunId, Guid>(id => id.Value, value => new RunId(value));

internal sealed class DigestIdConverter() : ValueConverter<DigestId, Guid>(id => id.Value, value => new DigestId(value));

internal sealed class LeaverIdConverter() : ValueConverter<LeaverId, Guid>(id => id.Value, value => new LeaverId(value));

internal sealed class InvoiceIdConverter() : ValueConverter<InvoiceId, Guid>(id => id.Value, value => new InvoiceId(value));

using LicenseDashboard.Core.Reviews;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reviews;

internal static class ReviewTables
{
    public static void Configure(ModelBuilder model) =>
        model.Entity<MonthlyReview>(review =>
        {
            review.ToTable("Reviews").HasKey(r => r.Id);
            review.Property(r => r.Id).ValueGeneratedNever();
            review.Ignore(r => r.DueOn);

            // Makes a monthly review open once, no matter who opens it.
            review.HasIndex(r => new { r.PlatformKey, r.Month }).IsUnique();
        });
}

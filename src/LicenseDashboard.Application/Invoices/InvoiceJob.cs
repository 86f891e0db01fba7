using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Jobs;

namespace LicenseDashboard.Application.Invoices;

/// <summary>The vendor's invoices, after each usage import.</summary>
internal sealed class InvoiceJob(PullInvoices pull) : IJobWork
{
    public const string Name = "invoices";

    public JobPlan Plan { get; } = new(Name, "Invoices", JobCadence.AfterUsage);

    public async Task<string> RunAsync(JobContext context, CancellationToken ct) =>
        await pull.RunAsync(context.Viewer, context.Platform, ct) is { Length: > 0 } words
            ? words
            : "Genesys Cloud has no invoices to read.";
}

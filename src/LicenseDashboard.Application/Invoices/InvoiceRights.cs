using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Invoices;

internal static class InvoiceRights
{
    public static Refusal? MayNotSee(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.SeesMoney
            ? null
            : Refusal.Forbidden("Only FinOps, administrators, auditors, and tokens with the scope finance see invoices.");
    }

    public static Refusal? MayNotEdit(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.EditsMoney
            ? null
            : Refusal.Forbidden("Only FinOps, administrators, and tokens with the scope finance-write upload invoices.");
    }
}

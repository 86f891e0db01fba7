using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Remediation;

/// <summary>Why a transition of a <see cref="RemediationItem"/> is refused.</summary>
internal static class RemediationRefusals
{
    public static Refusal NotDue => new("not-due", "The change is being processed, or it is not due yet.");

    public static Refusal Held => new("not-due", "The change is being processed.");

    public static Refusal LeaseLost => new("lease-lost", "The change is being processed elsewhere.");

    public static Refusal GivesBack => new("wrong-state", "A failed restore can't be given up. Retry it.");

    public static Refusal WrongState(RemediationStatus status, string verb) =>
        new("wrong-state", $"This change is {RemediationWords.Of(status).Replace('-', ' ')}, so it can't be {verb}.");

    public static Refusal AlreadyWritten(RemediationStatus status) =>
        new(
            "already-written",
            status == RemediationStatus.Recalled
                ? "The request is already recalled. Tell the identity provider, and confirm here if nothing was changed."
                : "The change has already been sent to Genesys Cloud. Restore it instead."
        );
}

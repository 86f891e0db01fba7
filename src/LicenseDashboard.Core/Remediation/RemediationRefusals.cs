using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Remediation;

/// <summary>Why a transition of a <see cref="RemediationItem"/> is refused.</summary>
internal static class RemediationRefusals
{
    public static Refusal NotDue => new("not-due", "Another worker holds it, or it is not due yet.");

    public static Refusal Held => new("not-due", "Another worker holds it.");

    public static Refusal LeaseLost => new("lease-lost", "Another worker has taken it over.");

    public static Refusal GivesBack =>
        new("wrong-state", "A restore that failed can't be given up, because giving up means putting the grants back: retry it.");

    public static Refusal WrongState(RemediationStatus status, string verb) =>
        new("wrong-state", $"This remediation is {RemediationWords.Of(status)}, so it can't be {verb}.");

    public static Refusal AlreadyWritten(RemediationStatus status) =>
        new(
            "already-written",
            status == RemediationStatus.Recalled
                ? "The request was recalled already. Tell the identity provider, and confirm here if nothing was done."
                : "The change has been sent to the vendor; restore it instead."
        );
}

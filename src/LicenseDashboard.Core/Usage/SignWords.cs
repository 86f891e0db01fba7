namespace LicenseDashboard.Core.Usage;

/// <summary>Display names of activity signals.</summary>
public static class SignWords
{
    public static string Of(SignOfLife sign) =>
        sign switch
        {
            SignOfLife.Presence => "presence",
            SignOfLife.Interaction => "a handled interaction",
            SignOfLife.Login => "login",
            SignOfLife.TokenIssued => "an issued token",
            SignOfLife.BillableUsage => "billable usage",
        };
}

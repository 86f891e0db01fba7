namespace LicenseDashboard.Core.Usage;

/// <summary>Signs of life as people say them.</summary>
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

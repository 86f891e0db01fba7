namespace LicenseDashboard.Web.Recommendations;

/// <summary>The way back from the last decision, or the last many together.</summary>
/// <param name="Words">What was decided, as <c>18 approved, $570 a month</c>.</param>
/// <param name="Until">UTC; then it is too late.</param>
/// <param name="TakeBack">Undoes all of it.</param>
public sealed record UndoOffer(string Words, bool Many, DateTime Until, Func<Task> TakeBack);

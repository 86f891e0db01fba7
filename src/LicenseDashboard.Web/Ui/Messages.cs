namespace LicenseDashboard.Web.Ui;

/// <summary>
/// Messages at the bottom edge that say what was done, with Undo for a while where possible. <see cref="MessageStrip"/> shows them.
/// </summary>
internal sealed class Messages(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ReadFor = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan UndoFor = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _end = new();
    private readonly List<Message> _shown = [];

    public event Action? Changed;

    public IReadOnlyList<Message> Shown => _shown;

    public void Done(string words) => Show(new Message(words), ReadFor);

    /// <param name="refused">Why it was not done, which the page itself says; null if it was.</param>
    /// <param name="words">What was done. May be null only if it was refused.</param>
    public void DoneUnless(string? refused, string? words)
    {
        if (refused is null)
        {
            Done(words!);
        }
    }

    /// <param name="undo">Takes it back. The message goes with the first press.</param>
    /// <param name="verb">On the button.</param>
    public void Done(string words, Func<Task> undo, string verb = "Undo") => Show(new Message(words, verb, undo), UndoFor);

    /// <summary>Stays until it is closed.</summary>
    public void Failed(string words) => Show(new Message(words, isFailure: true), Timeout.InfiniteTimeSpan);

    public void Close(Message message)
    {
        if (_shown.Remove(message))
        {
            Changed?.Invoke();
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private void Show(Message message, TimeSpan stays)
    {
        _shown.Add(message);
        Changed?.Invoke();
        _ = CloseAsync(message, stays);
    }

    private async Task CloseAsync(Message message, TimeSpan after)
    {
        try
        {
            await Task.Delay(after, time, _end.Token);
            Close(message);
        }
        catch (OperationCanceledException)
        {
            // The tab was closed.
        }
    }

    /// <summary>One line at the lower edge; the same words twice are two lines.</summary>
    internal sealed class Message(string words, string? verb = null, Func<Task>? undo = null, bool isFailure = false)
    {
        public string Words => words;

        public string? Verb => verb;

        public Func<Task>? Undo => undo;

        public bool IsFailure => isFailure;
    }
}

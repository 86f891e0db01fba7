namespace LicenseDashboard.Core.Shared;

/// <summary>Why something was not done. The code is stable and meant for programs; the message is for people and says what to do.</summary>
public sealed record Refusal(string Code, string Message)
{
    /// <summary>The wrong field or parameter, as named on the wire; null if none in particular.</summary>
    public string? Field { get; init; }

    /// <summary>Everything that is wrong, if it was checked as a whole; null if <see cref="Message"/> says all of it.</summary>
    public IReadOnlyList<FieldProblem>? Fields { get; init; }

    public static Refusal NotFound(string message) => new("not-found", message);

    public static Refusal Forbidden(string message) => new("forbidden", message);

    public static Refusal Invalid(string message) => new("invalid", message);

    /// <param name="field">The wrong field, as named on the wire.</param>
    public static Refusal Invalid(string message, string field) => new("invalid", message) { Field = field };

    /// <summary>All reasons at once, each with its field.</summary>
    public static Refusal Invalid(IReadOnlyList<FieldProblem> problems) =>
        new("invalid", string.Join(' ', problems.Select(problem => problem.Message)))
        {
            Field = problems.Count == 1 ? problems[0].Field : null,
            Fields = problems,
        };

    public static Refusal Stale(string message) => new("stale", message);
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">As named on the wire, such as <c>lines[0].price</c>.</param>
/// <param name="Message">Begins with the field and says what to do.</param>
public sealed record FieldProblem(string Field, string Message);

/// <summary>A value or a refusal. Faults are exceptions, not outcomes.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"Refused: {Refusal.Code}.");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

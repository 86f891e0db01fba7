using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// A contract as typed into a form, a file or a request: anything may be missing or wrong. <see cref="ContractCheck"/> makes terms of it.
/// </summary>
public sealed class ContractDraft
{
    public string? Id { get; set; }

    public string? PoNumber { get; set; }

    public string? Currency { get; set; }

    public DateOnly? First { get; set; }

    public DateOnly? Last { get; set; }

    /// <summary>Null: no automatic renewal.</summary>
    public int? NoticeDays { get; set; }

    /// <summary>Null: 12.</summary>
    public int? RenewalMonths { get; set; }

    /// <summary>Null: overage is billed.</summary>
    public OverUse? OverUse { get; set; }

    /// <summary>Lowest charge of a period; null: none.</summary>
    public decimal? Minimum { get; set; }

    public List<LineDraft> Lines { get; } = [];

    /// <summary>What could not be read at all, such as a price that is no number. Nothing else is said about these fields.</summary>
    public List<FieldProblem> Unreadable { get; } = [];

    public static ContractDraft Of(ContractTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var draft = new ContractDraft
        {
            Id = terms.Id,
            PoNumber = terms.PoNumber,
            Currency = terms.Currency,
            First = terms.First,
            Last = terms.Last,
            NoticeDays = terms.NoticeDays,
            RenewalMonths = terms.RenewalMonths,
            OverUse = terms.OverUse,
            Minimum = terms.MinimumMicros == 0 ? null : Amount(terms.MinimumMicros),
        };
        draft.Lines.AddRange(terms.Lines.Select(LineDraft.Of));
        return draft;
    }

    internal static decimal? Amount(long? micros) => micros / (decimal)Money.UnitMicros;
}

/// <summary>A line as typed.</summary>
public sealed class LineDraft
{
    public string? Sku { get; set; }

    public LineBasis? Basis { get; set; }

    public int? Committed { get; set; }

    /// <summary>Null: 0.</summary>
    public int? Minimum { get; set; }

    /// <summary>Null: 0.</summary>
    public int? Included { get; set; }

    public decimal? Price { get; set; }

    public decimal? Overage { get; set; }

    public bool Cancellable { get; set; }

    public List<ChangeDraft> Changes { get; } = [];

    internal static LineDraft Of(LineTerms line)
    {
        var draft = new LineDraft
        {
            Sku = line.Sku,
            Basis = line.Basis,
            Committed = line.Committed,
            Minimum = line.Minimum,
            Included = line.Included,
            Price = ContractDraft.Amount(line.PriceMicros),
            Overage = ContractDraft.Amount(line.OverageMicros),
            Cancellable = line.Cancellable,
        };
        draft.Changes.AddRange(
            line.Changes.Select(change => new ChangeDraft
            {
                From = change.From,
                Committed = change.Committed,
                Minimum = change.Minimum,
                Included = change.Included,
                Price = ContractDraft.Amount(change.PriceMicros),
                Overage = ContractDraft.Amount(change.OverageMicros),
            })
        );
        return draft;
    }
}

/// <summary>A dated change as typed. Null: as before.</summary>
public sealed class ChangeDraft
{
    public DateOnly? From { get; set; }

    public int? Committed { get; set; }

    public int? Minimum { get; set; }

    public int? Included { get; set; }

    public decimal? Price { get; set; }

    public decimal? Overage { get; set; }
}

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// A session or a piece of one. Touching pieces join into the same session in any order, so that a day pulled again, or an older month
/// pulled later, ends like a single pull.
/// </summary>
internal readonly record struct SessionRow(long Start, int PersonKey, long End, int IdleTail) : IComparable<SessionRow>
{
    /// <summary>
    /// Sessions are cut at Sunday 00:00 UTC, so none is longer than a week, and looking for sessions that reach into a day only requires
    /// the week before. Peaks are not affected by the cut, because one piece ends in the second in which the next one starts.
    /// </summary>
    public const long Longest = 7 * 86400;

    private const long FirstSunday = 3 * 86400;

    public int CompareTo(SessionRow other) => Start != other.Start ? Start.CompareTo(other.Start) : PersonKey.CompareTo(other.PersonKey);

    /// <summary>The part within [from, to); null if there is none. Its idle tail is the part of the whole one's that lies within.</summary>
    public SessionRow? Within(long from, long to)
    {
        var (start, end) = (Math.Max(Start, from), Math.Min(End, to));
        return start < end ? new SessionRow(start, PersonKey, end, (int)Math.Clamp(end - (End - IdleTail), 0, end - start)) : null;
    }

    /// <summary>This and a later piece that touches or overlaps it.</summary>
    public SessionRow With(SessionRow later)
    {
        if (later.End <= End)
        {
            // Inside this one: work there ends the idle tail, idleness changes nothing.
            var workedUntil = later.End - later.IdleTail;
            return workedUntil <= later.Start ? this : this with { IdleTail = (int)Math.Min(IdleTail, End - workedUntil) };
        }

        var idleFrom = later.End - later.IdleTail;
        if (idleFrom <= later.Start && idleFrom <= End)
        {
            // Idle throughout: continues this one's own tail.
            idleFrom = Math.Min(End, Math.Max(Start, End - IdleTail));
        }

        return new SessionRow(Start, PersonKey, later.End, (int)(later.End - idleFrom));
    }

    /// <summary>One person's pieces in order of start, joined and cut at weeks.</summary>
    public static IEnumerable<SessionRow> Joined(IEnumerable<SessionRow> pieces)
    {
        SessionRow? open = null;
        foreach (var piece in pieces)
        {
            if (open is { } held && held.PersonKey == piece.PersonKey && piece.Start <= held.End)
            {
                open = held.With(piece);
                continue;
            }

            foreach (var done in Cut(open))
            {
                yield return done;
            }

            open = piece;
        }

        foreach (var done in Cut(open))
        {
            yield return done;
        }
    }

    private static IEnumerable<SessionRow> Cut(SessionRow? session)
    {
        for (var from = session?.Start ?? 0; session is { } whole && from < whole.End; )
        {
            var to = Math.Min(whole.End, FirstSunday + ((((from - FirstSunday) / Longest) + 1) * Longest));
            yield return whole.Within(from, to)!.Value;
            from = to;
        }
    }
}

using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.Writes;

/// <summary>Carries out changes one at a time, and keeps them in the journal before it answers.</summary>
internal sealed class AccountWriter(Organization organization, SimulatedClock clock, TimeSpan licenseDelay, StateFile? file)
{
    private readonly Lock _turn = new();
    private readonly List<JournalEntry> _journal = [];

    public IReadOnlyList<JournalEntry> Journal
    {
        get
        {
            lock (_turn)
            {
                return [.. _journal];
            }
        }
    }

    public void Write(JournalEntry entry)
    {
        lock (_turn)
        {
            file?.Append(entry);
            Apply(entry, licenseDelay);
            _journal.Add(entry);
        }
    }

    /// <summary>Changes of an earlier life: their licences have followed long ago.</summary>
    public void Replay(IEnumerable<JournalEntry> entries, Action<JournalEntry> unknown)
    {
        lock (_turn)
        {
            foreach (var entry in entries)
            {
                if (organization.Find(entry.Subject) is null && organization.FindGroup(entry.Subject) is null)
                {
                    unknown(entry);
                    continue;
                }

                Apply(entry, TimeSpan.Zero);
                _journal.Add(entry);
            }
        }
    }

    private void Apply(JournalEntry entry, TimeSpan delay)
    {
        if (entry.Change == JournalEntry.LogOut)
        {
            return;
        }

        if (organization.Find(entry.Subject) is { } person)
        {
            var before = person.Account;
            Change(person, entry.Change == "state" ? WithState(before, entry) : before with { Grants = Changed(before.Grants, entry), Version = before.Version + 1 }, delay);
        }
        else if (organization.FindGroup(entry.Subject) is { } group)
        {
            var seats = group.Members.ConvertAll(member => organization.LicensesOf(member, clock.Elapsing));
            group.Grants = Changed(group.Grants, entry);
            for (var i = 0; i < seats.Count; i++)
            {
                var account = group.Members[i].Account;
                group.Members[i].Account = account with { OldLicenses = seats[i], LicensesFrom = clock.Elapsing + delay };
            }
        }
    }

    private void Change(Person person, Account after, TimeSpan delay)
    {
        var visible = organization.LicensesOf(person, clock.Elapsing);
        person.Account = after with { OldLicenses = visible, LicensesFrom = clock.Elapsing + delay };
    }

    /// <summary>Setting somebody inactive takes the direct grants for good; what comes through a group is back with the person.</summary>
    private static Account WithState(Account before, JournalEntry entry) => before with
    {
        State = entry.State!,
        Version = before.Version + 1,
        Reason = entry.Reason,
        ChangedAt = entry.At,
        Grants = entry.State == "active" ? before.Grants : [],
    };

    private static IReadOnlyList<Grant> Changed(IReadOnlyList<Grant> grants, JournalEntry entry)
    {
        var named = entry.Grants.Select(grant => new Grant(grant.RoleId, grant.DivisionId));
        return entry.Change switch
        {
            "add" => [.. grants.Union(named)],
            "remove" => [.. grants.Except(named)],
            _ => [.. named.Distinct()],
        };
    }
}

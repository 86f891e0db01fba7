using LicenseDashboard.Simulator.Billing;
using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.Writes;

/// <summary>Applies changes one at a time, and writes them to the journal before it answers.</summary>
internal sealed class AccountWriter(
    Organization organization,
    SimulatedClock clock,
    LicensePast past,
    LicenseDelay licenseDelay,
    StateFile? file
)
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

    /// <summary>Changes from before this start, whose licenses followed long ago.</summary>
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

                Apply(entry, LicenseDelay.None);
                _journal.Add(entry);
            }
        }
    }

    /// <summary>Removes a role or division together with every grant that names it; licenses follow at once.</summary>
    public void EndGrants(Action end, Func<Grant, bool> names)
    {
        lock (_turn)
        {
            end();
            foreach (var group in organization.Groups)
            {
                group.Grants = [.. group.Grants.Where(grant => !names(grant))];
            }

            foreach (var person in organization.People.Where(person => person.Account.Grants.Any(names)))
            {
                person.Account = person.Account with { Grants = [.. person.Account.Grants.Where(grant => !names(grant))] };
            }
        }
    }

    private void Apply(JournalEntry entry, LicenseDelay delay)
    {
        if (entry.Change == JournalEntry.LogOut)
        {
            return;
        }

        if (organization.Find(entry.Subject) is { } person)
        {
            var before = person.Account;
            var after =
                entry.Change == "state"
                    ? WithState(before, entry)
                    : before with
                    {
                        Grants = Changed(before.Grants, entry),
                        Version = before.Version + 1,
                    };
            past.Note(person, entry.At, organization.LicensesOf(person, clock.Elapsing));
            person.Account = Delayed(person, after, delay);
        }
        else if (organization.FindGroup(entry.Subject) is { } group)
        {
            var before = group.Members.ConvertAll(member => Delayed(member, member.Account, delay));
            group.Members.ForEach(member => past.Note(member, entry.At, organization.LicensesOf(member, clock.Elapsing)));
            group.Grants = Changed(group.Grants, entry);
            for (var i = 0; i < before.Count; i++)
            {
                group.Members[i].Account = before[i];
            }
        }
    }

    /// <summary>The account from now on, with what both license routes return until they follow.</summary>
    private Account Delayed(Person person, Account after, LicenseDelay delay)
    {
        var now = clock.Elapsing;
        var (own, listed) = delay.Of(person.Id, _journal.Count);
        return after with
        {
            OldLicenses = organization.LicensesOf(person, now),
            LicensesFrom = now + own,
            OldListed = organization.ListedLicensesOf(person, now),
            ListedFrom = now + listed,
        };
    }

    /// <summary>Setting a person inactive removes the direct grants for good; grants through groups return with the person.</summary>
    private static Account WithState(Account before, JournalEntry entry) =>
        before with
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

using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.Generation;

/// <summary>When one person works. Everything is computed from the person's number and the day.</summary>
internal sealed record Habits(Archetype Kind, ulong Key, int StartMinute, int Minutes, int Weekdays, int Phase)
{
    private const int LeaveCycle = 240;
    private const int LeaveDays = 96;

    public static Habits For(ulong seed, ulong key, Archetype kind, bool partTime, bool frontline, int phase)
    {
        var dice = Dice.For(seed, key);
        var start = frontline ? new[] { 7 * 60, 9 * 60, 12 * 60 }[dice.Below(3)] : 9 * 60;
        var weekdays = 0b0111110;
        if (frontline && dice.Chance(0.3))
        {
            var off = dice.Below(7);
            weekdays = 0b1111111 & ~(1 << off) & ~(1 << ((off + 1) % 7));
        }

        if (partTime)
        {
            weekdays = dice.Chance(0.5) ? 0b0001110 : 0b0111000;
        }

        return new Habits(kind, Dice.Mix(seed ^ Dice.Mix(key)), start, partTime ? 300 : 480, weekdays, phase);
    }

    /// <summary>The published shift: weekdays, seasons, leave, holidays and vacation are known in advance, illness is not.</summary>
    public bool IsPlanned(Person person, DateOnly day)
    {
        if (day < person.HiredOn || day > person.LeftOn)
        {
            return false;
        }

        if (Kind.Rhythm == Rhythm.Rare)
        {
            return (day.DayNumber + Phase) % 14 == 0;
        }

        return (Weekdays & (1 << (int)day.DayOfWeek)) != 0
            && !Holidays.IsHoliday(person.Site.Country, day)
            && !IsAway(day)
            && !OnVacation(day);
    }

    public bool Works(Person person, DateOnly day) => IsPlanned(person, day) && !Dice.For(Key, 1, (ulong)day.DayNumber).Chance(0.03);

    /// <summary>Away for months because of leave or the end of the season.</summary>
    public bool IsAway(DateOnly day) =>
        Kind.Rhythm switch
        {
            Rhythm.Leave => LeaveDay(day) < LeaveDays,
            Rhythm.WinterEven => !IsWinter(day, 0),
            Rhythm.WinterOdd => !IsWinter(day, 1),
            _ => false,
        };

    /// <summary>The first day of the absence that includes <paramref name="day"/>.</summary>
    public DateOnly AwaySince(DateOnly day) =>
        Kind.Rhythm == Rhythm.Leave
            ? day.AddDays(-LeaveDay(day))
            : new DateOnly(day >= new DateOnly(day.Year, 1, 21) ? day.Year : day.Year - 1, 1, 21);

    /// <summary>True about every <paramref name="period"/> days. Periods coprime to 7 reach every weekday.</summary>
    public bool Falls(DateOnly day, int period, int salt = 0) => (day.DayNumber + Phase + salt) % period == 0;

    private int LeaveDay(DateOnly day) => (day.DayNumber + Phase) % LeaveCycle;

    private static bool IsWinter(DateOnly day, int parity)
    {
        var year = day.Month == 12 ? day.Year + 1 : day.Year;
        return year % 2 == parity && (day.Month == 12 || day < new DateOnly(day.Year, 1, 21));
    }

    private bool OnVacation(DateOnly day)
    {
        var half = (day.Year * 2) + (day.Month > 6 ? 1 : 0);
        var first = new DateOnly(day.Year, day.Month > 6 ? 7 : 1, 1).AddDays(Dice.For(Key, 2, (ulong)half).Below(165));
        return day >= first && day < first.AddDays(12);
    }
}

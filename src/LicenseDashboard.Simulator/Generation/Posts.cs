namespace LicenseDashboard.Simulator.Generation;

/// <summary>A position in the organization.</summary>
/// <param name="Number">Depends on size and seed only; seeds the person's random numbers.</param>
/// <param name="Manager">The number of the post above, or -1.</param>
internal sealed record Post(int Number, Archetype Kind, int Site, int Manager, bool Frontline)
{
    public DemoPerson? Persona { get; init; }

    /// <summary>Number of this post among the office posts of its kind, from 1.</summary>
    public int Nth { get; init; }

    /// <summary>Offset in days within the common cycle at which this post is refilled, or at which a leave begins.</summary>
    public int? Phase { get; init; }
}

/// <summary>Builds the reporting line: heads of sites, operations managers, team leads, agents, and the offices beside them.</summary>
internal static class Posts
{
    private const int TeamSize = 12;

    public static IReadOnlyList<Post> Lay(ulong seed, int agents, int sites)
    {
        var posts = new List<Post>();
        var leads = Math.Max(1, agents / (TeamSize + 1));
        var managers = Math.Max(1, leads / 8);
        for (var head = 0; head < sites; head++)
        {
            posts.Add(
                new Post(posts.Count, Archetypes.RegionalHead, head, -1, false) { Persona = head == 0 ? DemoPeople.RegionalHead : null }
            );
        }

        var firstManager = posts.Count;
        for (var i = 0; i < managers; i++)
        {
            var head = posts[i % sites];
            posts.Add(new Post(posts.Count, Archetypes.OperationsManager, head.Site, head.Number, false));
        }

        var firstLead = posts.Count;
        for (var i = 0; i < leads; i++)
        {
            var manager = posts[firstManager + (i % managers)];
            var kind =
                i == 0
                    ? Archetypes.PlanningLead
                    : (i % 4) switch
                    {
                        0 => Archetypes.IdlePlanningLead,
                        1 => Archetypes.PlanningLead,
                        _ => Archetypes.Lead,
                    };
            posts.Add(new Post(posts.Count, kind, manager.Site, manager.Number, false) { Persona = i == 0 ? DemoPeople.TeamLead : null });
        }

        posts.Add(new Post(posts.Count, Archetypes.FinOps, 0, -1, false) { Persona = DemoPeople.FinOps });
        posts.Add(new Post(posts.Count, Archetypes.Administrator, 0, -1, false) { Persona = DemoPeople.Administrator });
        posts.Add(new Post(posts.Count, Archetypes.Auditor, 0, -1, false) { Persona = DemoPeople.Auditor });
        foreach (var (kind, perThousand) in Archetypes.Office)
        {
            for (var i = 0; i < agents * perThousand / 1000; i++)
            {
                posts.Add(new Post(posts.Count, kind, i % sites, i % sites, false) { Nth = i + 1 });
            }
        }

        AddFrontline(posts, seed, agents - posts.Count, firstLead, leads);
        return posts;
    }

    private static void AddFrontline(List<Post> posts, ulong seed, int count, int firstLead, int leads)
    {
        var kinds = Shares(Math.Max(0, count));
        var counts = kinds.GroupBy(kind => kind).ToDictionary(group => group.Key, group => group.Count());
        var seen = new Dictionary<Archetype, int>();
        var order = Enumerable.Range(0, kinds.Count).OrderBy(i => Dice.For(seed, 11, (ulong)i).Next()).Select(i => kinds[i]);
        foreach (var kind in order)
        {
            // Posts with the same rhythm are spread evenly over its cycle, so that on every day some have just begun and some have just
            // ended.
            var nth = seen[kind] = seen.GetValueOrDefault(kind) + 1;
            int? phase = kind.Rhythm switch
            {
                Rhythm.Turnover => nth * kind.TurnoverDays / counts[kind],
                Rhythm.Leave => nth * 240 / counts[kind],
                _ => null,
            };
            var lead = posts[firstLead + ((posts.Count - firstLead) % leads)];
            posts.Add(new Post(posts.Count, kind, lead.Site, lead.Number, true) { Phase = phase });
        }
    }

    /// <summary>Whole numbers in the given proportions, rounded so that they add up.</summary>
    private static List<Archetype> Shares(int count)
    {
        var total = Archetypes.Frontline.Sum(share => share.Weight);
        var kinds = new List<Archetype>(count);
        var sum = 0;
        foreach (var (kind, weight) in Archetypes.Frontline)
        {
            sum += weight;
            while (kinds.Count < count * (long)sum / total)
            {
                kinds.Add(kind);
            }
        }

        return kinds;
    }
}

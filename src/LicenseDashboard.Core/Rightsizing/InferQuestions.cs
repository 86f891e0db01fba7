namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A role set to ask the vendor's infer about.</summary>
/// <param name="Hash">The <see cref="RoleSetHash"/> under which the answer is stored.</param>
public sealed record InferQuestion(string Hash, IReadOnlyList<string> RoleIds);

/// <summary>The role sets to ask infer about: those that are held now or left by a plan and that a verdict waits for.</summary>
public static class InferQuestions
{
    /// <summary>Maximum number of new questions per run.</summary>
    public const int MostARun = 100;

    /// <summary>Sets with the most people first, then by hash.</summary>
    public static IEnumerable<InferQuestion> Of(IEnumerable<Verdict> verdicts) => Ordered(verdicts.SelectMany(verdict => verdict.AskInfer));

    /// <summary>
    /// Every set that an active person holds now, in the same order. Under a contract that counts people who are there at the same time,
    /// the answers say who holds which license.
    /// </summary>
    public static IEnumerable<InferQuestion> Held(OrganizationFacts organization, IEnumerable<PersonFacts> people)
    {
        ArgumentNullException.ThrowIfNull(organization);
        var present = organization.Roles.Select(role => role.Id).ToHashSet(StringComparer.Ordinal);
        var byGroup = organization.Groups.ToDictionary(group => group.Id, group => group.RoleIds.ToList(), StringComparer.Ordinal);
        return Ordered(
            people
                .Where(person => person.IsActive && person.GroupIds is not null)
                .Select(person =>
                    person
                        .Grants.Select(grant => grant.RoleId)
                        .Concat(person.GroupIds!.SelectMany(group => byGroup.GetValueOrDefault(group, [])))
                        .Where(present.Contains)
                        .Distinct(StringComparer.Ordinal)
                        .Order(StringComparer.Ordinal)
                        .ToList()
                )
                .Where(roles => roles.Count > 0)
        );
    }

    private static IEnumerable<InferQuestion> Ordered(IEnumerable<IReadOnlyList<string>> sets) =>
        sets.Select(roles => new InferQuestion(RoleSetHash.Of(roles), roles))
            .GroupBy(question => question.Hash)
            .OrderByDescending(asked => asked.Count())
            .ThenBy(asked => asked.Key, StringComparer.Ordinal)
            .Select(asked => asked.First());
}

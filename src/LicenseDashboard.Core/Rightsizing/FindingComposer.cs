using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Assembles a finding: dropped features, lane, reason, saving, plan and evidence.</summary>
internal sealed class FindingComposer(
    OrganizationFacts organization,
    DateOnly asOf,
    PermissionBook book,
    FeatureWindows windows,
    IReadOnlyList<IGuard> guards
)
{
    private readonly Evidence _evidence = new();
    private readonly Dictionary<(Plan, PersonAccess), IReadOnlyList<PermissionLoss>> _lost = [];
    private readonly StreamFacts _presence = organization.Streams.GetValueOrDefault(StreamFacts.Presence) ?? new StreamFacts();

    public Finding Compose(
        PersonFacts person,
        PersonAccess access,
        in Question question,
        Answer answer,
        PersonFeatures features,
        Life life,
        IReadOnlyList<string> notes
    )
    {
        var catalogue = organization.Catalogue;
        var (held, target, plan) = (question.Held, answer.Target, answer.Plan);
        var looked = windows.Of(person);
        var dropped = held.Features.Except(target.Features);
        var (loses, part) = (plan?.Loses ?? FeatureSet.Empty, plan?.LosesPart ?? FeatureSet.Empty);
        var givenUp = dropped | loses;
        var unknown = features.Unknown & (held.Features | givenUp);
        List<PlanChange> nearest = answer.Nearest is { } near ? ChangesOf(person, near) : [];
        var proposal = new Proposal
        {
            Held = held,
            Required = question.Required,
            Explicit = answer.Explicit,
            GivenUp =
            [
                .. looked
                    .Where(window => givenUp.Has(window.Index))
                    .Select(window => new GivenUp(
                        window,
                        features.LastUsedOn(window),
                        features.IsWeak(window),
                        dropped.Has(window.Index),
                        part.Has(window.Index)
                    )),
            ],
            Unknown = unknown.IsEmpty ? [] : [.. looked.Where(window => unknown.Has(window.Index))],
            HasPlan = plan is not null,
            RolesConfirmed = question.Access.All.Confirmed,
            PlanConfirmed = plan?.Remaining.Confirmed ?? true,
            Unseen = plan is null ? [] : book.Texts(plan.Unseen),
            InTheWay = answer.InTheWay,
            Nearest = nearest.Count > 0 ? string.Join(" and ", nearest) : null,
            FirstSnapshotOn = organization.FirstSnapshotOn,
            Presence = _presence,
        };
        var objections = Objections(person, proposal);
        var involved = held.Ids.Union(target.Ids).ToList();
        var finding = new Finding
        {
            PersonKey = person.Key,
            Life = life,
            Held = held.Ids,
            DataNotes = notes,
            Features = features.ToFacts(),
            Kind = answer.Kind,
            Lane = objections.Count == 0 ? Lane.Ready : objections.Max(reason => reason.Lane),
            LaneReasons = objections.Count < 2 ? objections : [.. objections.OrderByDescending(reason => reason.Lane)],
            Target = target.Ids,
            Saving = new Money(held.ListPrice - target.ListPrice, catalogue.Currency),
            ContractedPrice = involved.Exists(catalogue.IsContracted),
            AssumedPrice = involved.Exists(id => catalogue.Find(id) is { AssumedPrice: true }),
            Reason = Reasons.Of(catalogue, answer.Kind, target, proposal.GivenUp),
            Explicit = answer.Explicit,
            Unknown = held.Unknown,
            Required = question.Required.Keys(catalogue),
            Dropped = dropped.Keys(catalogue),
            GivenUp = givenUp.Keys(catalogue),
            Plan = plan is null ? null : ChangesOf(person, plan),
            Lost = plan is null ? [] : LostBy(plan, access),
            NearestPlan = nearest,
            NearestLoses = answer.Nearest is { } lacking ? LostBy(lacking, access) : [],
            AskInfer = ToAsk(question.Access.All, plan?.Remaining),
            Unseen = proposal.Unseen,
            InTheWay = answer.InTheWay,
            EvidenceHash = "",
        };
        return finding with { EvidenceHash = _evidence.Hash(finding, person) };
    }

    private List<LaneReason> Objections(PersonFacts person, Proposal proposal)
    {
        List<LaneReason> objections = [];
        foreach (var guard in guards)
        {
            if (guard.Check(person, proposal, asOf) is { } objection)
            {
                objections.Add(new(guard.Code, objection.Lane, objection.Words));
            }
        }

        return objections;
    }

    private static IReadOnlyList<IReadOnlyList<string>> ToAsk(RoleSet held, RoleSet? remaining)
    {
        IReadOnlyList<IReadOnlyList<string>> now = held.Confirmed ? [] : [RoleIds(held)];
        return remaining is null or { Confirmed: true } ? now : [.. now, RoleIds(remaining)];
    }

    public static IReadOnlyList<string> RoleIds(RoleSet set) => [.. set.Roles.Select(role => role.Id)];

    /// <summary>Cached for people with the same access.</summary>
    private IReadOnlyList<PermissionLoss> LostBy(Plan plan, PersonAccess access)
    {
        if (!_lost.TryGetValue((plan, access), out var lost))
        {
            lost = [.. book.Indices(plan.Lost).Select(index => new PermissionLoss(book.Text(index), DivisionsOf(index)))];
            _lost[(plan, access)] = lost;
        }

        return lost;

        List<string> DivisionsOf(int index) =>
            [.. access.Divisions.Where((_, place) => plan.LostIn[place].Has(index)).SelectMany(ids => ids).Order(StringComparer.Ordinal)];
    }

    private static List<PlanChange> ChangesOf(PersonFacts person, Plan plan) =>
        [.. plan.Changes.Select(change => ChangeOf(person, change))];

    private static PlanChange ChangeOf(PersonFacts person, Change change)
    {
        string[] divisions = [.. Divisions(person, change.Taken).Order(StringComparer.Ordinal)];
        return change.New is not { } role
            ? new(PlanAction.Remove, change.Taken.Id, change.Taken.Name, null, null, divisions, [])
            : new(
                PlanAction.Swap,
                change.Taken.Id,
                change.Taken.Name,
                role.Id,
                role.Name,
                divisions,
                [.. divisions.Except(Divisions(person, role), StringComparer.Ordinal)]
            );
    }

    private static IEnumerable<string> Divisions(PersonFacts person, Role role) =>
        person.Grants.Where(grant => grant.RoleId == role.Id).SelectMany(grant => grant.Divisions).Distinct(StringComparer.Ordinal);
}

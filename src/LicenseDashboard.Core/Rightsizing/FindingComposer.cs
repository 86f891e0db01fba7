using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Puts a finding together: what is dropped, the lane that the guards allow, reason, saving, plan and evidence.</summary>
internal sealed class FindingComposer(OrganizationFacts organization, DateOnly asOf, PermissionBook book, FeatureWindows windows, IReadOnlyList<IGuard> guards)
{
    private readonly Evidence _evidence = new();

    public Finding Compose(PersonFacts person, in Question question, Answer answer, PersonFeatures features, Life life, IReadOnlyList<string> notes)
    {
        var catalogue = organization.Catalogue;
        var (held, target, plan) = (question.Held, answer.Target, answer.Plan);
        var looked = windows.Of(person);
        var gone = held.Features.Except(target.Features);
        var unknown = features.Unknown & held.Features;
        var proposal = new Proposal
        {
            Held = held,
            Required = question.Required,
            Explicit = answer.Explicit,
            Dropped = [.. looked.Where(window => gone.Has(window.Index)).Select(window => new Dropped(window, features.LastUsedOn(window), features.IsWeak(window)))],
            Unknown = unknown.IsEmpty ? [] : [.. looked.Where(window => unknown.Has(window.Index))],
            HasPlan = plan is not null,
            PlanConfirmed = plan?.Remaining.Confirmed ?? true,
            Unseen = plan is null ? [] : book.Texts(plan.Unseen),
            InTheWay = answer.InTheWay,
            FirstSnapshotOn = organization.FirstSnapshotOn,
            HistoryFrom = windows.HistoryFrom(person.Division),
            PresenceFirstDay = organization.PresenceFirstDay,
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
            Reason = Reasons.Of(catalogue, answer.Kind, target, proposal.Dropped),
            Explicit = answer.Explicit,
            Unknown = held.Unknown,
            Required = question.Required.Keys(catalogue),
            Dropped = gone.Keys(catalogue),
            Plan = plan is null ? null : [.. plan.Changes.Select(change => ChangeOf(person, change))],
            AskInfer = proposal.PlanConfirmed ? null : [.. plan!.Remaining.Roles.Select(role => role.Id)],
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

    private static PlanChange ChangeOf(PersonFacts person, Change change)
    {
        string[] divisions = [.. Divisions(person, change.Taken).Order(StringComparer.Ordinal)];
        return change.New is not { } role
            ? new(PlanAction.Remove, change.Taken.Id, change.Taken.Name, null, null, divisions, [])
            : new(PlanAction.Swap, change.Taken.Id, change.Taken.Name, role.Id, role.Name, divisions, [.. divisions.Except(Divisions(person, role), StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Divisions(PersonFacts person, Role role) =>
        person.Grants.Where(grant => grant.RoleId == role.Id).SelectMany(grant => grant.Divisions).Distinct(StringComparer.Ordinal);
}

using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing.Guards;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// One run of the rules for an organization on one day. Pure: facts in, verdicts out, no clock, no I/O, independent of the order of
/// people. Shared results (roles, licenses, windows, targets) are computed once and cached, so create an instance per run. Not
/// thread-safe.
/// </summary>
public sealed class Evaluation
{
    private readonly OrganizationFacts _organization;
    private readonly Catalogue _catalogue;
    private readonly DateOnly _asOf;
    private readonly LicenseReader _reader;
    private readonly AccessBook _access;
    private readonly CoveringTarget _targets;
    private readonly FeatureWindows _windows;
    private readonly LifeOfPerson _life;
    private readonly FindingComposer _findings;
    private readonly int _administration;
    private readonly int _guard;

    public Evaluation(OrganizationFacts organization, DateOnly today, RightsizingOptions? limits = null)
    {
        _organization = organization;
        _catalogue = organization.Catalogue;
        _asOf = today;
        var book = new PermissionBook(
            organization
                .Roles.SelectMany(role => role.Permissions)
                .Concat(organization.Definitions.SelectMany(definition => definition.Permissions))
                .Append(_catalogue.GuardPermission)
                .Append(_catalogue.AdminPermission)
        );
        _reader = new LicenseReader(_catalogue, organization.Definitions);
        var features = _catalogue.Features.Select(feature => book.Matching(feature.Permissions)).ToList();
        var watched = features.Aggregate(book.Held(_catalogue.HarmlessPermissions), (all, feature) => all | feature);
        var candidates = new Candidates(_reader);
        var roles = new RoleBook(organization, book);
        var sets = new RoleSets(
            roles,
            book,
            new WhatIf(_reader, candidates, book, organization.Definitions),
            _reader,
            organization.InferAnswers
        );
        _access = new AccessBook(organization, roles, sets, features);
        _guard = book.IndexOf(_catalogue.GuardPermission);
        var plans = new Plans(roles, sets, features, watched, _guard);
        _targets = new CoveringTarget(_catalogue, candidates, plans, sets, roles);
        _windows = new FeatureWindows(organization, today);
        _life = new LifeOfPerson(organization, today, _windows);
        _findings = new FindingComposer(organization, today, book, _windows, GuardCatalogue.For(limits ?? new RightsizingOptions()));
        _administration = FeatureSet.IndexOf(_catalogue, "administration");
    }

    public Verdict Evaluate(PersonFacts person)
    {
        var held = _reader.Read(person.Skus.Select(sku => sku.Id));
        var granted = _access.Of(person);
        var access = granted.Access;
        var features = new PersonFeatures(person, _windows.Of(person), access.Permitted, _asOf);
        var life = _life.Of(person);
        if (Excluded(person, held, access, life) is { } reason)
        {
            return None(person, held, features, life, reason.Reason, [.. held.Faults, .. reason.Notes]);
        }

        var required = features.Used | access.Pinned | PinnedByTitle(person) | (features.Unknown & held.Features);
        List<string> notes =
        [
            .. held.Faults,
            .. access.Notes,
            .. (features.Used.Except(held.Features))
                .Keys(_catalogue)
                .Select(key => $"uses {FeatureWords.Of(key)}, which {SkuWords.Names(held.Ids)} does not include"),
        ];
        var question = new Question(
            access,
            held,
            required,
            _administration >= 0 && !features.Used.Has(_administration) && !features.Unknown.Has(_administration),
            person.Key == _organization.ClientOwner,
            GuardNeededIn(person.Key, granted)
        );
        if (_targets.Solve(question) is not { } answer)
        {
            return None(person, held, features, life, NoFindingReason.NothingCheaper, notes) with { AskInfer = ToAsk(held, access.All) };
        }

        var finding = _findings.Compose(person, granted, question, answer, features, life, [.. notes, .. answer.Notes]);
        return person.SuppressedUntil.TryGetValue(finding.Kind, out var until) && _asOf < until
            ? None(person, held, features, life, NoFindingReason.Suppressed, finding.DataNotes) with
            {
                Suppressed = finding,
                AskInfer = finding.AskInfer,
            }
            : finding;
    }

    /// <summary>The first reason that applies, in the order not-active, no-base, inactive, only-tokens, data-fault.</summary>
    private static (NoFindingReason Reason, IReadOnlyList<string> Notes)? Excluded(
        PersonFacts person,
        HeldLicense held,
        Access access,
        Life life
    )
    {
        if (!person.IsActive)
        {
            return (NoFindingReason.NotActive, []);
        }

        if (held.Base is null)
        {
            return (NoFindingReason.NoBase, []);
        }

        if (life == Life.Inactive)
        {
            return (NoFindingReason.Inactive, []);
        }

        if (life == Life.OnlyTokens)
        {
            return (NoFindingReason.OnlyTokens, []);
        }

        return FaultOf(person, held, access) is { } fault ? (NoFindingReason.DataFault, [fault]) : null;
    }

    /// <summary>Rule 0: according to the vendor the roles imply more than is held, or what they imply is unknown.</summary>
    private static string? FaultOf(PersonFacts person, HeldLicense held, Access access)
    {
        if (person.GroupIds is null)
        {
            return "Genesys Cloud did not list the groups of this person; roles by group are unknown";
        }

        if (access.UnknownRoles.Count > 0)
        {
            return $"holds roles that the organization does not list: {string.Join(", ", access.UnknownRoles)}";
        }

        return access.All.Confirmed ? FaultOf(held, access.All.Inferred) : null;
    }

    private static string? FaultOf(HeldLicense held, HeldLicense inferred)
    {
        if (inferred.Base is { } implied && implied.Rank > held.Base!.Rank)
        {
            return $"the roles imply {SkuWords.Name(implied.Id)}, but {SkuWords.Name(held.Base.Id)} is held";
        }

        return inferred.Base == held.Base && inferred.Ids.Where(id => !held.Listed.Contains(id)).ToList() is { Count: > 0 } missing
            ? $"the roles imply {SkuWords.Names(missing)}, which is not held"
            : null;
    }

    /// <summary>The current roles, if only the vendor's answer can turn the estimate into a fault or an explicit SKU.</summary>
    private static IReadOnlyList<IReadOnlyList<string>> ToAsk(HeldLicense held, RoleSet roles) =>
        roles.Confirmed || (FaultOf(held, roles.Inferred) is null && CoveringTarget.ExplicitOf(held, roles.Inferred).Count == 0)
            ? []
            : [FindingComposer.RoleIds(roles)];

    private string GuardNeededIn(int person, PersonAccess granted)
    {
        var needed = "";
        for (var i = 0; i < granted.Divisions.Count; i++)
        {
            if (
                granted.Access.Places[i].Granted.Held.Has(_guard)
                && granted.Divisions[i].Any(division => _organization.GuardHolders.IsNeeded(division, person))
            )
            {
                needed += (char)i;
            }
        }

        return needed;
    }

    private static NoFinding None(
        PersonFacts person,
        HeldLicense held,
        PersonFeatures features,
        Life life,
        NoFindingReason reason,
        IReadOnlyList<string> notes
    ) =>
        new()
        {
            PersonKey = person.Key,
            Life = life,
            Held = held.Ids,
            DataNotes = notes,
            Features = features.ToFacts(),
            Reason = reason,
        };

    private FeatureSet PinnedByTitle(PersonFacts person) =>
        person.Title is null || _catalogue.Pins.Count == 0
            ? FeatureSet.Empty
            : FeatureSet.Of(_catalogue, _catalogue.Pins.Where(pin => pin.Title == person.Title).SelectMany(pin => pin.Features));
}

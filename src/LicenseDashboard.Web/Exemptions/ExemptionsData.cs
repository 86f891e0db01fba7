using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.People;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Exemptions;

/// <param name="MaySet">True if the viewer may change what the page shows.</param>
/// <param name="MaySeeHistory">True if the viewer may see who changed it.</param>
/// <param name="All">Number of exemptions without any filter.</param>
/// <param name="Seasons">Read for the season forecast only.</param>
/// <param name="Page">Read for the list of people only; so is <paramref name="Expiring"/>.</param>
/// <param name="Rules">Read for the list of rules only.</param>
internal sealed record ExemptionsRead(
    bool MaySet,
    bool MaySeeHistory,
    bool SeesEveryone,
    IReadOnlyList<TagRow> Tags,
    int All,
    IReadOnlyList<BurstForecast> Seasons,
    PagedResult<ExemptionRow>? Page,
    int Expiring,
    IReadOnlyList<RuleRow> Rules
);

/// <summary>The reads of the Exemptions page. It shows a single platform, because tags and seasons belong to one.</summary>
internal sealed class ExemptionsData(
    CurrentViewer viewers,
    PlatformKeys platforms,
    TagList tags,
    ExemptionList exemptions,
    RuleList rules,
    BurstForecasts forecasts,
    SeatHolders people,
    RuleValues values,
    ListViews views
)
{
    public const int Hits = 6;
    private const int MostValues = 20;

    public string PlatformOr(string? chosen) => chosen is not null && platforms.Has(chosen) ? chosen : platforms.First;

    public async Task<ExemptionsRead> ReadAsync(ExemptionsQuery query, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var all = await exemptions.RunAsync(viewer, new ExemptionFilter { Platform = query.Platform }, new Page(1, 1), ct);
        var isPeople = query.View == ExemptionsView.People;
        return new ExemptionsRead(
            viewer.MayOperate,
            viewer.Has(ViewerRoles.Administrator | ViewerRoles.Auditor),
            viewer.SeesEveryone,
            await tags.RunAsync(viewer, query.Platform, ct),
            all.Total,
            query.View == ExemptionsView.Season ? await forecasts.RunAsync(viewer, query.Platform, ct) : [],
            isPeople ? await exemptions.RunAsync(viewer, query.Filter, new Page(query.Page, views.RowsOf(ExemptionsQuery.List)), ct) : null,
            isPeople ? await exemptions.ExpiringAsync(viewer, query.Platform, ct) : 0,
            query.View == ExemptionsView.Rules ? await rules.RunAsync(viewer, query.Platform, ct) : []
        );
    }

    public async Task<PagedResult<SeatHolder>> FindAsync(string platform, string text, CancellationToken ct) =>
        await people.RunAsync(await viewers.GetAsync(ct), new SeatHolderFilter { Platform = platform, Text = text }, new Page(1, Hits), ct);

    public async Task<Outcome<RuleReach>> WouldMatchAsync(string platform, RuleField field, string value, CancellationToken ct) =>
        await rules.WouldMatchAsync(await viewers.GetAsync(ct), platform, field, value, ct);

    public async Task<Outcome<RuleReach>> MatchesAsync(string platform, RuleRow rule, CancellationToken ct) =>
        await rules.MatchesAsync(await viewers.GetAsync(ct), platform, new ExemptionRuleId(rule.Id), ct);

    public async Task<IReadOnlyList<string>> ValuesAsync(string platform, RuleField field, string? text, CancellationToken ct) =>
        await values.RunAsync(await viewers.GetAsync(ct), platform, field, text, MostValues, ct);
}

/// <summary>The histories of what the page shows.</summary>
internal sealed class ExemptionHistories(CurrentViewer viewers, TagHistory tags, ExemptionHistory exemptions)
{
    public async Task<Outcome<IReadOnlyList<ObjectVersion<TagTerms>>>> OfAsync(string platform, TagRow tag, CancellationToken ct) =>
        await tags.RunAsync(await viewers.GetAsync(ct), platform, tag.Name, ct);

    public async Task<Outcome<IReadOnlyList<ObjectVersion<ExemptionTerms>>>> OfAsync(ExemptionRow row, CancellationToken ct) =>
        await exemptions.RunAsync(await viewers.GetAsync(ct), new ExemptionId(row.Id), ct);
}

/// <summary>The page's actions on exemptions. Each returns null if done, otherwise why not.</summary>
internal sealed class ExemptionActions(
    CurrentViewer viewers,
    AssignExemptions assign,
    ChangeExemption change,
    RemoveExemption remove,
    ImportExemptions import
)
{
    public async Task<Outcome<AssignReport>> AssignAsync(
        string platform,
        string tag,
        IReadOnlyCollection<string> people,
        ExemptionRequest request,
        CancellationToken ct
    ) => await assign.RunAsync(await viewers.GetAsync(ct), platform, tag, people, request, ct);

    public async Task<Refusal?> ChangeAsync(ExemptionRow row, ExemptionRequest request, CancellationToken ct) =>
        (await change.RunAsync(await viewers.GetAsync(ct), new ExemptionId(row.Id), row.Version, request, ct)).Refusal;

    public async Task<Refusal?> RemoveAsync(ExemptionRow row, CancellationToken ct) =>
        (await remove.RunAsync(await viewers.GetAsync(ct), new ExemptionId(row.Id), row.Version, ct)).Refusal;

    public async Task<Outcome<ImportReport>> ImportAsync(
        string platform,
        ReadOnlyMemory<byte> file,
        ImportOrder? order,
        CancellationToken ct
    ) => await import.RunAsync(await viewers.GetAsync(ct), platform, file, order, ct);
}

/// <summary>The page's actions on tags and rules.</summary>
internal sealed class TagActions(
    CurrentViewer viewers,
    AddTag add,
    ChangeTag change,
    RemoveTag remove,
    AddRule addRule,
    RemoveRule removeRule
)
{
    public async Task<Refusal?> AddAsync(string platform, string name, TagTerms terms, CancellationToken ct) =>
        (await add.RunAsync(await viewers.GetAsync(ct), platform, name, terms, ct)).Refusal;

    public async Task<Refusal?> ChangeAsync(string platform, TagRow tag, TagTerms terms, CancellationToken ct) =>
        (await change.RunAsync(await viewers.GetAsync(ct), platform, tag.Name, tag.Version, terms, ct)).Refusal;

    public async Task<Refusal?> RemoveAsync(string platform, TagRow tag, CancellationToken ct) =>
        (await remove.RunAsync(await viewers.GetAsync(ct), platform, tag.Name, tag.Version, ct)).Refusal;

    public async Task<Outcome<RulesReport>> AddRuleAsync(
        string platform,
        string tag,
        RuleField field,
        string value,
        string why,
        CancellationToken ct
    ) => await addRule.RunAsync(await viewers.GetAsync(ct), platform, tag, field, value, why, ct);

    public async Task<Outcome<RulesReport>> RemoveRuleAsync(string platform, RuleRow rule, CancellationToken ct) =>
        await removeRule.RunAsync(await viewers.GetAsync(ct), platform, new ExemptionRuleId(rule.Id), rule.Version, ct);
}

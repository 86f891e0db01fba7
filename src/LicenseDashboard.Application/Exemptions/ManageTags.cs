using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>Adds a tag to a platform.</summary>
public sealed class AddTag(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public Task<Outcome<string>> RunAsync(Viewer viewer, string platform, string? name, TagTerms terms, CancellationToken ct) =>
        ExemptionRun.RunAsync<string>(
            dbs,
            clock,
            viewer,
            platform,
            async (run, token) =>
            {
                ArgumentNullException.ThrowIfNull(terms);
                var (named, said) = (ExemptionTag.NameOf(name), terms.Checked());
                if ((named.Refusal ?? said.Refusal) is { } invalid)
                {
                    return invalid;
                }

                if (await run.Db.ExemptionTags.AnyAsync(t => t.PlatformKey == run.Platform.Key && t.Name == named.Value, token))
                {
                    return Refusal.Invalid($"tag \"{named.Value}\" already exists. Edit it, or choose another name.", "tag");
                }

                run.Db.ExemptionTags.Add(ExemptionTag.Add(run.Platform.Key, named.Value, said.Value));
                run.Tell(
                    "exemption-tag.added",
                    "exemption-tag:" + named.Value,
                    to: TagWords.Of(said.Value),
                    why: TagWords.TypedOf(said.Value)
                );
                return named.Value;
            },
            ct
        );
}

/// <summary>Changes a tag; applies to its exemptions immediately.</summary>
public sealed class ChangeTag(IDbContextFactory<LicenseDb> dbs, IProtectRows rows, TimeProvider clock)
{
    public Task<Outcome<string>> RunAsync(Viewer viewer, string platform, string name, int version, TagTerms terms, CancellationToken ct) =>
        ExemptionRun.RunAsync<string>(
            dbs,
            clock,
            viewer,
            platform,
            async (run, token) =>
            {
                ArgumentNullException.ThrowIfNull(terms);
                if (
                    await run.Db.ExemptionTags.SingleOrDefaultAsync(t => t.PlatformKey == run.Platform.Key && t.Name == name, token)
                    is not { } tag
                )
                {
                    return Refusal.NotFound("Tag not found.");
                }

                var said = terms.Checked();
                if (said.Refusal is { } invalid)
                {
                    return invalid;
                }

                if (tag.Version != version)
                {
                    return Refusal.Stale(ExemptionRun.Changed);
                }

                if (tag.Terms == said.Value)
                {
                    return tag.Name;
                }

                var before = tag.Terms;
                tag.Change(said.Value);
                run.Tell(
                    "exemption-tag.changed",
                    "exemption-tag:" + tag.Name,
                    TagWords.Of(before),
                    TagWords.Of(said.Value),
                    why: TagWords.TypedOf(said.Value)
                );
                if (before.Protection != tag.Protection)
                {
                    await FollowAsync(run, tag, token);
                }

                return tag.Name;
            },
            ct
        );

    private async Task FollowAsync(ExemptionRun run, ExemptionTag tag, CancellationToken ct)
    {
        var held = await run
            .Db.Exemptions.Where(e => e.Tag == tag.Name && run.Db.People.Any(p => p.Key == e.PersonKey && p.PlatformKey == tag.PlatformKey))
            .ToListAsync(ct);
        held.ForEach(exemption => exemption.Follow(tag));
        var protecting = held.Where(e => e.Protects(run.Today, e.Protection)).DistinctBy(e => e.PersonKey).ToDictionary(e => e.PersonKey);
        run.Entries.AddRange(await rows.ProtectAsync(run.Db, protecting, run.Viewer, run.Now, ct));
    }
}

/// <summary>Removes a tag that no one has and no rule assigns.</summary>
public sealed class RemoveTag(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public Task<Outcome<string>> RunAsync(Viewer viewer, string platform, string name, int version, CancellationToken ct) =>
        ExemptionRun.RunAsync<string>(
            dbs,
            clock,
            viewer,
            platform,
            async (run, token) =>
            {
                if (
                    await run.Db.ExemptionTags.SingleOrDefaultAsync(t => t.PlatformKey == run.Platform.Key && t.Name == name, token)
                    is not { } tag
                )
                {
                    return Refusal.NotFound("Tag not found.");
                }

                if (tag.Version != version)
                {
                    return Refusal.Stale(ExemptionRun.Changed);
                }

                if (tag.IsBuiltIn)
                {
                    return new Refusal("built-in", $"{tag.Name} is built in and can't be removed. Change what it protects instead.");
                }

                var held = await run.Db.Exemptions.CountAsync(
                    e => e.Tag == tag.Name && run.Db.People.Any(p => p.Key == e.PersonKey && p.PlatformKey == tag.PlatformKey),
                    token
                );
                var rules = await run.Db.ExemptionRules.CountAsync(r => r.Tag == tag.Name && r.PlatformKey == tag.PlatformKey, token);
                if (held + rules > 0)
                {
                    return new Refusal("in-use", $"{tag.Name} is assigned {held} times and used by {rules} rules. End those first.");
                }

                run.Db.ExemptionTags.Remove(tag);
                run.Tell("exemption-tag.removed", "exemption-tag:" + tag.Name, from: TagWords.Of(tag.Terms));
                return tag.Name;
            },
            ct
        );
}

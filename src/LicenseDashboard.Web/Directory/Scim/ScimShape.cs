using System.Text.Json.Nodes;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>The attributes requested by a client. Unknown names select nothing; <c>id</c> and <c>schemas</c> are always included.</summary>
internal sealed class ScimShape
{
    private readonly HashSet<string> _only = [];
    private readonly HashSet<string> _without = [];

    public static Outcome<ScimShape> Of(IQueryCollection query) =>
        Of(query["attributes"].ToString(), query["excludedAttributes"].ToString());

    private static Outcome<ScimShape> Of(string only, string without)
    {
        var shape = new ScimShape();
        foreach (var (text, names) in new[] { (only, shape._only), (without, shape._without) })
        {
            foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var path = ScimFilterParser.Path(name);
                if (path.Refusal is not null || path.Value.Condition is not null)
                {
                    return new Refusal("invalidValue", $"'{ScimBody.Short(name)}' names no attribute.");
                }

                names.Add(path.Value.Attribute.Word);
            }
        }

        return shape;
    }

    /// <param name="word">In lower case, as <see cref="ScimName.Word"/>.</param>
    public bool Wants(string word) => (_only.Count == 0 || Named(_only, word)) && !Named(_without, word);

    /// <summary>True if any part of the attribute's values is requested.</summary>
    public bool WantsItems(string name) => Wants(name + ".value") || Wants(name + ".display") || Wants(name + ".$ref");

    private static bool Named(HashSet<string> names, string word)
    {
        var schema = word.IndexOf(':', StringComparison.Ordinal);
        var dot = word.IndexOf('.', schema + 1);
        return names.Contains(word) || (dot > 0 && names.Contains(word[..dot])) || (schema > 0 && names.Contains(word[..(schema + 1)]));
    }
}

/// <summary>A JSON object that contains only requested attributes with values.</summary>
internal sealed class ShapedObject(ScimShape shape, JsonObject target)
{
    public JsonObject Target => target;

    /// <param name="word">The attribute in lower case; <paramref name="name"/> is its spelling in the output.</param>
    public void Put(string word, string name, JsonNode? value)
    {
        if (value is not null && shape.Wants(word))
        {
            target[name] = value;
        }
    }

    /// <summary>Adds a list of objects with the requested parts, if any.</summary>
    public void PutItems<T>(string name, IEnumerable<T> items, Action<ShapedObject, T> fill)
    {
        var list = new JsonArray();
        foreach (var item in items)
        {
            var inner = new ShapedObject(shape, []);
            fill(inner, item);
            if (inner.Target.Count > 0)
            {
                list.Add((JsonNode)inner.Target);
            }
        }

        if (list.Count > 0)
        {
            target[name] = list;
        }
    }

    /// <summary>Adds an object of parts, if any of them is requested and has a value.</summary>
    public void Put(string name, Action<ShapedObject> fill)
    {
        var inner = new ShapedObject(shape, []);
        fill(inner);
        if (inner.Target.Count > 0)
        {
            target[name] = inner.Target;
        }
    }
}

namespace LicenseDashboard.Web.Api;

/// <summary>Refuses unknown query parameters and invalid values before the handler runs, all at once.</summary>
internal sealed class QueryDoor : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var takes = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<TakesQuery>() ?? new TakesQuery([]);
        Dictionary<string, string[]> errors = [];
        foreach (var (name, values) in context.HttpContext.Request.Query)
        {
            var problems = takes.Fields.FirstOrDefault(field => field.Name == name) is { } field
                ? field.ProblemsOf(values.ToArray())
                :
                [
                    $"'{name}' is not a parameter of this address. Use "
                        + (takes.Fields.Count == 0 ? "none." : string.Join(", ", takes.Fields.Select(known => known.Name)) + "."),
                ];
            if (problems.ToArray() is { Length: > 0 } wrong)
            {
                errors[name] = wrong;
            }
        }

        var query = context.HttpContext.Request.Query;
        if (query.ContainsKey(QueryField.After.Name) && query.ContainsKey(QueryField.Page.Name))
        {
            errors.TryAdd(QueryField.After.Name, ["after and page can't be combined. Send only one of them."]);
        }

        return errors.Count > 0 ? ProblemAnswer.Invalid(errors) : await next(context);
    }
}

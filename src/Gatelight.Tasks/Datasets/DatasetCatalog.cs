using System.Collections.Immutable;
using Gatelight.Data;

namespace Gatelight.Tasks.Datasets;

/// <summary>The datasets that ship with Gatelight.</summary>
public static class DatasetCatalog
{
    /// <summary>All of them, by name.</summary>
    public static ImmutableArray<Dataset> All { get; } = [CarSales.Dataset];

    /// <summary>Finds a dataset by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="InvalidInputException">There is no such dataset; the names are listed.</exception>
    public static Dataset Find(string name) =>
        All.FirstOrDefault(dataset => string.Equals(dataset.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidInputException($"There is no dataset '{OneLine.Of(name)}'; choose from {string.Join(", ", All.Select(dataset => dataset.Name))}.");
}

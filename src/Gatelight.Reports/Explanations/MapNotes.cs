using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Explanations;

/// <summary>What stands below a map beside its completeness.</summary>
internal static class MapNotes
{
    /// <summary>How sure sampled values are, and what the method itself says of its map.</summary>
    public static IEnumerable<FigureNote> Of(double[,]? errors, string unit, IReadOnlyList<string> warnings)
    {
        if (errors is not null)
        {
            double largest = errors.Cast<double>().Max();
            yield return new FigureNote($"Sampled: the standard error of a value is at most {NumberText.WithUnit(largest, NumberText.Decimals([largest]), unit)}. Values closer than two of them are the same to you.");
        }

        foreach (string warning in warnings) yield return new FigureNote(warning);
    }
}

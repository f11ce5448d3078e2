using Gatelight.Cli.Commands.Explain;
using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>A method asked about a <see cref="BlendedQuestion"/>: it explains every part as it is, so that methods which look into the model can answer too.</summary>
/// <param name="method">The method.</param>
/// <param name="configured">The method with its settings for a part of an input.</param>
/// <param name="asked">Told before each map.</param>
internal sealed class BlendedMethod(IAttributionMethod method, Func<ExplainedInput, int, IAttributionMethod> configured, Action asked) : IAttributionMethod
{
    /// <inheritdoc/>
    public string Name => method.Name;

    /// <inheritdoc/>
    public string Title => method.Title;

    /// <inheritdoc/>
    public string Meaning => method.Meaning;

    /// <inheritdoc/>
    public MethodFamily Family => method.Family;

    /// <inheritdoc/>
    public bool UsesBaseline => method.UsesBaseline;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        var blend = (BlendedQuestion)question;
        asked();
        ExplainedInput moved = blend.Asked;
        if (input.ContainsAnyExcept(1))
        {
            double[][] inputs = new double[moved.Parts.Count][];
            for (int part = 0; part < inputs.Length; part++)
                inputs[part] = blend.Blend(part, input);
            moved = moved with { Parts = [.. moved.Parts.Select((part, n) => part with { Input = inputs[n] })] };
        }

        Attribution map = PartMaps.Explain(part => configured(moved, part), moved, cancellation);
        int columns = map.Values.GetLength(1);
        return columns == 1 || columns == blend.Features ? map : map with { Values = BySteps(map.Values), StandardErrors = null };
    }

    // A map whose columns are no cells of the question, as a ledger that reads both ways, is held against whole steps.
    private static double[,] BySteps(double[,] values)
    {
        double[,] sums = new double[values.GetLength(0), 1];
        for (int step = 0; step < values.GetLength(0); step++)
        {
            for (int column = 0; column < values.GetLength(1); column++)
                sums[step, 0] += values[step, column];
        }

        return sums;
    }
}

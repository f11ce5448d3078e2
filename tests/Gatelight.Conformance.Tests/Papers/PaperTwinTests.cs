using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests.Papers;

/// <summary>The cells that no other engine can say equal the equations of their papers, written out in double.</summary>
public sealed class PaperTwinTests
{
    private const int Steps = 7, Batch = 3, Features = 2, Hidden = 5;

    private static readonly Dictionary<string, Lstm> Lstms = new(StringComparer.Ordinal)
    {
        ["plain"] = new(Hidden),
        ["full gate recurrence"] = new(Hidden) { FullGateRecurrence = true },
        ["full gate recurrence, peepholes"] = new(Hidden) { FullGateRecurrence = true, Peepholes = true },
        ["full gate recurrence, coupled"] = new(Hidden) { FullGateRecurrence = true, CoupledGates = true, Peepholes = true },
        ["full gate recurrence, no forget gate (1997)"] = new(Hidden) { FullGateRecurrence = true, OmitForgetGate = true },
        ["full gate recurrence, no input gate"] = new(Hidden) { FullGateRecurrence = true, OmitInputGate = true, Peepholes = true },
        ["full gate recurrence, no output gate"] = new(Hidden) { FullGateRecurrence = true, OmitOutputGate = true, Peepholes = true },
        ["projection"] = new(Hidden) { ProjectionSize = 3 },
        ["projection, peepholes"] = new(Hidden) { ProjectionSize = 2, Peepholes = true },
        ["projection, full gate recurrence"] = new(Hidden) { ProjectionSize = 4, FullGateRecurrence = true, Peepholes = true },
        ["zoneout"] = new(Hidden) { HiddenZoneout = 0.2, CellZoneout = 0.35 },
        ["zoneout, peepholes, projection, full gate recurrence"] = new(Hidden)
        {
            HiddenZoneout = 0.1,
            CellZoneout = 0.4,
            Peepholes = true,
            ProjectionSize = 3,
            FullGateRecurrence = true,
        },
    };

    public static TheoryData<string> LstmNames => [.. Lstms.Keys];

    [Theory]
    [MemberData(nameof(LstmNames))]
    public void TheVariantsOfTheLstmFollowTheirPapers(string name)
    {
        Lstm layer = Lstms[name];
        Compare(name, layer, [], (weights, states) =>
        {
            PaperLstm paper = new(layer, weights) { Hidden = states[0], Cell = states[1] };
            return (paper.Step, () => [paper.Hidden, paper.Cell]);
        });
    }

    [Fact]
    public void TheLayerNormalisedLstmFollowsItsPaper() => Compare("normalised", new Lstm(Hidden) { LayerNormalization = true }, [], (weights, states) =>
    {
        PaperNormalizedLstm paper = new(Hidden, weights) { Hidden = states[0], Cell = states[1] };
        return (paper.Step, () => [paper.Hidden, paper.Cell]);
    });

    // A state (c, n, m) stands for (c, n)·eᵐ.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheSLstmFollowsItsPaperWithoutTheStabiliser(bool exponentialForgetGate) =>
        Compare("sLSTM", new SLstm(Hidden) { ExponentialForgetGate = exponentialForgetGate }, [2], (weights, states) =>
        {
            double[] scale = [.. states[3].Select(Math.Exp)];
            PaperSLstm paper = new(Hidden, exponentialForgetGate, weights)
            {
                Hidden = states[0],
                Cell = [.. states[1].Zip(scale, (c, factor) => c * factor)],
                Normalizer = [.. states[2].Zip(scale, (n, factor) => n * factor)],
            };
            return (paper.Step, () => [paper.Hidden, [.. paper.Cell.Zip(paper.Normalizer, (c, n) => c / n)]]);
        });

    /// <summary>Compares h at each step and the last states, from empty and from given states; <paramref name="positive"/> names those that are above 0.</summary>
    private static void Compare(
        string name, RecurrentLayer cell, int[] positive, Func<PaperWeights, double[][], (Action<double[]> Step, Func<double[][]> States)> start)
    {
        RecurrentLayer layer = cell with { ReturnSequences = true, ReturnState = true };
        int width = layer.StateSizes[0];
        foreach (bool withState in new[] { false, true })
        {
            ModelGraph graph = new();
            GraphSource[] inputs = [graph.Input(LayerShape.Sequence(Features)), .. withState ? layer.StateSizes.Select(size => graph.Input(LayerShape.Vector(size))) : []];
            GraphSource output = graph.Add(layer, inputs);
            Model<double> model = graph.ToArchitecture(output, [.. layer.StateSizes.Select((_, state) => output[1 + state])]).Build<double>(seed: 8);
            SeededRandom random = new(9);
            foreach (ref double weight in model.Parameters.Values.AsSpan())
                weight += 0.3 * random.NextNormal();
            model.Parameters.MarkChanged();

            double[] series = Normals(random, Batch * Steps * Features);
            double[][] given = [.. layer.StateSizes.Select(size => withState ? Normals(random, Batch * size) : new double[Batch * size])];
            foreach (int state in positive)
                given[state] = [.. given[state].Select(Math.Abs)];
            List<Batch<double>> batches = [new(series, Batch, Steps, Features)];
            if (withState)
                batches.AddRange(given.Select((values, state) => Batch<double>.Vectors(values, Batch, layer.StateSizes[state])));
            model.Forward([.. batches]);
            double[][] actual = [.. Enumerable.Range(0, 1 + given.Length).Select(n => Output(model, n))];

            for (int sample = 0; sample < Batch; sample++)
            {
                (Action<double[]> step, Func<double[][]> states) = start(
                    new PaperWeights(model), [.. given.Select((values, state) => Row(values, sample, layer.StateSizes[state]))]);
                for (int at = 0; at < Steps; at++)
                {
                    int row = sample * Steps + at;
                    step(Row(series, row, Features));
                    Difference.Check($"{name}, sample {sample}, step {at}", states()[0], Row(actual[0], row, width), Tolerances.PaperTwin);
                }

                double[] lastCell = Row(actual[2], sample, layer.StateSizes[1]);
                if (cell is SLstm)
                    lastCell = [.. lastCell.Zip(Row(actual[3], sample, Hidden), (c, n) => c / n)];
                Difference.Check($"{name}, sample {sample}, last h", states()[0], Row(actual[1], sample, width), Tolerances.PaperTwin);
                Difference.Check($"{name}, sample {sample}, last c", states()[1], lastCell, Tolerances.PaperTwin);
            }
        }
    }

    private static double[] Output(Model<double> model, int output)
    {
        double[] values = new double[model.OutputLengthOf(output)];
        model.CopyOutput(values, output);
        return values;
    }

    private static double[] Row(double[] values, int row, int width) => values[(row * width)..((row + 1) * width)];

    private static double[] Normals(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
}

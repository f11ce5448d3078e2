using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Recurrent;

/// <summary>Every cell × lengths × direction × initial state × what is returned × stacking, against central differences in double.</summary>
public sealed class RecurrentGradientTests
{
    private const int Batch = 4;
    private const int Steps = 4;
    private const int Features = 2;

    public static TheoryData<string, bool, bool, bool> Cases()
    {
        TheoryData<string, bool, bool, bool> cases = [];
        foreach (string name in RecurrentSamples.All.Keys)
        {
            for (int bits = 0; bits < 8; bits++)
                cases.Add(name, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void BackwardEqualsCentralDifferences(string name, bool lengths, bool initialState, bool returnsEverything)
    {
        foreach (bool goBackwards in new[] { false, true })
        {
            RecurrentLayer layer = RecurrentSamples.All[name] with { GoBackwards = goBackwards, ReturnSequences = returnsEverything, ReturnState = returnsEverything };
            Check(layer, [.. layer.StateSizes], lengths, initialState);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void BackwardOfBothDirectionsEqualsCentralDifferences(string name, bool lengths, bool initialState, bool returnsEverything)
    {
        RecurrentLayer inner = RecurrentSamples.All[name] with { ReturnSequences = returnsEverything, ReturnState = returnsEverything };
        BidirectionalMerge merge = (BidirectionalMerge)(name.Length % 4);
        Check(new Bidirectional(inner) { Merge = merge }, [.. inner.StateSizes, .. inner.StateSizes], lengths, initialState);
    }

    [Theory]
    [InlineData(BidirectionalMerge.Concatenate)]
    [InlineData(BidirectionalMerge.Sum)]
    [InlineData(BidirectionalMerge.Mean)]
    [InlineData(BidirectionalMerge.Multiply)]
    public void EveryMergeEqualsCentralDifferences(BidirectionalMerge merge) =>
        Check(new Bidirectional(new Gru(2) { ReturnSequences = true }) { Merge = merge }, [], lengths: true, initialState: false);

    [Theory]
    [MemberData(nameof(Names))]
    public void AStackOfTheSameCellEqualsCentralDifferences(string name)
    {
        RecurrentLayer layer = RecurrentSamples.All[name];
        ModelArchitecture architecture = new Sequential(
            new Bidirectional(layer with { ReturnSequences = true }), layer with { ReturnSequences = true, GoBackwards = true }, layer, new Dense(2))
            .ToArchitecture(LayerShape.Sequence(Features));
        GradientCheck.Check(architecture, [Sequences(new SeededRandom(4), lengths: true)], seed: 2);
    }

    [Fact]
    public void AWideNormalisedCellEqualsCentralDifferences()
    {
        // Nine units fill whole registers of doubles, of any width, and leave one over.
        const int Units = 9;
        Check(new Lstm(Units) { LayerNormalization = true }, [Units, Units], lengths: true, initialState: true);
    }

    public static TheoryData<string> Names => RecurrentSamples.Names;

    private static void Check(Layer layer, int[] states, bool lengths, bool initialState)
    {
        ModelGraph graph = new();
        List<GraphSource> inputs = [graph.Input(LayerShape.Sequence(Features))];
        SeededRandom random = new(7);
        List<Batch<double>> batches = [Sequences(random, lengths)];
        foreach (int size in initialState ? states : [])
        {
            inputs.Add(graph.Input(LayerShape.Vector(size)));
            // A normaliser must be positive, and any other state may be.
            batches.Add(Batch<double>.Vectors(GradientCheck.Normals(random, Batch * size).Select(value => 0.5 + Math.Abs(value)).ToArray(), Batch, size));
        }

        GraphSource output = graph.Add(layer, [.. inputs]);
        GraphSource[] further = [.. Enumerable.Range(1, layer.OutputCount - 1).Select(n => output[n])];
        GradientCheck.Check(graph.ToArchitecture(output, further), [.. batches], seed: 3);
    }

    private static Batch<double> Sequences(SeededRandom random, bool lengths) =>
        new(GradientCheck.Normals(random, Batch * Steps * Features), Batch, Steps, Features, lengths ? new[] { 2, 4, 0, 3 } : default(int[]));
}

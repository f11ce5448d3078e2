using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Recurrent;

public sealed class LstmGradientTests
{
    private const int Batch = 4;
    private const int Steps = 5;
    private const int Features = 3;
    private const int Hidden = 4;

    public static TheoryData<bool, bool, bool, int> Cases()
    {
        TheoryData<bool, bool, bool, int> cases = [];
        foreach (bool lengths in new[] { false, true })
        {
            foreach (bool initialState in new[] { false, true })
            {
                foreach (bool returnSequences in new[] { false, true })
                {
                    foreach (int layers in new[] { 1, 2 })
                        cases.Add(lengths, initialState, returnSequences, layers);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void BackwardEqualsCentralDifferences(bool lengths, bool initialState, bool returnSequences, int layers)
    {
        ModelGraph graph = new();
        GraphSource[] sources = [graph.Input(LayerShape.Sequence(Features))];
        if (initialState)
            sources = [sources[0], graph.Input(LayerShape.Vector(Hidden)), graph.Input(LayerShape.Vector(Hidden))];
        GraphSource top = graph.Add(new Lstm(Hidden) { ReturnSequences = returnSequences || layers > 1 }, sources);
        if (layers > 1)
            top = graph.Add(new Lstm(3) { ReturnSequences = returnSequences }, top);
        ModelArchitecture architecture = graph.ToArchitecture(graph.Add(new Dense(2) { Activation = Activation.Tanh }, top));

        SeededRandom random = new(7);
        List<Batch<double>> inputs = [new(GradientCheck.Normals(random, Batch * Steps * Features), Batch, Steps, Features, lengths ? new[] { 2, 5, 0, 4 } : default(int[]))];
        if (initialState)
        {
            inputs.Add(Batch<double>.Vectors(GradientCheck.Normals(random, Batch * Hidden), Batch, Hidden));
            inputs.Add(Batch<double>.Vectors(GradientCheck.Normals(random, Batch * Hidden), Batch, Hidden));
        }

        GradientCheck.Check(architecture, [.. inputs], seed: 3);
    }

    [Theory]
    [InlineData(Activation.Linear)]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Relu)]
    public void DenseInsideAGraphWithBranchesEqualsCentralDifferences(Activation activation)
    {
        ModelGraph graph = new();
        GraphSource series = graph.Input(LayerShape.Sequence(Features));
        GraphSource still = graph.Input(LayerShape.Vector(2));
        GraphSource left = graph.Add(new Dense(Hidden) { Activation = activation }, series);
        GraphSource right = graph.Add(new Dense(Hidden) { UseBias = false }, series);
        GraphSource memory = graph.Add(new Lstm(Hidden), graph.Add(new Add(), left, right));
        GraphSource joined = graph.Add(new Concatenate(), memory, still);
        ModelArchitecture architecture = graph.ToArchitecture(graph.Add(new Dense(2), joined));
        SeededRandom random = new(8);
        GradientCheck.Check(
            architecture,
            [
                new(GradientCheck.Normals(random, Batch * Steps * Features), Batch, Steps, Features, new[] { 5, 1, 3, 5 }),
                Batch<double>.Vectors(GradientCheck.Normals(random, Batch * 2), Batch, 2),
            ],
            seed: 4);
    }
}

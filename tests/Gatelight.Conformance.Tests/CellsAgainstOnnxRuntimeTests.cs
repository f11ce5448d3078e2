using Gatelight.Conformance.Tests.Onnx;
using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests;

/// <summary>
/// Every cell that ONNX can say equals ONNX Runtime in all its outputs, forward, in reverse and both, with and without lengths and initial
/// states, on every kernel variant of this machine.
/// </summary>
/// <remarks>
/// The specification leaves open where clip acts. ONNX Runtime moves the whole pre-activation, product, bias and peephole term together,
/// into [-clip, clip], and so does this library; the cell state is clipped by neither.
/// </remarks>
public sealed class CellsAgainstOnnxRuntimeTests
{
    private static readonly (int Steps, int Batch, int Features, int Hidden)[] Shapes = [(1, 1, 1, 1), (5, 3, 2, 3), (9, 6, 4, 16), (12, 4, 7, 33)];

    private static readonly (int Steps, int Batch, int Features, int Hidden)[] SmallShapes = [(6, 5, 3, 9)];

    public static TheoryData<string, OnnxDirection> EveryVariant() => Cases(OnnxCells.Variants.Keys);

    public static TheoryData<string, OnnxDirection> EveryGateActivation() => Cases(OnnxCells.GateActivations.Keys);

    public static TheoryData<string, OnnxDirection> EveryStateActivation() => Cases(OnnxCells.StateActivations.Keys);

    [Theory]
    [MemberData(nameof(EveryVariant))]
    public void EveryVariantIsTheSame(string name, OnnxDirection direction) => Compare(name, OnnxCells.Variants[name], direction, Shapes);

    [Theory]
    [MemberData(nameof(EveryGateActivation))]
    public void EveryActivationOfGatesIsTheSame(string name, OnnxDirection direction) =>
        Compare(name, OnnxCells.GateActivations[name], direction, SmallShapes, weightScale: 0.3f);

    [Theory]
    [MemberData(nameof(EveryStateActivation))]
    public void EveryActivationOfCandidatesAndOutputsIsTheSame(string name, OnnxDirection direction) =>
        Compare(name, OnnxCells.StateActivations[name], direction, SmallShapes);

    [Theory]
    [InlineData("lstm, coupled, peepholes")]
    [InlineData("gru")]
    [InlineData("gru, reset before")]
    [InlineData("lstm, clip, peepholes")]
    public void ANeighbourOfTheCellWouldBeSeen(string name)
    {
        RecurrentLayer layer = OnnxCells.Variants[name] with { HiddenSize = 4 };
        RecurrentLayer neighbour = layer switch
        {
            Gru gru => gru with { Clip = 0.05 },
            Lstm lstm => lstm with { Clip = lstm.Clip + 0.1 },
            _ => throw new InvalidOperationException(name),
        };
        float[][] expected = new OnnxCellComparison(layer, OnnxDirection.Forward, 5, 3, 2, null, withState: false).Expected();
        float[][] actual = new OnnxCellComparison(neighbour, OnnxDirection.Forward, 5, 3, 2, null, withState: false).Actual(KernelVariant.Reference);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Difference.Check(name, expected[0], actual[0]));
    }

    private static TheoryData<string, OnnxDirection> Cases(IEnumerable<string> names)
    {
        TheoryData<string, OnnxDirection> cases = [];
        foreach (string name in names)
        {
            foreach (OnnxDirection direction in Enum.GetValues<OnnxDirection>())
                cases.Add(name, direction);
        }

        return cases;
    }

    private static void Compare(
        string name, RecurrentLayer cell, OnnxDirection direction, (int Steps, int Batch, int Features, int Hidden)[] shapes, float weightScale = 1)
    {
        foreach ((int steps, int batch, int features, int hidden) in shapes)
        {
            foreach (int[]? lengths in new[] { null, Samples.Lengths(steps, batch) })
            {
                foreach (bool withState in new[] { false, true })
                {
                    OnnxCellComparison comparison = new(cell with { HiddenSize = hidden }, direction, steps, batch, features, lengths, withState, weightScale);
                    float[][] expected = comparison.Expected();
                    foreach (KernelVariant variant in Samples.Variants)
                    {
                        float[][] actual = comparison.Actual(variant);
                        for (int output = 0; output < expected.Length; output++)
                        {
                            Difference.Check(
                                $"{OnnxCellComparison.OutputNames[output]} of {name}, {direction}, {variant}, T {steps}, B {batch}, D {features}, H {hidden}, {(lengths is null ? "equal" : "unequal")} lengths, {(withState ? "given" : "empty")} state",
                                expected[output], actual[output]);
                        }
                    }
                }
            }
        }
    }
}

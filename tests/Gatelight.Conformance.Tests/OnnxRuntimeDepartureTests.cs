using Gatelight.Conformance.Tests.Onnx;
using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests;

/// <summary>
/// Where ONNX Runtime 1.31 and this library part, or where the specification of ONNX leaves the answer open. Each is pinned here, so that a
/// change on either side is seen.
/// </summary>
public sealed class OnnxRuntimeDepartureTests
{
    private const int Steps = 4, Batch = 3, Features = 2, Hidden = 3, EmptyRow = 1;

    private static readonly int[] Lengths = [4, 0, 2];

    public static TheoryData<string, OnnxDirection, bool> EveryCell()
    {
        TheoryData<string, OnnxDirection, bool> cases = [];
        foreach (string name in new[] { "lstm", "lstm, coupled, peepholes", "gru", "gru, reset before", "rnn" })
        {
            foreach (OnnxDirection direction in Enum.GetValues<OnnxDirection>())
            {
                cases.Add(name, direction, false);
                cases.Add(name, direction, true);
            }
        }

        return cases;
    }

    /// <summary>Both give zero, output and states, for a sequence without steps, whatever state it is given.</summary>
    [Theory]
    [MemberData(nameof(EveryCell))]
    public void AnEmptySequenceIsZeroInBoth(string name, OnnxDirection direction, bool withState)
    {
        OnnxCellComparison comparison = new(Cell(name), direction, Steps, Batch, Features, Lengths, withState);
        float[][] expected = comparison.Expected();
        Assert.Equal(0f, expected[1][EmptyRow * Hidden]);
        foreach (KernelVariant variant in Samples.Variants)
        {
            float[][] actual = comparison.Actual(variant);
            for (int output = 0; output < expected.Length; output++)
                Difference.Check($"{OnnxCellComparison.OutputNames[output]} of {name}, {direction}, {variant}", expected[output], actual[output]);
        }
    }

    /// <summary>ONNX Runtime's Softplus is ln(1 + eˣ) as written, which overflows above 88; here it is x.</summary>
    [Fact]
    public void OnnxRuntimeOverflowsInTheSoftplusOfALargeNumber()
    {
        SimpleRnn layer = new(Hidden) { Activation = Activation.Softplus };
        OnnxCellComparison comparison = new(layer, OnnxDirection.Forward, 1, Batch, Features, null, withState: false, weightScale: 1000);
        float[] expected = comparison.Expected()[0];
        float[] actual = comparison.Actual(KernelVariant.Reference)[0];
        Assert.Contains(float.PositiveInfinity, expected);
        Assert.All(actual, value => Assert.True(float.IsFinite(value)));
    }

    private static RecurrentLayer Cell(string name) => OnnxCells.Variants[name] with { HiddenSize = Hidden };
}

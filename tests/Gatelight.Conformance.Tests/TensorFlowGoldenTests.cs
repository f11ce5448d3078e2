using Gatelight.Kernels;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests;

/// <summary>
/// The numbers that the tests of TensorFlow Lite's LSTM operator expect (tensorflow/tensorflow, tensorflow/lite/kernels/lstm_test.cc,
/// Apache-2.0): the coupled LSTM with peepholes, which PyTorch and Keras do not have.
/// </summary>
public sealed class TensorFlowGoldenTests
{
    public static TheoryData<KernelVariant> Variants() => [.. Samples.Variants];

    [Theory]
    [MemberData(nameof(Variants))]
    public void CoupledGatesWithPeepholes(KernelVariant variant)
    {
        float[] inputToForget = [-0.55291498f, -0.42866567f, 0.13056988f, -0.3633365f, -0.22755712f, 0.28253698f, 0.24407166f, 0.33826375f];
        float[] inputToCell = [-0.49770179f, -0.27711356f, -0.09624726f, 0.05100781f, 0.04717243f, 0.48944736f, -0.38535351f, -0.17212132f];
        float[] inputToOutput = [0.10725588f, -0.02335852f, -0.55932593f, -0.09426838f, -0.44257352f, 0.54939759f, 0.01533556f, 0.42751634f];
        float[] recurrentToForget =
        [
            -0.13832897f, -0.0515101f, -0.2359007f, -0.16661474f, -0.14340827f, 0.36986142f, 0.23414481f, 0.55899f,
            0.10798943f, -0.41174671f, 0.17751795f, -0.34484994f, -0.35874045f, -0.11352962f, 0.27268326f, 0.54058349f,
        ];
        float[] recurrentToCell =
        [
            0.54066205f, -0.32668582f, -0.43562764f, -0.56094903f, 0.42957711f, 0.01841056f, -0.32764608f, -0.33027974f,
            -0.10826075f, 0.20675004f, 0.19069612f, -0.03026325f, -0.54532051f, 0.33003211f, 0.44901288f, 0.21193194f,
        ];
        float[] recurrentToOutput =
        [
            0.41613156f, 0.42610586f, -0.16495961f, -0.5663873f, 0.30579174f, -0.05115908f, -0.33941799f, 0.23364776f,
            0.11178309f, 0.09481031f, -0.26424935f, 0.46261835f, 0.50248802f, 0.26114327f, -0.43736315f, 0.33149987f,
        ];
        float[] cellToForget = [0.47485286f, -0.51955009f, -0.24458408f, 0.31544167f];
        float[] cellToOutput = [-0.17135078f, 0.82760304f, 0.85573703f, -0.77109635f];
        float[] expected =
        [
            -0.36444446f, -0.00352185f, 0.12886585f, -0.05163646f, -0.42312205f, -0.01218222f, 0.24201041f, -0.08124574f,
            -0.358325f, -0.04621704f, 0.21641694f, -0.06471302f,
        ];

        Lstm layer = new(4) { CoupledGates = true, Peepholes = true, ReturnSequences = true };
        Model<float> model = new Sequential(layer).ToArchitecture(Layers.LayerShape.Sequence(2)).Build(seed: 0, KernelRegistry.Create<float>(variant));
        // TensorFlow keeps f and makes i = 1 - f, here f = 1 - i. Since 1 - σ(z) = σ(-z), the weights of i are those of f negated.
        model.Parameters.Load(
        [
            .. Negated(inputToForget), .. inputToCell, .. inputToOutput,
            .. Negated(recurrentToForget), .. recurrentToCell, .. recurrentToOutput,
            -1, -1, -1, -1, .. new float[8],
            .. Negated(cellToForget), .. cellToOutput,
        ]);
        float[] actual = model.Predict(new Batch<float>(new float[] { 2, 3, 3, 4, 1, 1 }, 1, 3, 2));
        Difference.Check($"{variant}", expected, actual);
    }

    private static IEnumerable<float> Negated(float[] values) => values.Select(value => -value);
}

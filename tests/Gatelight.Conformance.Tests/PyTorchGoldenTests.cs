using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests;

/// <summary>Numbers that other projects published as PyTorch's, with the weights that gave them; each with its source.</summary>
public sealed class PyTorchGoldenTests
{
    private static readonly float[] Digits = [3, 1, 4, 1, 5, 9, 2];

    private static readonly float[] Bias = [-1, 1, -0.5f, 2, -1, 1, -0.5f, 2, -1, 1, -0.5f, 2];

    // huggingface/candle, candle-nn/tests/rnn.rs (MIT or Apache-2.0): nn.LSTM(2, 3), weights cos and sin of 0, 1, 2, ..., h and c after seven steps.
    [Fact]
    public void LstmOfCandle()
    {
        ModelGraph graph = new();
        GraphSource output = graph.Add(new Lstm(3) { ReturnState = true }, graph.Input(Layers.LayerShape.Sequence(2)));
        Model<float> model = graph.ToArchitecture(output, output[2]).Build<float>();
        model.Parameters.Load([.. Counted(24, MathF.Cos), .. Counted(36, MathF.Sin), .. Bias.Select(bias => bias + MathF.Cos(bias))]);
        model.Forward(new Batch<float>(Pairs(), 1, Digits.Length, 2));
        float[] hidden = new float[3];
        float[] cell = new float[3];
        model.CopyOutput(hidden);
        model.CopyOutput(cell, 1);
        Difference.Check("h", [0.9919f, 0.1738f, -0.1451f], hidden, Tolerances.FourDigits);
        Difference.Check("c", [5.7250f, 0.4458f, -0.2908f], cell, Tolerances.FourDigits);
    }

    // The same file at an earlier commit: nn.GRU(2, 3).
    [Fact]
    public void GruOfCandle()
    {
        Model<float> model = new Sequential(new Gru(3)).Build(features: 2);
        float[] bias = Bias[..9];
        float[] recurrentBias = [.. bias.Select(MathF.Cos)];
        model.Parameters.Load(
            [.. Counted(18, MathF.Cos), .. Counted(27, MathF.Sin), .. bias.Select((value, n) => n < 6 ? value + recurrentBias[n] : value), .. recurrentBias[6..]]);
        float[] actual = model.Predict(new Batch<float>(Pairs(), 1, Digits.Length, 2));
        Difference.Check("h", [0.0579f, 0.8836f, -0.9991f], actual, Tolerances.FourDigits);
    }

    // tracel-ai/burn, crates/burn-nn/src/modules/rnn/lstm.rs (MIT or Apache-2.0): nn.LSTM(3, 2), its outputs, last cell state and the gradient of the mean output.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LstmOfBurnAndItsGradients(bool isReversed)
    {
        float[] weights =
        [
            0.5515f, -1.0005f, -0.9981f, -0.3744f, -0.6567f, -0.8902f, -0.7804f, 0.5981f, -0.9637f, 0.9862f, -0.1910f, 0.1298f,
            -0.5881f, -0.6989f, 0.5698f, -0.5157f, -0.5139f, 0.8493f, 0.3309f, -0.5226f, -0.1362f, 0.3765f, 0.5327f, 0.7626f,
            -0.4148f, -0.1351f, 0.2090f, 0.4742f, -0.6913f, 0.0456f, 0.2024f, 0.6486f,
            0.1362f, -0.0956f, 0.3370f, -0.3085f, -0.2517f, 0.0471f, -0.2644f, 0.4771f,
            0, 0, 1, 1, 0, 0, 0, 0,
        ];
        float[][] input = // a sample's first step, then its second
        [
            [6.1599e-2f, 1.4434e-1f, 5.0515e-1f, 4.5411e-1f, 7.2665e-1f, 4.0610e-1f],
            [4.5327e-1f, 9.6461e-2f, 9.4723e-1f, 2.4880e-4f, 2.0886e-1f, 5.9652e-1f],
            [6.5902e-1f, 8.3846e-1f, 8.5444e-1f, 4.7231e-1f, 2.0873e-1f, 8.2748e-1f],
            [7.3353e-1f, 7.8060e-1f, 2.7181e-1f, 3.4535e-2f, 8.7611e-2f, 8.1984e-1f],
        ];
        float[][] output =
        [
            [0.0246f, 0.0696f, -0.0465f, 0.0120f], [0.0311f, 0.0872f, 0.0436f, 0.1391f],
            [-0.0393f, -0.0062f, -0.0161f, 0.0557f], [-0.1026f, -0.0929f, -0.01095f, 0.0446f],
        ];
        float[] cell = [-0.1090f, 0.0169f, 0.0968f, 0.2190f, -0.0332f, 0.0779f, -0.0234f, 0.0676f];
        float[] gradient =
        [
            -7.1392e-3f, -9.1484e-3f, -8.3713e-5f, -1.8330e-3f, -4.6515e-3f, 1.3608e-2f, -2.5509e-4f, 1.6488e-5f, -1.5846e-3f,
            2.9855e-4f, 6.5486e-4f, -5.2864e-5f, 2.6259e-2f, 2.5132e-2f, 5.2782e-2f, 3.8327e-2f, 4.1747e-2f, 6.8519e-2f,
            -4.2946e-3f, -5.0783e-3f, -1.4337e-3f, 1.2592e-4f, 1.1887e-4f, 5.2137e-3f,
            -2.7388e-4f, -3.0253e-4f, -5.5798e-4f, -3.4758e-4f, 2.1925e-4f, 2.1652e-4f, 1.5562e-4f, 2.2855e-4f,
            -7.7453e-4f, 3.3847e-4f, -6.2271e-4f, 9.5916e-4f, 6.3325e-5f, 5.1526e-5f, -3.4406e-5f, 1.8998e-4f,
        ];
        float[] biasGradient = [-0.0054f, 0.0125f, -0.0017f, 0.0006f, 0.0790f, 0.1081f, -0.0045f, 0.0066f];

        ModelGraph graph = new();
        Lstm layer = new(2) { ReturnSequences = true, ReturnState = true, GoBackwards = isReversed };
        GraphSource top = graph.Add(layer, graph.Input(Layers.LayerShape.Sequence(3)));
        Model<float> model = graph.ToArchitecture(top, top[2]).Build<float>();
        model.Parameters.Load(weights);
        model.Forward(new Batch<float>(Ordered(input, 3, isReversed), 4, 2, 3));
        float[] actual = new float[model.OutputLengthOf(0)];
        float[] actualCell = new float[model.OutputLengthOf(1)];
        model.CopyOutput(actual);
        model.CopyOutput(actualCell, 1);
        Difference.Check("output", Ordered(output, 2, isReversed), actual, Tolerances.FourDigits);
        Difference.Check("c", cell, actualCell, Tolerances.FourDigits);

        model.Backward([.. Enumerable.Repeat(1f / actual.Length, actual.Length)], GradientTarget.Parameters);
        Difference.Check("gradient of the weights", gradient, model.Parameters.Gradients.AsSpan(0, gradient.Length), Tolerances.PublishedGradient);
        Difference.Check("gradient of the bias", biasGradient, model.Parameters.Gradients.AsSpan(gradient.Length), Tolerances.FourDigits);
    }

    // The reversed layer reads the steps from the end, so they are given and expected in the other order.
    private static float[] Ordered(float[][] samples, int width, bool isReversed) =>
        [.. samples.SelectMany(steps => isReversed ? [.. steps[width..], .. steps[..width]] : steps)];

    private static float[] Counted(int count, Func<float, float> function) => [.. Enumerable.Range(0, count).Select(n => function(n))];

    private static float[] Pairs() => [.. Digits.SelectMany(digit => new[] { digit, 0.5f * digit })];
}

using Gatelight.Conformance.Tests.Onnx;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Microsoft.ML.OnnxRuntime;

namespace Gatelight.Conformance.Tests;

/// <summary>The forward pass equals that of ONNX Runtime, run in the test with the same weights, on every kernel variant of this machine.</summary>
public sealed class LstmAgainstOnnxRuntimeTests
{
    private static readonly (int Steps, int Batch, int Features, int Hidden)[] Shapes =
    [
        (1, 1, 1, 1), (5, 3, 1, 1), (7, 2, 3, 3), (3, 1, 4, 16), (12, 32, 1, 32),
        (10, 4, 8, 33), (30, 7, 33, 64), (100, 3, 2, 3), (50, 1, 16, 64),
    ];

    public static TheoryData<KernelVariant, int, int, int, int> EveryShape()
    {
        TheoryData<KernelVariant, int, int, int, int> cases = [];
        foreach (KernelVariant variant in Samples.Variants)
        {
            foreach ((int steps, int batch, int features, int hidden) in Shapes)
                cases.Add(variant, steps, batch, features, hidden);
        }

        return cases;
    }

    public static TheoryData<KernelVariant, int> EveryOpset()
    {
        TheoryData<KernelVariant, int> cases = [];
        foreach (KernelVariant variant in Samples.Variants)
        {
            cases.Add(variant, 14);
            cases.Add(variant, 22);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(EveryShape))]
    public void EveryStepIsTheSame(KernelVariant variant, int steps, int batch, int features, int hidden) =>
        Compare(variant, [new Lstm(hidden) { ReturnSequences = true }], steps, batch, features);

    [Theory]
    [MemberData(nameof(EveryShape))]
    public void TheLastStateIsTheSame(KernelVariant variant, int steps, int batch, int features, int hidden) =>
        Compare(variant, [new Lstm(hidden)], steps, batch, features);

    [Theory]
    [MemberData(nameof(EveryShape))]
    public void UnequalLengthsAreTheSameAndPaddedWithZeros(KernelVariant variant, int steps, int batch, int features, int hidden)
    {
        int[] lengths = Samples.Lengths(steps, batch);
        Compare(variant, [new Lstm(hidden) { ReturnSequences = true }], steps, batch, features, lengths: lengths);
        Compare(variant, [new Lstm(hidden)], steps, batch, features, lengths: lengths);
    }

    [Theory]
    [MemberData(nameof(EveryShape))]
    public void AnInitialStateIsTakenUpTheSame(KernelVariant variant, int steps, int batch, int features, int hidden)
    {
        Compare(variant, [new Lstm(hidden) { ReturnSequences = true }], steps, batch, features, withState: true);
        Compare(variant, [new Lstm(hidden)], steps, batch, features, Samples.Lengths(steps, batch), withState: true);
    }

    [Theory]
    [MemberData(nameof(EveryShape))]
    public void TwoLayersAndADenseHeadAreTheSame(KernelVariant variant, int steps, int batch, int features, int hidden)
    {
        Layer[] layers = [new Lstm(hidden) { ReturnSequences = true }, new Lstm(hidden + 2), new Dense(3)];
        Compare(variant, layers, steps, batch, features);
        Compare(variant, layers, steps, batch, features, Samples.Lengths(steps, batch));
    }

    [Theory]
    [MemberData(nameof(EveryOpset))]
    public void EveryVersionOfTheOperatorIsTheSame(KernelVariant variant, int opset) =>
        Compare(variant, [new Lstm(20)], steps: 9, batch: 5, features: 6, Samples.Lengths(9, 5), withState: true, opset);

    [Fact]
    public void AnotherOrderOfTheGatesWouldBeSeen()
    {
        Model<float> model = Build(KernelVariant.Reference, [new Lstm(4)], features: 3, withState: false);
        float[] values = Samples.Normals(new SeededRandom(2), 2 * 5 * 3);
        using OnnxSession session = new(OnnxModel.Write(model, 2, 5, 22, withLengths: false));
        using OrtValue series = OrtValue.CreateTensorValueFromMemory(Samples.TimeMajor(values, 2, 5, 3), [5, 2, 3]);
        float[] expected = session.Run(new Dictionary<string, OrtValue>(StringComparer.Ordinal) { [OnnxModel.Series] = series });
        foreach (Parameter<float> parameter in model.Parameters.All)
            OnnxGates.FromOwn(parameter.Values).CopyTo(parameter.Values);
        model.Parameters.MarkChanged();
        float[] actual = model.Predict(new Batch<float>(values, 2, 5, 3));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Difference.Check("gates i, o, f, g", expected, actual));
    }

    private static void Compare(
        KernelVariant variant, Layer[] layers, int steps, int batch, int features, int[]? lengths = null, bool withState = false, int opset = 22)
    {
        Model<float> model = Build(variant, layers, features, withState);
        SeededRandom random = new(1);
        float[] values = Samples.Normals(random, batch * steps * features);
        List<Batch<float>> own = [new(values, batch, steps, features, lengths)];
        Dictionary<string, OrtValue> others = new(StringComparer.Ordinal)
        {
            [OnnxModel.Series] = OrtValue.CreateTensorValueFromMemory(Samples.TimeMajor(values, batch, steps, features), [steps, batch, features]),
        };
        if (lengths is not null)
            others[OnnxModel.Lengths] = OrtValue.CreateTensorValueFromMemory(lengths, [batch]);
        if (withState)
        {
            int hidden = ((Lstm)layers[0]).HiddenSize;
            foreach (string name in new[] { OnnxModel.InitialHidden, OnnxModel.InitialCell })
            {
                float[] state = Samples.Normals(random, batch * hidden);
                own.Add(Batch<float>.Vectors(state, batch, hidden));
                others[name] = OrtValue.CreateTensorValueFromMemory(state, [1, batch, hidden]);
            }
        }

        float[] expected;
        using (OnnxSession session = new(OnnxModel.Write(model, batch, steps, opset, lengths is not null)))
            expected = session.Run(others);
        foreach (OrtValue value in others.Values)
            value.Dispose();
        float[] actual = model.Predict([.. own]);
        if (model.OutputShape.IsSequence)
            actual = Samples.TimeMajor(actual, batch, steps, model.OutputShape.Width);
        Difference.Check($"{variant}, {layers.Length} layers, T {steps}, B {batch}, D {features}", expected, actual);
    }

    private static Model<float> Build(KernelVariant variant, Layer[] layers, int features, bool withState)
    {
        ModelGraph graph = new();
        GraphSource top = graph.Input(LayerShape.Sequence(features));
        GraphSource[] state = [];
        if (withState)
        {
            int hidden = ((Lstm)layers[0]).HiddenSize;
            state = [graph.Input(LayerShape.Vector(hidden)), graph.Input(LayerShape.Vector(hidden))];
        }

        for (int n = 0; n < layers.Length; n++)
            top = graph.Add(layers[n], n == 0 ? [top, .. state] : [top]);
        Model<float> model = graph.ToArchitecture(top).Build(seed: 3, KernelRegistry.Create<float>(variant));
        Samples.Scatter(model.Parameters);
        return model;
    }
}

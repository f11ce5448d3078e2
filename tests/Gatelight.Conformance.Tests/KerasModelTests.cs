using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using PureHDF;
using PureHDF.VOL.Native;

namespace Gatelight.Conformance.Tests;

/// <summary>
/// A SimpleRNN under a dense layer, trained and run by others in Keras 2, with the activations that they stored
/// (KonduitAI/dl4j-test-resources, Apache-2.0).
/// </summary>
/// <remarks>
/// In these files "outputs" are the targets of the training and "predictions" what the model made of the inputs. The file of the LSTM beside
/// it, simple_lstm_tf_keras_2, has only targets, so there is nothing to compare that LSTM with.
/// </remarks>
public sealed class KerasModelTests
{
    public static TheoryData<KernelVariant> Variants() => [.. Samples.Variants];

    [Theory]
    [MemberData(nameof(Variants))]
    public void ASimpleRnnAndItsDenseHead(KernelVariant variant)
    {
        using NativeFile weights = Open("simple_rnn_tf_keras_2_model.h5");
        using NativeFile values = Open("simple_rnn_tf_keras_2_inputs_and_outputs.h5");
        const string Layer = "model_weights/simple_rnn_1/simple_rnn_1/";
        const string Head = "model_weights/dense_1/dense_1/";
        (float[] kernel, int[] kernelShape) = Read(weights, Layer + "kernel:0"); // [D, H]
        (float[] recurrent, int[] recurrentShape) = Read(weights, Layer + "recurrent_kernel:0"); // [H, H]
        (float[] bias, _) = Read(weights, Layer + "bias:0");
        (float[] head, int[] headShape) = Read(weights, Head + "kernel:0"); // [H, K]
        (float[] headBias, _) = Read(weights, Head + "bias:0");
        (float[] inputs, int[] inputShape) = Read(values, "inputs/simple_rnn_1_input"); // [B, T, D]
        (float[] hidden, _) = Read(values, "activations/simple_rnn_1"); // [B, H]
        (float[] predictions, _) = Read(values, "predictions/dense_1"); // [B, K]

        ModelGraph graph = new();
        GraphSource rnn = graph.Add(new SimpleRnn(recurrentShape[0]), graph.Input(LayerShape.Sequence(kernelShape[0])));
        Model<float> model = graph.ToArchitecture(graph.Add(new Dense(headShape[1]), rnn), rnn).Build(seed: 0, KernelRegistry.Create<float>(variant));
        // Keras' matrices are turned; with one feature and one output their numbers come in the same order, and the only step has no h₋₁.
        Assert.Equal((1, 1, 1), (kernelShape[0], headShape[1], inputShape[1]));
        model.Parameters.Load([.. kernel, .. recurrent, .. bias, .. head, .. headBias]);
        float[] actual = model.Predict(new Batch<float>(inputs, inputShape[0], inputShape[1], inputShape[2]));
        float[] actualHidden = new float[model.OutputLengthOf(1)];
        model.CopyOutput(actualHidden, 1);
        Difference.Check($"hidden state, {variant}", hidden, actualHidden);
        Difference.Check($"predictions, {variant}", predictions, actual);
    }

    private static NativeFile Open(string file) => H5File.OpenRead(TestResources.DataFile("models", "keras", file));

    private static (float[] Values, int[] Shape) Read(NativeFile file, string path)
    {
        IH5Dataset dataset = file.Dataset(path);
        return (dataset.Read<float[]>(), [.. dataset.Space.Dimensions.Select(size => checked((int)size))]);
    }
}

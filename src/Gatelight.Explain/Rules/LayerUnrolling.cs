using Gatelight.Layers;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Rules;

/// <summary>How each kind of layer is written on a tape.</summary>
internal static class LayerUnrolling
{
    private static readonly Dictionary<Type, Func<Layer, UnrollScope, TapeSignal[]>> Kinds = [];

    static LayerUnrolling()
    {
        Register<Activate>(DenseUnrolling.Activate);
        Register<Add>((_, scope) => MergeUnrolling.Add(scope));
        Register<AdditiveAttention>(AttentionUnrolling.Additive);
        Register<AlignSteps>(RearrangeUnrolling.Align);
        Register<AttentionPooling>((_, scope) => AttentionUnrolling.Given(scope));
        Register<Average>((_, scope) => MergeUnrolling.Average(scope));
        Register<AveragePooling1D>(PoolingUnrolling.Windows);
        Register<BatchNormalization>(NormalizationUnrolling.Batch);
        Register<Bidirectional>(BidirectionalUnrolling.Unroll);
        Register<Concatenate>((_, scope) => MergeUnrolling.Concatenate(scope));
        Register<Conv1D>(ConvolutionUnrolling.Unroll);
        Register<Dense>(DenseUnrolling.Dense);
        Register<Dot>((_, scope) => MergeUnrolling.Dot(scope));
        Register<Dropout>((_, scope) => [scope.Input]);
        Register<Embedding>(EmbeddingUnrolling.Unroll);
        Register<Flatten>((_, scope) => [RearrangeUnrolling.Flatten(scope)]);
        Register<GlobalAveragePooling1D>((_, scope) => PoolingUnrolling.All(scope, isMaximum: false));
        Register<GlobalMaxPooling1D>((_, scope) => PoolingUnrolling.All(scope, isMaximum: true));
        Register<Gru>(RecurrentUnrolling.Unroll);
        Register<LayerNormalization>(NormalizationUnrolling.Layer);
        Register<LogSoftmax>((_, scope) => scope.EachStep(x => DenseUnrolling.LogSoftmax(scope.Tape, x)));
        Register<Lstm>(RecurrentUnrolling.Unroll);
        Register<Masking>(EmbeddingUnrolling.Mask);
        Register<Maximum>((_, scope) => MergeUnrolling.Extreme(scope, isMaximum: true));
        Register<MaxPooling1D>(PoolingUnrolling.Windows);
        Register<Minimum>((_, scope) => MergeUnrolling.Extreme(scope, isMaximum: false));
        Register<MultiplicativeAttention>(AttentionUnrolling.Multiplicative);
        Register<Multiply>((_, scope) => MergeUnrolling.Multiply(scope));
        Register<ParametricRelu>((_, scope) => DenseUnrolling.ParametricRelu(scope));
        Register<Permute>((_, scope) => RearrangeUnrolling.Permute(scope));
        Register<RepeatVector>(RearrangeUnrolling.Repeat);
        Register<Reshape>(RearrangeUnrolling.Reshape);
        Register<ReverseSteps>((_, scope) => [scope.Input.With(scope.Input.Steps.Reverse())]);
        Register<ScaleFeatures>((_, scope) => scope.EachStep(x => scope.Tape.Linear(x.Length, scope.Vector("shift"), LinearTerm.Diagonal(scope.Vector("gain"), x))));
        Register<SelfAttentionPooling>(AttentionUnrolling.Pooling);
        Register<SimpleRnn>(RecurrentUnrolling.Unroll);
        Register<SLstm>(RecurrentUnrolling.Unroll);
        Register<Softmax>((_, scope) => scope.EachStep(scope.Tape.Softmax));
        Register<Subtract>((_, scope) => MergeUnrolling.Subtract(scope));
        Register<TakeFeatures>((layer, scope) => scope.EachStep(x => x.Part(layer.Start, layer.Count)));
        Register<TakeStep>((layer, scope) => [RearrangeUnrolling.Take(layer, scope)]);
        Register<TimeDistributed>((layer, scope) => [scope.Input.With(scope.Input.Steps.Select(step => Unroll(layer.Inner, scope.Part(string.Empty, TapeSignal.Of(step)))[0].Steps[0]))]);
    }

    /// <summary>The kinds that can be written on a tape.</summary>
    internal static IReadOnlyCollection<Type> Known => Kinds.Keys;

    /// <summary>Writes a layer on the tape.</summary>
    /// <returns>Its outputs.</returns>
    /// <exception cref="ExplanationException">There are no rules for this layer.</exception>
    internal static TapeSignal[] Unroll(Layer layer, UnrollScope scope) => Kinds.TryGetValue(layer.GetType(), out Func<Layer, UnrollScope, TapeSignal[]>? unroll)
        ? unroll(layer, scope)
        : throw scope.Refusal(layer, "there are no rules for this kind of layer");

    private static void Register<TLayer>(Func<TLayer, UnrollScope, TapeSignal[]> unroll)
        where TLayer : Layer => Kinds.Add(typeof(TLayer), (layer, scope) => unroll((TLayer)layer, scope));
}

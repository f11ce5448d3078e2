using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Formats.Onnx.Schema;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>One node for which layers are sought.</summary>
internal sealed class LayerCall(CompiledNode compiled, LayerValue?[] inputs, LayerScope scope)
{
    internal OnnxNode Node => compiled.Node;

    internal CompiledNode Compiled => compiled;

    internal LayerScope Scope => scope;

    internal LayerValue?[] Inputs => inputs;

    internal LayerValue? Optional(int input) => input < inputs.Length ? inputs[input] : null;

    /// <summary>An input that has to be a layer's output.</summary>
    internal SignalValue Signal(int input) => Optional(input) as SignalValue ?? throw new NoLayerException($"reads at input {input + 1} {What(Optional(input))}, and a layer's output is needed");

    /// <summary>An input that has to be known.</summary>
    internal NdArray Known(int input) => (Optional(input) as KnownValue)?.Array ?? throw new NoLayerException($"reads at input {input + 1} {What(Optional(input))}, and known numbers are needed");

    /// <summary>Whole numbers that are an attribute, or a known input, or neither.</summary>
    internal long[]? Numbers(string attribute, int input) =>
        Node.Numbers(attribute)?.ToArray() ?? (Optional(input) is null ? null : (long[])Known(input).As(ElementType.I64).Data);

    internal GraphSource Add(Layer layer, GraphSource input, Action<Func<string, Memory<float>>>? fill = null) => scope.Add(layer, compiled, [input], fill);

    internal GraphSource Add(Layer layer, GraphSource[] sources, Action<Func<string, Memory<float>>>? fill = null) => scope.Add(layer, compiled, sources, fill);

    private static string What(LayerValue? value) => value switch
    {
        null => "nothing",
        SignalValue signal => $"a layer's output {signal.Layout}",
        KnownValue known => $"known numbers {known.Array}",
        ShapeValue => "a shape",
        FilledValue => "one number everywhere",
        _ => "the lengths of the sequences",
    };
}

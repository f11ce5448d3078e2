using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Schema;

namespace Gatelight.Formats.Onnx.Running;

/// <summary>One computation of a node: its inputs and what it is told.</summary>
internal sealed class NodeCall(CompiledNode compiled, NdArray?[] inputs, RunScope scope)
{
    internal OnnxNode Node => compiled.Node;

    internal CompiledNode Compiled => compiled;

    internal RunScope Scope => scope;

    internal int Opset => compiled.Opset;

    internal NdArray?[] Inputs => inputs;

    internal int OutputCount => Node.Outputs.Count;

    /// <summary>An input that has to be there.</summary>
    internal NdArray this[int input] => Optional(input) ?? throw new OperatorException($"its input {input + 1} is missing");

    /// <summary>An input, or null where it is left out.</summary>
    internal NdArray? Optional(int input) => input < inputs.Length ? inputs[input] : null;

    /// <summary>Whether an output is asked for.</summary>
    internal bool Wants(int output) => output < Node.Outputs.Count && Node.Outputs[output].Length > 0;

    /// <summary>An input as whole numbers, or null where it is left out.</summary>
    internal long[]? Numbers(int input) => Optional(input) is { } array ? (long[])array.As(ElementType.I64).Data : null;

    /// <summary>An input as whole numbers, which has to be there.</summary>
    internal long[] Whole(int input) => (long[])this[input].As(ElementType.I64).Data;

    /// <summary>Whole numbers that are an attribute before an opset and an input from it on.</summary>
    internal long[]? Numbers(string attribute, int input) => Node.Numbers(attribute)?.ToArray() ?? Numbers(input);

    /// <summary>An axis counted from the start.</summary>
    internal static int Axis(long axis, int rank)
    {
        if (axis < -rank || axis >= rank)
            throw new OperatorException($"its axis {axis} does not exist in {rank} dimensions");
        return (int)(axis < 0 ? axis + rank : axis);
    }

    /// <summary>Axes counted from the start.</summary>
    internal static int[] Axes(IEnumerable<long> axes, int rank) => [.. axes.Select(axis => Axis(axis, rank)).Distinct().Order()];
}

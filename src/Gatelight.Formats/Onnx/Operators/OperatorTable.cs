using System.Collections.Frozen;
using Gatelight.Data;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Formats.Onnx.Schema;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Every operator of ONNX that can be run.</summary>
internal static class OperatorTable
{
    private static readonly FrozenDictionary<string, Operator> Operators = ((IEnumerable<Operator>)
    [
        .. ArithmeticOperators.All, .. ControlOperators.All, .. FunctionOperators.All, .. GatherOperators.All, .. LearningOperators.All, .. MatrixOperators.All, .. MovementOperators.All,
        .. NormalizationOperators.All, .. RecurrentOperators.All, .. ReductionOperators.All, .. ShapeOperators.All, .. WindowOperators.All,
    ]).ToFrozenDictionary(op => op.Name, StringComparer.Ordinal);

    /// <summary>The names of all of them.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. Operators.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The operator of a node.</summary>
    /// <exception cref="InvalidDataException">There is none; the message names the node.</exception>
    internal static Operator Find(OnnxNode node, string place)
    {
        string name = node.Domain.Length > 0 ? $"{node.Domain}.{node.Operator}" : node.Operator;
        if (!Operators.TryGetValue(name, out Operator? op))
        {
            string domain = node.Domain.Length > 0 ? $" of {OneLine.Of(node.Domain)}" : string.Empty;
            string near = node.Domain.Length == 0 && NearestName.Of(node.Operator, Names) is { } known ? $"; did you mean {known}?" : "; docs/formats.md lists those that are";
            throw new InvalidDataException($"{CompiledNode.Describe(node, place)} uses the operator {OneLine.Of(node.Operator)}{domain}, which is not supported{near}");
        }

        return node.Inputs.Count >= op.Inputs
            ? op
            : throw new InvalidDataException($"{CompiledNode.Describe(node, place)} has {node.Inputs.Count} inputs, and needs {op.Inputs}");
    }
}

using Gatelight.Formats.Arrays;

namespace Gatelight.Conformance.Tests.Formats;

/// <summary>One node of an operator: its inputs and what it is told.</summary>
internal sealed record NodeCase(string Operator, NdArray?[] Inputs, int Outputs = 1, params (string Name, object Value)[] Attributes);

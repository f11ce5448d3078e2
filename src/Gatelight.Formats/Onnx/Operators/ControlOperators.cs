using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Operators that run graphs inside: If, Loop and Scan.</summary>
internal static class ControlOperators
{
    internal static IEnumerable<Operator> All => [new("If", 1, If), new("Loop", 2, Loop), new("Scan", 1, Scan)];

    private static NdArray?[] If(NodeCall call)
    {
        bool choice = Truth(call[0]);
        return Body(call, choice ? "then_branch" : "else_branch").Run([], call.Scope);
    }

    private static NdArray?[] Loop(NodeCall call)
    {
        GraphProgram body = Body(call, "body");
        NdArray?[] carried = [.. call.Inputs.Skip(2)];
        int scans = body.Graph.Outputs.Count - 1 - carried.Length;
        if (scans < 0 || body.Graph.Inputs.Count != carried.Length + 2)
            throw new OperatorException($"carries {carried.Length} values through a body of {body.Graph.Inputs.Count} inputs and {body.Graph.Outputs.Count} outputs");
        long turns = call.Numbers(0) is [var told] ? told : long.MaxValue;
        bool goesOn = call.Optional(1) is not { } condition || Truth(condition);
        List<NdArray>[] series = [.. Enumerable.Range(0, scans).Select(_ => new List<NdArray>())];
        long held = 0;
        for (long turn = 0; turn < turns && goesOn; turn++)
        {
            if (turn >= ArrayLimits.MaximumTurns)
                throw new OperatorException($"has not ended after {ArrayLimits.MaximumTurns} turns");
            NdArray[] outputs = body.Run([new NdArray(new[] { turn }), new NdArray(new[] { goesOn }), .. carried], call.Scope);
            goesOn = Truth(outputs[0]);
            for (int n = 0; n < carried.Length; n++)
                carried[n] = outputs[1 + n];
            for (int n = 0; n < scans; n++)
                series[n].Add(Held(outputs[1 + carried.Length + n], ref held));
        }

        return [.. carried, .. series.Select((parts, n) => Stack(parts, 0, body, 1 + carried.Length + n, isReversed: false))];
    }

    private static NdArray?[] Scan(NodeCall call)
    {
        if (call.Opset < 9)
            throw new OperatorException("is of opset 8, whose axes differ; convert the model to opset 9 or above");
        GraphProgram body = Body(call, "body");
        int scanned = (int)call.Node.Number("num_scan_inputs", 0), states = call.Inputs.Length - scanned;
        int series = body.Graph.Outputs.Count - states;
        if (scanned < 1 || states < 0 || series < 0 || body.Graph.Inputs.Count != call.Inputs.Length)
            throw new OperatorException($"scans {scanned} of {call.Inputs.Length} inputs with a body of {body.Graph.Inputs.Count} inputs and {body.Graph.Outputs.Count} outputs");
        long[] inputAxes = Told(call, "scan_input_axes", scanned), inputWays = Told(call, "scan_input_directions", scanned);
        long[] outputAxes = Told(call, "scan_output_axes", series), outputWays = Told(call, "scan_output_directions", series);
        int[] axes = [.. Enumerable.Range(0, scanned).Select(n => NodeCall.Axis(inputAxes[n], call[states + n].Rank))];
        int steps = call[states].Shape[axes[0]];
        if (Enumerable.Range(0, scanned).Any(n => call[states + n].Shape[axes[n]] != steps))
            throw new OperatorException("scans inputs of different lengths");
        NdArray?[] carried = [.. call.Inputs.Take(states)];
        List<NdArray>[] parts = [.. Enumerable.Range(0, series).Select(_ => new List<NdArray>())];
        long held = 0;
        for (int step = 0; step < steps; step++)
        {
            NdArray[] slices = [.. Enumerable.Range(0, scanned).Select(n => Step(call[states + n], axes[n], inputWays[n] == 1 ? steps - 1 - step : step))];
            NdArray[] outputs = body.Run([.. carried, .. slices], call.Scope);
            for (int n = 0; n < states; n++)
                carried[n] = outputs[n];
            for (int n = 0; n < series; n++)
                parts[n].Add(Held(outputs[states + n], ref held));
        }

        return [.. carried, .. parts.Select((part, n) => Stack(part, outputAxes[n], body, states + n, outputWays[n] == 1))];
    }

    // What the turns of a loop give is weighed as it comes, not when all of it is there.
    private static NdArray Held(NdArray part, ref long held) => (held += part.Length) <= ArrayLimits.MaximumValues
        ? part
        : throw new OperatorException($"would collect more than {ArrayLimits.MaximumValues} values");

    private static NdArray Step(NdArray x, int axis, int step) =>
        MovementOperators.Part(x, axis, step, 1).Reshape([.. x.Shape.Where((_, n) => n != axis)]);

    // The series of a loop that made no turn is empty, with the other dimensions as far as the body says them.
    private static NdArray Stack(List<NdArray> parts, long axisTold, GraphProgram body, int output, bool isReversed)
    {
        if (parts.Count == 0)
        {
            Schema.OnnxValue value = body.Graph.Outputs[output];
            int[] rest = [.. (value.Shape ?? []).Select(dimension => dimension.IsFixed ? ArrayLimits.Size(dimension.Size) : 0)];
            return ArrayLimits.Zeros(value.Type ?? ElementType.F32, [0, .. rest]);
        }

        if (isReversed)
            parts.Reverse();
        int axis = NodeCall.Axis(axisTold, parts[0].Rank + 1);
        return MovementOperators.Concat([.. parts.Select(part => part.Reshape([.. part.Shape.Take(axis), 1, .. part.Shape.Skip(axis)]))], axis);
    }

    private static long[] Told(NodeCall call, string name, int count) =>
        call.Node.Numbers(name) is { Count: > 0 } told
            ? told.Count == count ? [.. told] : throw new OperatorException($"has {told.Count} {name}, and needs {count}")
            : new long[count];

    private static GraphProgram Body(NodeCall call, string name) =>
        call.Compiled.Bodies.TryGetValue(name, out GraphProgram? body) ? body : throw new OperatorException($"has no {name}");

    private static bool Truth(NdArray array) => array.Length == 1 ? ((bool[])array.As(ElementType.Bool).Data)[0] : throw new OperatorException($"takes one truth, not {array}");
}

using System.Text.Json;

namespace Gatelight.Formats.Keras;

/// <summary>A Keras model as its configuration tells it: layers, and who reads whom.</summary>
/// <param name="Calls">The calls of layers, each behind all that it reads.</param>
/// <param name="Inputs">The model's inputs, with the entries that describe them.</param>
/// <param name="Outputs">The model's outputs.</param>
internal sealed record KerasGraph(IReadOnlyList<KerasCall> Calls, IReadOnlyList<(KerasValue Value, KerasEntry Entry)> Inputs, IReadOnlyList<KerasValue> Outputs)
{
    /// <summary>Reads a configuration.</summary>
    /// <param name="kind">The model's class.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="name">The model's name, for messages.</param>
    internal static KerasGraph Read(string kind, JsonElement config, string name) => KerasLayerTable.Plain(kind) switch
    {
        "Sequential" => KerasGraphReader.Sequential(config, name),
        "Functional" => KerasGraphReader.Functional(config, name),
        var other => throw KerasProblem.Layer(name, other, "is a model of a class of its own", "build it as a Sequential or functional model and save it again."),
    };

    /// <summary>Adds the model's layers to a graph.</summary>
    /// <param name="build">The graph.</param>
    /// <param name="weights">The weights of the model.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="needsWhole">Whether its outputs are wanted at masked steps too.</param>
    /// <param name="axisShift">See <see cref="KerasLayer.AxisShift"/>.</param>
    internal KerasTensor[] Run(KerasBuild build, KerasWeights weights, KerasTensor[] inputs, bool needsWhole, int axisShift = 0)
    {
        if (inputs.Length != Inputs.Count)
            throw KerasProblem.Of($"a model inside the model reads {Inputs.Count} inputs and gets {inputs.Length}");
        Dictionary<KerasValue, KerasTensor> values = [];
        for (int n = 0; n < inputs.Length; n++)
            values[Inputs[n].Value] = inputs[n];
        HashSet<(string, int)> whole = Whole(needsWhole);
        HashSet<string> called = new(StringComparer.Ordinal);
        foreach (KerasCall call in Calls)
        {
            string plain = KerasLayerTable.Plain(call.Entry.Kind);
            KerasLayerKind kind = KerasLayerTable.Find(plain) ?? throw Unknown(call.Entry, plain);
            KerasWeights own = weights.Layer(call.Entry.Name, call.Entry.Kind, call.Entry.Number);
            KerasTensor[] read = [.. call.Inputs.Select(input => values.GetValueOrDefault(input) ?? throw KerasProblem.Layer(call.Entry.Name, plain, $"reads output {input.Output} of {Data.OneLine.Of(input.Layer)}, which is not there", "save the model again."))];
            bool isWhole = whole.Contains((call.Entry.Name, call.Number));
            build.Count();
            if (!called.Add(call.Entry.Name))
                build.Note($"The layer {call.Entry.Name} is used more than once; here each use has a copy of its weights, which training would move apart.");
            KerasLayer layer = new(call.Entry.Name, plain, call.Entry.Config, own, isWhole, call.Arguments) { AxisShift = axisShift };
            KerasTensor[] outputs = kind.Convert(build, layer, read);
            for (int n = 0; n < outputs.Length; n++)
                values[new KerasValue(call.Entry.Name, call.Number, n)] = outputs[n];
        }

        return [.. Outputs.Select(output => values.GetValueOrDefault(output) ?? throw KerasProblem.Of($"its output {output.Output} of {Data.OneLine.Of(output.Layer)} is not there"))];
    }

    /// <summary>Whether an input holds tokens: an embedding reads it.</summary>
    internal bool IsTokens(KerasValue input)
    {
        int budget = 1000;
        return IsTokens(input, ref budget);
    }

    private bool IsTokens(KerasValue input, ref int budget)
    {
        foreach (KerasCall call in Calls)
        {
            string kind = KerasLayerTable.Plain(call.Entry.Kind);
            for (int n = 0; n < call.Inputs.Count; n++)
            {
                if (call.Inputs[n] != input)
                    continue;
                if (kind == "Embedding")
                    return true;
                if (kind is not ("Functional" or "Sequential") || budget-- <= 0)
                    continue;
                KerasGraph inner = Read(kind, call.Entry.Config, call.Entry.Name);
                if (n < inner.Inputs.Count && inner.IsTokens(inner.Inputs[n].Value, ref budget))
                    return true;
            }
        }

        return false;
    }

    // Backwards: a layer that knows no masks wants all steps of what it reads, one that passes them on wants them where its readers do.
    private HashSet<(string, int)> Whole(bool needsWhole)
    {
        HashSet<(string, int)> calls = needsWhole ? [.. Outputs.Select(value => (value.Layer, value.Call))] : [];
        foreach (KerasCall call in Calls.Reverse())
        {
            MaskUse use = KerasLayerTable.Find(KerasLayerTable.Plain(call.Entry.Kind))?.Mask ?? MaskUse.Ignores;
            if (use == MaskUse.Obeys || (use == MaskUse.PassesOn && !calls.Contains((call.Entry.Name, call.Number))))
                continue;
            foreach (KerasValue input in call.Inputs)
                calls.Add((input.Layer, input.Call));
        }

        return calls;
    }

    private static InvalidDataException Unknown(KerasEntry entry, string kind) => kind switch
    {
        "Lambda" => KerasProblem.Layer(entry.Name, kind, "holds Python code, which is not run here", "write it with layers, or leave it out."),
        "TFOpLambda" or "TensorFlowOpLayer" or "SlicingOpLambda" => KerasProblem.Layer(entry.Name, kind, "is a TensorFlow operation", "write it with Keras layers."),
        _ when kind.Contains("2D", StringComparison.Ordinal) || kind.Contains("3D", StringComparison.Ordinal) =>
            KerasProblem.Layer(entry.Name, kind, "works on images", "models of sequences [B, T, D] and vectors [B, D] can be read."),
        _ => KerasProblem.Layer(entry.Name, kind, "is of a kind that is not supported"),
    };
}

using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Formats.Onnx.Schema;
using Gatelight.Models;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>
/// Looks for layers that say what a graph says. An ONNX file does not say which axes are samples and which are steps, so every sensible
/// reading of the inputs is tried, the usual first, until one goes through.
/// </summary>
internal static class LayerSearch
{
    private const int MaximumReadings = 200;
    private const long MaximumFolded = 1 << 22;

    internal static LayeredModel Of(OnnxModel model, bool fillsWeights = true)
    {
        GraphProgram program = model.Program;
        OnnxValue[] inputs = [.. model.File.Graph.Inputs.Where(input => !program.Constants.ContainsKey(input.Name))];
        if (inputs.Length == 0)
            throw new InvalidInputException("The model has no input, so there is nothing to explain or to convert.");
        Dictionary<string, LayerValue> folded = Fold(program);
        (int Reached, string Problem)? best = null;
        foreach (InputReading[] reading in InputReading.All(inputs, MaximumReadings))
        {
            try
            {
                return Try(model, reading, folded, fillsWeights);
            }
            catch (SearchFailure failure)
            {
                if (best is null || failure.Reached > best.Value.Reached)
                    best = (failure.Reached, failure.Message);
            }
        }

        throw new InvalidInputException(best?.Problem ?? $"The inputs {string.Join(", ", inputs.Select(input => OneLine.Of(input.Name)))} have no shapes that layers can read; export the model with the shapes of its inputs.");
    }

    private static LayeredModel Try(OnnxModel model, InputReading[] readings, Dictionary<string, LayerValue> folded, bool fillsWeights)
    {
        GraphProgram program = model.Program;
        LayerScope scope = new(program);
        foreach (var (name, value) in folded)
            scope.Set(name, value);
        foreach (InputReading reading in readings)
            reading.Enter(scope);
        if (program.Constants.Values.Any(weight => weight.Type == ElementType.F64))
            scope.Notes.Add("Its weights of 64 bits are kept in 32.");
        Dictionary<string, string> problems = new(StringComparer.Ordinal);
        int reached = 0;
        foreach (CompiledNode node in program.Nodes)
        {
            if (node.Node.Outputs.Where(name => name.Length > 0).All(name => scope.Find(name) is not null))
                continue;
            string? cause = node.Node.Inputs.Select(name => problems.GetValueOrDefault(name)).FirstOrDefault(problem => problem is not null);
            if (cause is null)
            {
                try
                {
                    LayerValue?[] outputs = LayerTable.Map(new LayerCall(node, [.. node.Node.Inputs.Select(scope.Find)], scope));
                    for (int n = 0; n < node.Node.Outputs.Count; n++)
                    {
                        if (n < outputs.Length && outputs[n] is { } value)
                            scope.Set(node.Node.Outputs[n], value);
                    }

                    reached++;
                    continue;
                }
                catch (Exception failure) when (failure is NoLayerException || OperatorException.IsOfNode(failure))
                {
                    string label = node.Label;
                    cause = $"{char.ToUpperInvariant(label[0])}{label[1..]} {failure.Message.TrimEnd('.')}.";
                }
            }

            foreach (string name in node.Node.Outputs)
                problems.TryAdd(name, cause);
        }

        if (program.Graph.Outputs.Count == 0)
            throw new SearchFailure(reached, "The graph names no output.");
        List<(ModelPort Port, GraphSource Source)> outputsFound = [];
        string? problemOfOutput = null;
        foreach (OnnxValue output in program.Graph.Outputs)
        {
            if (scope.Find(output.Name) is SignalValue signal && Port(output, signal) is { } port)
                outputsFound.Add((port, signal.Source));
            else
                problemOfOutput ??= problems.GetValueOrDefault(output.Name) ?? $"The output '{OneLine.Of(output.Name)}' is not what a layer gives.";
            if (outputsFound.Count == 0 && problemOfOutput is not null)
                throw new SearchFailure(reached, problemOfOutput);
            if (scope.Find(output.Name) is not SignalValue)
                scope.Notes.Add($"The output '{OneLine.Of(output.Name)}' is left out: {problemOfOutput}");
        }

        if (scope.Count == 0)
            throw new SearchFailure(reached, "The model has no layer.");
        try
        {
            ModelArchitecture architecture = scope.Graph.ToArchitecture(outputsFound[0].Source, [.. outputsFound.Skip(1).Select(output => output.Source)]);
            Model<float> network = scope.Build(architecture, fillsWeights);
            return new LayeredModel(
                model.Format, [network], [.. readings.Select(reading => reading.Port).OfType<ModelPort>()], [.. outputsFound.Select(output => output.Port)], [.. model.Notes, .. scope.Notes], model.Facts);
        }
        catch (Exception failure) when (OperatorException.IsOfNode(failure))
        {
            throw new SearchFailure(reached, failure.Message);
        }
    }

    // What depends on no input is computed once. Copies of a weight in another order are made as well, within bounds.
    private static Dictionary<string, LayerValue> Fold(GraphProgram program)
    {
        Dictionary<string, LayerValue> known = new(StringComparer.Ordinal);
        RunScope scope = new(null, 1);
        foreach (var (name, value) in program.Constants)
        {
            known[name] = new KnownValue(value);
            scope.Set(name, value);
        }

        // A few bytes can ask for many large arrays, all of which would be kept.
        long left = MaximumFolded + 4 * program.Constants.Values.Sum(value => (long)value.Length);
        foreach (CompiledNode node in program.Nodes)
        {
            bool isFixed = node.Bodies.Count == 0 && node.Node.Inputs.All(name => name.Length == 0 || known.ContainsKey(name));
            if (!isFixed || node.Node.Operator is "RandomNormal" or "RandomUniform" || IsLarge(node, known))
                continue;
            NdArray?[] outputs = GraphProgram.Run(node, scope);
            long made = outputs.Sum(output => (long)(output?.Length ?? 0));
            left += node.Node.Operator == "Constant" ? 4 * made : -made;
            if (left < 0)
            {
                left += made;
                continue;
            }

            for (int n = 0; n < node.Node.Outputs.Count && n < outputs.Length; n++)
            {
                if (outputs[n] is not { } value || node.Node.Outputs[n].Length == 0)
                    continue;
                known[node.Node.Outputs[n]] = new KnownValue(value);
                scope.Set(node.Node.Outputs[n], value);
            }
        }

        return known;
    }

    private static bool IsLarge(CompiledNode node, Dictionary<string, LayerValue> known) =>
        node.Node.Operator is not ("Constant" or "Identity" or "Reshape" or "Squeeze" or "Unsqueeze" or "Transpose" or "Concat" or "Split" or "Slice" or "Cast")
        && node.Node.Inputs.Select(name => known.GetValueOrDefault(name)).OfType<KnownValue>().Sum(value => (long)value.Array.Length) > MaximumFolded;

    private static ModelPort? Port(OnnxValue output, SignalValue signal)
    {
        List<PortAxis> axes = [];
        foreach (IReadOnlyList<Atom> atoms in signal.Axes)
        {
            // An axis that samples and steps share cannot be laid out by name.
            if (atoms.Count > 1 && atoms.Any(atom => atom.Kind != AxisKind.Feature))
                return null;
            axes.Add(atoms switch
            {
                [] => new PortAxis(AxisKind.Feature, 1),
                [{ Kind: AxisKind.Batch }] => new PortAxis(AxisKind.Batch),
                [{ Kind: AxisKind.Time, Size: var steps }] => new PortAxis(AxisKind.Time, steps),
                _ => new PortAxis(AxisKind.Feature, atoms.Aggregate(1, (product, atom) => product * atom.Size)),
            });
        }

        return new ModelPort(output.Name, output.Type ?? ElementType.F32, axes);
    }

    private sealed class SearchFailure(int reached, string message) : Exception(message)
    {
        internal int Reached => reached;
    }
}

using Gatelight.Data;
using Gatelight.Formats.Safetensors;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.Serialization;

namespace Gatelight.Formats.PyTorch;

/// <summary>
/// Writes the weights of a chain of layers as <c>.safetensors</c> with the names and the order of PyTorch's modules, so that
/// <c>load_state_dict</c> takes them, and a description of the chain in the metadata, so that they come back as the same model.
/// </summary>
public sealed class SafetensorsExporter : IModelExporter
{
    /// <inheritdoc/>
    public string Format => "safetensors";

    /// <inheritdoc/>
    public string Extension => ".safetensors";

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(LayeredModel model, string path)
    {
        if (model.Members.Count > 1)
            throw new InvalidInputException($"Cannot write {path}: the model is an ensemble of {model.Members.Count}, and a file holds the weights of one; save its members apart.");
        Model<float> network = model.Network;
        CheckChain(network.Architecture, path);
        IReadOnlyList<string> names = network.Architecture.LayerNames();
        List<TorchStep> steps = [];
        List<(string, int[], float[])> arrays = [];
        Dictionary<string, Parameter<float>> parameters = network.Parameters.All.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        for (int n = 0; n < names.Count; n++)
        {
            Layer layer = network.Architecture.Nodes[n].Layer;
            TorchModule module = new(names[n], parameters, arrays);
            steps.Add(module.Write(layer) ?? throw new InvalidInputException($"Cannot write {path}: layer {names[n]} ({layer.Kind}) is one that PyTorch's modules do not have; write a .gatelight or .onnx file."));
        }

        TorchDescription description = new(steps, network.Architecture.Inputs[0].Steps);
        Dictionary<string, string> texts = new(StringComparer.Ordinal) { ["format"] = "pt", [TorchDescription.MetadataName] = description.ToJson() };
        AtomicFile.Write(path, stream => SafetensorsWriter.Write(stream, arrays, texts));
        List<string> notes = [];
        if (model.Inputs[0].Name != "input" || model.Outputs[0].Name != "output")
            notes.Add($"The names of the input ({model.Inputs[0].Name}) and the output ({model.Outputs[0].Name}) are not kept: weights have none.");
        if (network.Architecture.Nodes.Any(node => node.Layer is RecurrentLayer { RecurrentDropout: > 0 } or RecurrentLayer { HiddenZoneout: > 0 } or RecurrentLayer { CellZoneout: > 0 }))
            notes.Add("Recurrent dropout and zoneout, which act in training alone, are not kept.");
        return notes;
    }

    private static void CheckChain(ModelArchitecture architecture, string path)
    {
        bool isChain = architecture.Inputs.Count == 1 && architecture.Outputs.Count == 1 && architecture.Output == architecture.Nodes.Count;
        for (int n = 0; isChain && n < architecture.Nodes.Count; n++)
            isChain = architecture.Nodes[n] is { Inputs: [var input], Layer.OutputCount: 1 } && input == n;
        if (!isChain)
            throw new InvalidInputException($"Cannot write {path}: the model is no chain of layers with one input and one output, and weights alone cannot say how its branches meet; write a .gatelight or .onnx file.");
    }
}

using System.Text.Json;
using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.Serialization;

namespace Gatelight.SequenceToSequence;

/// <summary>Turns a sequence-to-sequence model into a <see cref="ModelBundle"/> and back; nothing in a file is believed before it is checked.</summary>
internal static class Seq2SeqFile
{
    private const string TaskName = "sequence-to-sequence";

    internal static void Save(Seq2SeqModel model, string path)
    {
        new ModelBundle { Task = TaskName, Members = [model.Network], Pipeline = Describe(model.Description) }.Save(path);
    }

    /// <summary>What a model is, as a part of a file.</summary>
    internal static JsonElement Describe(EncoderDecoder description) => JsonSerializer.SerializeToElement(
        new EncoderDecoderDocument(
            description.Source, description.Target, description.Cell, description.Layers, description.IsBidirectional, description.Attention, description.Dropout,
            description.TiesOutput),
        ModelJson.EncoderDecoder);

    /// <summary>The model that a network and its description make.</summary>
    /// <exception cref="InvalidOperationException">They contradict each other; other exceptions too, see <see cref="IsContradiction"/>.</exception>
    internal static Seq2SeqModel Of(JsonElement pipeline, IReadOnlyList<Model<float>> members)
    {
        EncoderDecoder description = Describe(pipeline.Deserialize(ModelJson.EncoderDecoder) ?? throw new JsonException("it is empty"));
        if (members.Count != 1 || Json(members[0].Architecture) != Json(description.TrainingArchitecture()))
            throw new InvalidOperationException("it describes another network");
        return new Seq2SeqModel(description, members[0]);
    }

    internal static bool IsContradiction(Exception failure) =>
        failure is JsonException or InvalidOperationException or ArgumentException or NotSupportedException or OverflowException or LayerException;

    internal static Seq2SeqModel Load(string path)
    {
        ModelBundle bundle = ModelBundle.Load(path);
        if (bundle.Task != TaskName || bundle.Pipeline is not JsonElement pipeline)
            throw new InvalidInputException($"{path} holds a model for '{OneLine.Of(bundle.Task)}', not one from sequence to sequence; give a model that {nameof(Seq2SeqModel)} saved.");
        try
        {
            return Of(pipeline, bundle.Members);
        }
        catch (Exception failure) when (IsContradiction(failure))
        {
            throw new InvalidInputException($"Cannot read the model {path}: its pipeline does not make sense ({OneLine.Of(failure.Message)}); the file was altered, train the model anew.", failure);
        }
    }

    private static EncoderDecoder Describe(EncoderDecoderDocument document) => new()
    {
        Source = document.Source,
        Target = document.Target,
        Cell = document.Cell as RecurrentLayer ?? throw new InvalidOperationException("its cell is not recurrent"),
        Layers = document.Layers,
        IsBidirectional = document.IsBidirectional,
        Attention = document.Attention is null ? null : document.Attention as AttentionLayer ?? throw new InvalidOperationException("its attention is none"),
        Dropout = document.Dropout,
        TiesOutput = document.TiesOutput,
    };

    private static string Json(ModelArchitecture architecture) => JsonSerializer.Serialize(architecture, ModelJson.Architecture);
}

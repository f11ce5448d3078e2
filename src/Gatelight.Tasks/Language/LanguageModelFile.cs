using System.Globalization;
using System.Text.Json;
using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Serialization;
using Gatelight.Tasks.Language.Networks;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Language;

/// <summary>Turns a language model into a <see cref="ModelBundle"/> and back; nothing in a file is believed before it is checked.</summary>
internal static class LanguageModelFile
{
    internal const string TaskName = "language";

    internal static JsonElement Document(LanguageNetwork network, TextCodec codec, LanguageFacts facts) =>
        JsonSerializer.SerializeToElement(new LanguageDocument(network, codec.ToDocument(), facts), LanguageJson.Default.LanguageDocument);

    internal static void Save(LanguageModel model, string path) => new ModelBundle
    {
        Task = TaskName,
        Members = [model.Network],
        Pipeline = Document(model.Shape, model.Codec, model.Facts),
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["createdBy"] = $"Gatelight {typeof(LanguageModelFile).Assembly.GetName().Version?.ToString(3)}",
            ["source"] = model.Facts.Source,
            ["unit"] = model.Codec.Unit.ToString().ToLowerInvariant(),
            ["seed"] = model.Facts.Options.Seed.ToString(CultureInfo.InvariantCulture),
        },
        Metrics = model.Facts.Scores.Select((score, n) => (Key: n == 0 ? "test.perplexity" : $"test.perplexity.{score.Name}", score.Perplexity))
            .ToDictionary(entry => entry.Key, entry => entry.Perplexity, StringComparer.Ordinal),
        TrainingData = new TrainingDataFingerprint(model.Facts.TrainingTokens, "the first token", "the last token before those held out", model.Facts.Fingerprint),
    }.Save(path);

    internal static LanguageModel Load(string path)
    {
        ModelBundle bundle = ModelBundle.Load(path);
        if (bundle.Task != TaskName || bundle.Pipeline is not { } pipeline)
            throw new InvalidInputException($"{path} holds a model for '{OneLine.Of(bundle.Task)}', not a language model; give a model that 'gatelight train language' made.");
        try
        {
            if (bundle.Members.Count != 1)
                throw new InvalidOperationException("it has several networks");
            (LanguageDocument document, TextCodec codec) = Read(pipeline, bundle.Members[0].Architecture);
            return new LanguageModel(document.Network, codec, document.Facts, bundle.Members[0]);
        }
        catch (Exception failure) when (FileContradiction.Is(failure))
        {
            throw FileContradiction.OfModel(path, failure);
        }
    }

    /// <summary>Reads what a file or a checkpoint keeps beside the weights; nothing is built before its sizes are within bounds, and are those of the network that was trained.</summary>
    internal static (LanguageDocument Document, TextCodec Codec) Read(JsonElement pipeline, ModelArchitecture trained)
    {
        LanguageDocument document = pipeline.Deserialize(LanguageJson.Default.LanguageDocument) ?? throw new JsonException("it is empty");
        LanguageNetwork shape = document.Network;
        // The options refuse what is out of bounds.
        _ = new LanguageOptions
        {
            EmbeddingWidth = shape.EmbeddingWidth,
            HiddenSize = shape.HiddenSize,
            Layers = shape.Layers,
            Dropout = shape.Dropout,
            RecurrentDropout = shape.RecurrentDropout,
        };
        if (!shape.Training().Nodes.Select(node => node.Layer).SequenceEqual(trained.Nodes.Select(node => node.Layer)))
            throw new InvalidOperationException("its network is another than was trained");
        var codec = TextCodec.FromDocument(document.Codec);
        return codec.Count == shape.Vocabulary ? (document, codec) : throw new InvalidOperationException("its vocabulary is not that of its network");
    }
}

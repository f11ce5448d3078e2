using System.Globalization;
using System.Text.Json;
using Gatelight.Data;
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
            LanguageDocument document = Read(pipeline);
            if (bundle.Members.Count != 1)
                throw new InvalidOperationException("it has several networks");
            return new LanguageModel(document.Network, TextCodec.FromDocument(document.Codec), document.Facts, bundle.Members[0]);
        }
        catch (Exception failure) when (IsContradiction(failure))
        {
            throw new InvalidInputException($"Cannot read the model {path}: its pipeline does not make sense ({OneLine.Of(failure.Message)}); the file was altered, train the model anew.", failure);
        }
    }

    /// <summary>Reads what a file or a checkpoint keeps beside the weights.</summary>
    internal static LanguageDocument Read(JsonElement pipeline)
    {
        LanguageDocument document = pipeline.Deserialize(LanguageJson.Default.LanguageDocument) ?? throw new JsonException("it is empty");
        if (TextCodec.FromDocument(document.Codec).Count != document.Network.Vocabulary)
            throw new InvalidOperationException("its vocabulary is not that of its network");
        return document;
    }

    internal static bool IsContradiction(Exception failure) =>
        failure is JsonException or InvalidOperationException or ArgumentException or NotSupportedException or NullReferenceException or InvalidInputException or Layers.LayerException;
}

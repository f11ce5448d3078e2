using System.Globalization;
using System.Text.Json;
using Gatelight.Data;
using Gatelight.SequenceToSequence;
using Gatelight.Serialization;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Translation;

/// <summary>Turns a model of pairs of texts into a <see cref="ModelBundle"/> and back; nothing in a file is believed before it is checked.</summary>
internal static class TranslationModelFile
{
    internal const string TaskName = "translation";

    internal static JsonElement Document(Seq2SeqModel network, TextCodec source, TextCodec target, TranslationFacts facts) => JsonSerializer.SerializeToElement(
        new TranslationDocument(network.Describe(), source.ToDocument(), target.ToDocument(), facts), TranslationJson.Default.TranslationDocument);

    internal static void Save(TranslationModel model, string path) => new ModelBundle
    {
        Task = TaskName,
        Members = [model.Network.Network],
        Pipeline = Document(model.Network, model.SourceCodec, model.TargetCodec, model.Facts),
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["createdBy"] = $"Gatelight {typeof(TranslationModelFile).Assembly.GetName().Version?.ToString(3)}",
            ["source"] = model.Facts.Source,
            ["seed"] = model.Facts.Options.Seed.ToString(CultureInfo.InvariantCulture),
        },
        Metrics = model.Facts.Scores.SelectMany((score, n) => new[]
        {
            KeyValuePair.Create(n == 0 ? "test.bleu" : $"test.bleu.{score.Name}", score.Bleu.Score),
            KeyValuePair.Create(n == 0 ? "test.chrf" : $"test.chrf.{score.Name}", score.ChrF),
        }).ToDictionary(StringComparer.Ordinal),
        TrainingData = new TrainingDataFingerprint(model.Facts.TrainingPairs, "the first pair", "the last pair", model.Facts.Fingerprint),
    }.Save(path);

    internal static TranslationModel Load(string path)
    {
        ModelBundle bundle = ModelBundle.Load(path);
        if (bundle.Task != TaskName || bundle.Pipeline is not { } pipeline)
            throw new InvalidInputException($"{path} holds a model for '{OneLine.Of(bundle.Task)}', not for pairs of texts; give a model that 'gatelight train translate' made.");
        try
        {
            (TranslationDocument document, TextCodec source, TextCodec target) = Read(pipeline);
            Seq2SeqModel network = Seq2SeqModel.FromParts(document.Network, bundle.Members);
            if (network.Description.Source is not Tokens read || network.Description.Target is not Tokens written || read.Vocabulary != source.Count || written.Vocabulary != target.Count)
                throw new InvalidOperationException("its vocabularies are not those of its network");
            return new TranslationModel(network, source, target, document.Facts);
        }
        catch (Exception failure) when (FileContradiction.Is(failure))
        {
            throw FileContradiction.OfModel(path, failure);
        }
    }

    /// <summary>Reads what a file or a checkpoint keeps beside the weights.</summary>
    internal static (TranslationDocument Document, TextCodec Source, TextCodec Target) Read(JsonElement pipeline)
    {
        TranslationDocument document = pipeline.Deserialize(TranslationJson.Default.TranslationDocument) ?? throw new JsonException("it is empty");
        return (document, TextCodec.FromDocument(document.Source), TextCodec.FromDocument(document.Target));
    }
}

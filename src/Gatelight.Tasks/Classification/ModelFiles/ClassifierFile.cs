using System.Globalization;
using System.Text.Json;
using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Serialization;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Classification;

/// <summary>Turns a classifier into a <see cref="ModelBundle"/> and back; nothing in a file is believed before it is checked.</summary>
internal static class ClassifierFile
{
    internal const string TaskName = "classify";

    internal static void Save(Classifier classifier, string path) => ToBundle(classifier).Save(path);

    internal static Classifier Load(string path)
    {
        ModelBundle bundle = ModelBundle.Load(path);
        if (bundle.Task != TaskName || bundle.Pipeline is not JsonElement pipeline)
            throw new InvalidInputException($"{path} holds a model for '{OneLine.Of(bundle.Task)}', not a classifier; give a model that 'gatelight train classify' made.");
        try
        {
            ClassifierDocument document = pipeline.Deserialize(ClassifierJson.Default.ClassifierDocument) ?? throw new JsonException("it is empty");
            return From(document, bundle.Members);
        }
        catch (Exception failure) when (FileContradiction.Is(failure))
        {
            throw FileContradiction.OfModel(path, failure);
        }
    }

    private static ModelBundle ToBundle(Classifier classifier)
    {
        ClassifierFacts facts = classifier.Facts;
        ClassifierDocument document = new(
            classifier.Classes.Names, classifier.Temperature, facts, (classifier as TextClassifier)?.Codec.ToDocument(), (classifier as TextClassifier)?.MaxTokens ?? 0, (classifier as SeriesClassifier)?.Channels);
        return new ModelBundle
        {
            Task = TaskName,
            Members = [classifier.Network],
            Pipeline = JsonSerializer.SerializeToElement(document, ClassifierJson.Default.ClassifierDocument),
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["createdBy"] = $"Gatelight {typeof(ClassifierFile).Assembly.GetName().Version?.ToString(3)}",
                ["reads"] = classifier is TextClassifier ? "texts" : "series",
                ["classes"] = classifier.Classes.Count.ToString(CultureInfo.InvariantCulture),
                ["seed"] = facts.Seed.ToString(CultureInfo.InvariantCulture),
            },
            TrainingData = new TrainingDataFingerprint(facts.Training, facts.Source, facts.Source, facts.Fingerprint),
        };
    }

    private static Classifier From(ClassifierDocument document, IReadOnlyList<Model<float>> members)
    {
        Require(!document.Classes.IsDefault && document.Classes.Length is >= 2 and <= ClassSet.MostClasses && document.Classes.All(name => name is not null), "the classes are missing");
        Require(document.Temperature > 0 && double.IsFinite(document.Temperature), "the temperature is out of range");
        Require(!document.Facts.Counts.IsDefault && document.Facts.Counts.Length == document.Classes.Length && !document.Facts.Settings.IsDefault && !document.Facts.Notes.IsDefault, "facts are missing");
        Require(members.Count == 1 && !members[0].OutputShape.IsSequence && members[0].OutputShape.Width == document.Classes.Length
            && members[0].Architecture.Inputs.Count == 1 && members[0].Architecture.Inputs[0].IsSequence, "the network does not fit the classes");
        ClassSet classes = new(document.Classes);
        int width = members[0].Architecture.Inputs[0].Width;
        if (document.Codec is { } kept)
        {
            var codec = TextCodec.FromDocument(kept);
            Require(width == 1 && document.MaxTokens >= 1, "the network does not read texts");
            Require(members[0].Architecture.Nodes.Any(node => node.Layer is Layers.Embedding embedding && embedding.VocabularySize == codec.Count), "the network knows other words");
            return new TextClassifier(classes, members[0], document.Temperature, document.Facts, codec, document.MaxTokens);
        }

        Require(document.Channels is { IsDefault: false } channels && channels.Length == width && channels.All(channel => channel.Deviation > 0 && double.IsFinite(channel.Deviation) && double.IsFinite(channel.Mean)), "the network reads other channels");
        return new SeriesClassifier(classes, members[0], document.Temperature, document.Facts, document.Channels!.Value);
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw new InvalidOperationException(otherwise);
    }
}

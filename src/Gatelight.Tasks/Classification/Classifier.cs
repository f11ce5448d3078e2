using System.Globalization;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tasks.Classification;

/// <summary>A trained classifier: a recurrent network that answers with the logits of K classes, and the temperature that makes probabilities of them.</summary>
public abstract class Classifier
{
    private const int BatchSize = 64;
    private readonly Lazy<Model<float>> _probability;

    private protected Classifier(ClassSet classes, Model<float> network, double temperature, ClassifierFacts facts)
    {
        Classes = classes;
        Network = network;
        Temperature = temperature;
        Facts = facts;
        _probability = new Lazy<Model<float>>(ToProbabilities);
    }

    /// <summary>The classes.</summary>
    public ClassSet Classes { get; }

    /// <summary>The network; its output is a logit for each class.</summary>
    public Model<float> Network { get; }

    /// <summary>τ: probabilities are <c>softmax(logits / τ)</c>.</summary>
    public double Temperature { get; }

    /// <summary>What it was trained on, and how.</summary>
    public ClassifierFacts Facts { get; }

    /// <summary>The same network with the temperature and a softmax at its end, as explainers ask it: its output is the probability of each class, and before the activation the calibrated logits.</summary>
    public Model<float> ProbabilityNetwork => _probability.Value;

    /// <summary>Loads a classifier of texts or of series; what is loaded answers the same bits.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">There is no such file, or it is no classifier; the message says what is wrong.</exception>
    public static Classifier Load(string path) => ClassifierFile.Load(path);

    /// <summary>Saves the classifier as one <c>.gatelight</c> file, whole or not at all.</summary>
    /// <param name="path">Where.</param>
    public void Save(string path) => ClassifierFile.Save(this, path);

    /// <summary>What was chosen and how, for a person.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Describe()
    {
        string counts = string.Join(", ", Classes.Names.Zip(Facts.Counts, (name, count) => string.Create(CultureInfo.InvariantCulture, $"{name} {count:N0}")).Take(20));
        return
        [
            new("classes", string.Create(CultureInfo.InvariantCulture, $"{Classes.Count}: {counts}{(Classes.Count > 20 ? ", ..." : "")}")),
            new("trained on", string.Create(CultureInfo.InvariantCulture, $"{Facts.Training:N0} examples of {Facts.Source}; {Facts.Validation:N0} more chose the epoch and the temperature")),
            new("measured on", string.Create(CultureInfo.InvariantCulture, $"{Facts.Test:N0} examples ({Facts.TestSource})")),
            .. DescribeInput(),
            .. Facts.Settings.Select((setting, n) => new KeyValuePair<string, string>($"setting {n + 1}", setting)),
            new("epochs", string.Create(CultureInfo.InvariantCulture, $"{Facts.Epochs}, best after {Facts.BestEpoch}")),
            new("temperature", string.Create(CultureInfo.InvariantCulture, $"{Temperature:F3} (probabilities are softmax(logits / temperature))")),
            new("seed", Facts.Seed.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private protected abstract IEnumerable<KeyValuePair<string, string>> DescribeInput();

    private protected abstract int FeatureCount { get; }

    /// <summary>The logits <c>[N, K]</c> of rows as the network reads them; rows of like length run together.</summary>
    private protected float[] Logits(IReadOnlyList<NetworkRow> rows, int threads, CancellationToken cancellation)
    {
        Model<float> network = Network.Clone();
        network.Threads = threads;
        float[] logits = new float[checked(rows.Count * Classes.Count)];
        foreach (int[] batch in Text.TokenBatch.ByLength([.. rows.Select(row => row.Steps)], BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            network.Infer(NetworkRow.Batch([.. batch.Select(n => rows[n])], FeatureCount));
            float[] answers = new float[network.OutputLength];
            network.CopyOutput(answers);
            for (int n = 0; n < batch.Length; n++)
                answers.AsSpan(n * Classes.Count, Classes.Count).CopyTo(logits.AsSpan(batch[n] * Classes.Count));
        }

        return logits;
    }

    /// <summary>The number asked about: a class, or one class against another, as a probability or as calibrated log-odds.</summary>
    private protected OutputTarget Target(int index, int? against, bool asScore)
    {
        if ((uint)index >= (uint)Classes.Count || (against is { } other && ((uint)other >= (uint)Classes.Count || other == index)))
            throw new ExplanationException($"There are classes 0 to {Classes.Count - 1}; class {index}{(against is null ? "" : $" against {against}")} does not exist.");
        return new OutputTarget(index) { Against = against, BeforeActivation = asScore };
    }

    private Model<float> ToProbabilities()
    {
        ModelArchitecture named = Network.Architecture;
        IReadOnlyList<string> names = named.LayerNames();
        named = named with { Nodes = [.. named.Nodes.Select((node, n) => node with { Layer = node.Layer with { Name = names[n] } })] };
        Model<float> model = Network.Rebuild(named with { Nodes = [.. named.Nodes, new GraphNode(new Softmax(), [named.Output])], Output = named.SourceOf(named.Nodes.Count) });
        string last = names[named.NodeOf(named.Output)];
        foreach (Parameter<float> parameter in model.Parameters.All.Where(parameter => parameter.Name.StartsWith(last + ".", StringComparison.Ordinal)))
        {
            Span<float> values = parameter.Values;
            for (int n = 0; n < values.Length; n++)
                values[n] = (float)(values[n] / Temperature);
            parameter.MarkChanged();
        }

        return model;
    }
}

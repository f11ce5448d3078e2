using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Models;

namespace Gatelight.Tasks.Classification;

/// <summary>A classifier of series of several channels, of equal length or not.</summary>
public sealed class SeriesClassifier : Classifier<SeriesExample>
{
    /// <summary>The most steps of a series.</summary>
    public const int MostSteps = 20_000;

    internal SeriesClassifier(ClassSet classes, Model<float> network, double temperature, ClassifierFacts facts, ImmutableArray<ChannelScale> channels)
        : base(classes, network, temperature, facts) => Channels = channels;

    /// <summary>The channels, with the scale on which the network reads each.</summary>
    public ImmutableArray<ChannelScale> Channels { get; }

    private protected override int FeatureCount => Channels.Length;

    /// <summary>Loads a classifier of series.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">There is no such file, or it is no classifier of series.</exception>
    public static new SeriesClassifier Load(string path) => Classifier.Load(path) as SeriesClassifier
        ?? throw new InvalidInputException($"{path} classifies texts, not series; give a model that was trained on series.");

    /// <summary>A series as the network reads it, every channel on its scale, <c>[T, D]</c>.</summary>
    /// <param name="example">The series.</param>
    /// <exception cref="InvalidInputException">The series has other channels, or too many steps.</exception>
    public float[] Scaled(SeriesExample example) => Scale(example, Channels);

    /// <inheritdoc/>
    public override IExplainable Ask(SeriesExample example, int index, int? against = null, bool asScore = false)
    {
        Scaled(example);
        return new ModelQuestion<float>([ProbabilityNetwork], example.Steps, Target(index, against, asScore));
    }

    /// <inheritdoc/>
    public override string? Remark(SeriesExample example)
    {
        float[] scaled = Scaled(example);
        return scaled.Any(value => Math.Abs(value) > 50) ? "values lie more than 50 standard deviations from those trained on: the answer is a guess" : null;
    }

    internal static float[] Scale(SeriesExample example, ImmutableArray<ChannelScale> channels)
    {
        if (example.Features != channels.Length)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"The series has {example.Features} channels; the model reads {channels.Length}: {OneLine.Of(string.Join(", ", channels.Select(channel => channel.Name)))}."));
        if (example.Steps > MostSteps)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"The series has {example.Steps:N0} steps; at most {MostSteps:N0} are read: thin it out or cut it."));
        float[] scaled = new float[example.Values.Length];
        for (int n = 0; n < scaled.Length; n++)
        {
            ChannelScale channel = channels[n % channels.Length];
            scaled[n] = (float)((example.Values[n] - channel.Mean) / channel.Deviation);
        }

        return scaled;
    }

    private protected override NetworkRow RowOf(SeriesExample example) => new(Scaled(example), example.Steps);

    private protected override IEnumerable<KeyValuePair<string, string>> DescribeInput() =>
        [new("reads", string.Create(CultureInfo.InvariantCulture, $"{Channels.Length} channels: {string.Join(", ", Channels.Take(12).Select(channel => channel.Name))}{(Channels.Length > 12 ? ", ..." : "")}, each less its mean, over its standard deviation"))];
}

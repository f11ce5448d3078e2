using System.Collections.Immutable;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Classification;

/// <summary>The part of a model file that this task alone understands.</summary>
/// <param name="Classes">The classes.</param>
/// <param name="Temperature">The temperature.</param>
/// <param name="Facts">What the classifier was trained on.</param>
/// <param name="Codec">How texts are read; null for a classifier of series.</param>
/// <param name="MaxTokens">The most tokens read of a text.</param>
/// <param name="Channels">The channels; null for a classifier of texts.</param>
internal sealed record ClassifierDocument(ImmutableArray<string> Classes, double Temperature, ClassifierFacts Facts, TextCodecDocument? Codec, int MaxTokens, ImmutableArray<ChannelScale>? Channels);

using System.Text.Json;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Translation;

/// <summary>What the file of a model of pairs keeps beside the weights.</summary>
internal sealed record TranslationDocument(JsonElement Network, TextCodecDocument Source, TextCodecDocument Target, TranslationFacts Facts);

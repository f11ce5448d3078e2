using Gatelight.Tasks.Language.Networks;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Language;

/// <summary>What a language model's file keeps beside the weights.</summary>
internal sealed record LanguageDocument(LanguageNetwork Network, TextCodecDocument Codec, LanguageFacts Facts);

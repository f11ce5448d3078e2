namespace Gatelight.Tasks.Text;

/// <summary>The kinds of <see cref="TextCodec"/> that a model's file can hold.</summary>
public enum TextCodecKind
{
    /// <summary><see cref="WordCodec"/>.</summary>
    Words,

    /// <summary><see cref="CharacterCodec"/>.</summary>
    Characters,

    /// <summary><see cref="BytePairCodec"/>.</summary>
    BytePairs,

    /// <summary><see cref="TokenizerCodec"/>.</summary>
    GivenTokenizer,
}

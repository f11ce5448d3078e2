namespace Gatelight.Tasks.Language.NGrams;

/// <summary>An n-gram of up to six tokens as one number: 21 bits a token, the last one lowest.</summary>
internal static class NGramKey
{
    /// <summary>The most tokens of an n-gram.</summary>
    internal const int MaximumOrder = 6;

    /// <summary>The most different tokens, the begin symbol among them.</summary>
    internal const int MaximumTokens = 1 << Bits;

    private const int Bits = 21;

    /// <summary>The n-gram that ends at a place of a text; before the text stands the begin symbol.</summary>
    internal static UInt128 At(ReadOnlySpan<int> tokens, int last, int order, int begin)
    {
        UInt128 key = 0;
        for (int n = last - order + 1; n <= last; n++)
            key = (key << Bits) | (uint)(n < 0 ? begin : tokens[n]);
        return key;
    }

    /// <summary>The n-gram without its last token.</summary>
    internal static UInt128 Context(UInt128 key) => key >> Bits;

    /// <summary>The last tokens of an n-gram.</summary>
    internal static UInt128 Suffix(UInt128 key, int order) => key & ((UInt128.One << (Bits * order)) - 1);
}

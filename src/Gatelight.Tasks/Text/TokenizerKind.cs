namespace Gatelight.Tasks.Text;

/// <summary>The kinds of tokenizer that can be taken over from another model's files.</summary>
public enum TokenizerKind
{
    /// <summary>Byte pairs: <c>vocab.json</c> and <c>merges.txt</c>, as GPT-2 and RoBERTa have them.</summary>
    BytePair,

    /// <summary>WordPiece: <c>vocab.txt</c>, as BERT has it.</summary>
    WordPiece,

    /// <summary>SentencePiece: a <c>.model</c> file of byte pairs or unigrams, as Llama and T5 have it.</summary>
    SentencePiece,
}

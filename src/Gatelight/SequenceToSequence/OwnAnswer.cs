namespace Gatelight.SequenceToSequence;

/// <summary>Which of its answers the decoder reads in scheduled sampling.</summary>
public enum OwnAnswer
{
    /// <summary>The likeliest token.</summary>
    Likeliest,

    /// <summary>A token drawn by its probability.</summary>
    Drawn,
}

namespace Gatelight.Tasks.Classification;

/// <summary>How the hidden states of a text become one vector.</summary>
public enum TextSummary
{
    /// <summary>The largest value of each unit over the text.</summary>
    Maximum,

    /// <summary>The mean of each unit over the text.</summary>
    Mean,

    /// <summary>A mean weighted by learned attention (Lin et al. 2017, arXiv:1703.03130).</summary>
    Attention,
}

namespace Gatelight.Explain;

/// <summary>How layer-wise relevance propagation shares the relevance of a product between its gate and its signal.</summary>
public enum RelevanceProductRule
{
    /// <summary>The signal takes all, the gate nothing (Arras, Montavon, Müller and Samek 2017, arXiv:1706.07206).</summary>
    SignalTakesAll,

    /// <summary>Half each (Arjona-Medina et al. 2019, arXiv:1806.07857).</summary>
    Half,

    /// <summary>In proportion to the values, <c>a/(a + b)</c> and <c>b/(a + b)</c>; known to fail where signals cancel (Arras et al. 2019, arXiv:1909.12114).</summary>
    Proportional,
}

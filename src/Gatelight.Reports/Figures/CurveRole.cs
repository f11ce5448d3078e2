namespace Gatelight.Reports.Figures;

/// <summary>What a curve stands for; it decides colour, width and dash.</summary>
public enum CurveRole
{
    /// <summary>A named curve: each gets the next colour and dash.</summary>
    Category,

    /// <summary>The mean of the individual curves, such as a partial dependence; drawn strongly.</summary>
    Mean,

    /// <summary>One curve of many, such as one example's conditional expectation; drawn faintly.</summary>
    Individual,

    /// <summary>What to compare with, such as a random order; drawn dotted and grey.</summary>
    Reference,
}

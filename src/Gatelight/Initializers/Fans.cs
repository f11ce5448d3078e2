namespace Gatelight.Initializers;

/// <summary>How many inputs a unit has, and how many units an input feeds; each position of a convolution counts.</summary>
/// <param name="In">The fan-in.</param>
/// <param name="Out">The fan-out.</param>
internal readonly record struct Fans(double In, double Out)
{
    /// <summary>The fans of one block of a parameter.</summary>
    /// <param name="shape">Outputs first, inputs last, positions between.</param>
    /// <param name="blocks">How many blocks are stacked along the first dimension.</param>
    internal static Fans Of(ReadOnlySpan<int> shape, int blocks)
    {
        double positions = 1;
        for (int n = 1; n < shape.Length - 1; n++)
            positions *= shape[n];
        return new Fans(shape.Length > 1 ? positions * shape[^1] : 1, positions * (shape[0] / blocks));
    }
}

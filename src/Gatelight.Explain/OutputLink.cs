namespace Gatelight.Explain;

/// <summary>Turns a model's output into the user's units, with its derivative.</summary>
public abstract record OutputLink
{
    /// <summary>The output as it is.</summary>
    public static OutputLink Identity { get; } = new AffineLink(0, 1);

    /// <summary>The value in the user's units.</summary>
    /// <param name="output">The model's output.</param>
    public abstract double Value(double output);

    /// <summary>The derivative of <see cref="Value"/>.</summary>
    /// <param name="output">The model's output.</param>
    public abstract double Slope(double output);
}

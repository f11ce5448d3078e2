namespace Gatelight.Explain;

/// <summary><c>y = exp(Offset + Scale·x)</c>, the way back from a logarithm.</summary>
/// <param name="Offset">The logarithm for an output of 0.</param>
/// <param name="Scale">The logarithm of one unit of output.</param>
public sealed record ExponentialLink(double Offset, double Scale) : OutputLink
{
    /// <inheritdoc/>
    public override double Value(double output) => Math.Exp(Offset + Scale * output);

    /// <inheritdoc/>
    public override double Slope(double output) => Scale * Value(output);
}

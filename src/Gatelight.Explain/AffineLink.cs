namespace Gatelight.Explain;

/// <summary><c>y = Offset + Scale·x</c>.</summary>
/// <param name="Offset">The value for an output of 0.</param>
/// <param name="Scale">The units of one unit of output.</param>
public sealed record AffineLink(double Offset, double Scale) : OutputLink
{
    /// <inheritdoc/>
    public override double Value(double output) => Offset + Scale * output;

    /// <inheritdoc/>
    public override double Slope(double output) => Scale;
}

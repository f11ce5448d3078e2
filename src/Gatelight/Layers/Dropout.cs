using System.Text.Json.Serialization;

namespace Gatelight.Layers;

/// <summary>
/// Inverted dropout (Srivastava et al. 2014): in training each value is set to 0 with probability <c>Rate</c> and the
/// others are divided by <c>1 - Rate</c>; otherwise the identity.
/// </summary>
/// <param name="Rate">The probability of dropping a value, in [0, 1).</param>
public sealed record Dropout(double Rate) : Layer
{
    /// <summary>
    /// Whether a sequence has one mask for all its steps, so that a feature is dropped from the whole sequence or not at all: spatial
    /// dropout (Tompson et al. 2015, arXiv:1411.4280), which on the input of a recurrent layer is variational dropout (Gal and
    /// Ghahramani 2016, arXiv:1512.05287).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SharedOverTime { get; init; }

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        if (!(Rate >= 0 && Rate < 1))
            throw Error($"Rate must be at least 0 and below 1, not {Rate}");
        return SingleInput(inputs);
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new DropoutOperation<T>(Rate, SharedOverTime);
}

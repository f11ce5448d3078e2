namespace Gatelight.Regularization;

/// <summary>
/// What keeps weights small while a model is trained: the penalty <c>λ₁·Σ|w| + λ₂·Σw²</c>, whose gradient <c>λ₁·sign(w) + 2·λ₂·w</c> is added
/// to that of the loss before clipping, and a limit on the norm of each unit's incoming weights (equations 66 and 67 of docs/equations.md).
/// </summary>
/// <remarks>
/// The penalty steers the training but is not part of the losses that are reported, so that training and validation losses, and runs
/// with different penalties, can be compared. <see cref="Optimizers.AdamW"/> decays weights without a penalty.
/// </remarks>
public sealed record WeightRegularization
{
    /// <summary>λ₁, finite and at least 0: draws weights to exactly 0 (Tibshirani 1996).</summary>
    public double L1 { get; init => field = Checked(value, nameof(L1)); }

    /// <summary>λ₂, finite and at least 0: draws weights towards 0 in proportion to their size (Hoerl and Kennard 1970); the penalty is λ₂·w², not half of it.</summary>
    public double L2 { get; init => field = Checked(value, nameof(L2)); }

    /// <summary>
    /// The largest Euclidean norm of a row of a matrix, which holds the incoming weights of one unit (of one gate of it, in a recurrent layer);
    /// longer rows are scaled down to it after each step (Srivastava et al. 2014). Above 0; null for no limit.
    /// </summary>
    public double? MaxNorm
    {
        get;
        init => field = value is null || (value > 0 && double.IsFinite(value.Value))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxNorm must be above 0 and finite, or null for no limit.");
    }

    /// <summary>
    /// The parameters it applies to, as names or ends of names: <c>weight_hh</c> is that of every layer, <c>lstm_1.weight_hh</c> that of one.
    /// Null for every matrix: biases are left alone unless they are named.
    /// </summary>
    public IReadOnlyList<string>? Parameters { get; init; }

    private static double Checked(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0 and finite.");
}

namespace Gatelight.Kernels;

public abstract partial class KernelSet<T>
{
    /// <summary>
    /// One LSTM step without peepholes, from pre-activations (equations 1 to 6 of docs/equations.md):
    /// <c>i = σ(zᵢ), f = σ(z_f), g = tanh(z_g), o = σ(z_o), c = f⊙c₋₁ + i⊙g, h = o⊙tanh(c)</c>.
    /// </summary>
    /// <param name="gates"><c>[rows, 4H]</c>: in, the pre-activations in the order i, f, g, o; out, the activated gates (overwritten in place).</param>
    /// <param name="cellPrevious"><c>[rows, H]</c>: c of the step before.</param>
    /// <param name="cell"><c>[rows, H]</c>: overwritten with c; may be the same span as <paramref name="cellPrevious"/>.</param>
    /// <param name="hidden"><c>[rows, H]</c>: overwritten with h.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="hiddenSize">H.</param>
    public abstract void LstmForward(
        Span<T> gates, ReadOnlySpan<T> cellPrevious, Span<T> cell, Span<T> hidden, int rows, int hiddenSize);

    /// <summary>
    /// The backward pass of <see cref="LstmForward"/> (equations 7 to 12 of docs/equations.md).
    /// </summary>
    /// <param name="gates"><c>[rows, 4H]</c>: the activated gates that the forward pass left.</param>
    /// <param name="cellPrevious"><c>[rows, H]</c>: c of the step before.</param>
    /// <param name="cell"><c>[rows, H]</c>: c of this step.</param>
    /// <param name="hiddenGradient"><c>[rows, H]</c>: the whole gradient that reaches h of this step.</param>
    /// <param name="cellGradient"><c>[rows, H]</c>: in, the gradient that reaches c from the step after; out, the one that reaches c of the step before (overwritten in place).</param>
    /// <param name="gateGradient"><c>[rows, 4H]</c>: overwritten with the gradient of the pre-activations; may be the same span as <paramref name="gates"/>.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="hiddenSize">H.</param>
    public abstract void LstmBackward(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> cellPrevious, ReadOnlySpan<T> cell, ReadOnlySpan<T> hiddenGradient,
        Span<T> cellGradient, Span<T> gateGradient, int rows, int hiddenSize);

    /// <summary>
    /// One step of an LSTM variant, from pre-activations: <c>i = σ(zᵢ + pᵢ⊙c₋₁), f = σ(z_f + p_f⊙c₋₁), g = φ(z_g), c = f⊙c₋₁ + i⊙g,
    /// o = σ(z_o + p_o⊙c), h = o⊙ψ(c)</c>, where a missing gate is 1, a coupled forget gate is <c>1 - i</c>, and σ, φ, ψ are the
    /// activations of the variant (Gers and Schmidhuber 2000; Greff et al. 2017, arXiv:1503.04069).
    /// </summary>
    /// <param name="gates"><c>[rows, P·H]</c> with P = <see cref="LstmVariant.Blocks"/>: in, the pre-activations z without the peephole terms, in the order i, f, g, o; out, the activated gates (overwritten in place).</param>
    /// <param name="peepholes"><c>[<see cref="LstmVariant.PeepholeBlocks"/>·H]</c> in the order i, f, o; read with peepholes alone.</param>
    /// <param name="cellPrevious"><c>[rows, H]</c>: c of the step before.</param>
    /// <param name="cell"><c>[rows, H]</c>: overwritten with c; may be the same span as <paramref name="cellPrevious"/>.</param>
    /// <param name="hidden"><c>[rows, H]</c>: overwritten with h.</param>
    /// <param name="preActivations"><c>[rows, P·H]</c>: overwritten, when <see cref="LstmVariant.NeedsPreActivations"/> and not empty, with the pre-activations, peephole terms included, before clipping; else left alone.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="variant">The parts of the step.</param>
    /// <exception cref="ArgumentException">A span is too short, or a coupled forget gate has no input gate.</exception>
    public abstract void LstmVariantForward(
        Span<T> gates, ReadOnlySpan<T> peepholes, ReadOnlySpan<T> cellPrevious, Span<T> cell, Span<T> hidden,
        Span<T> preActivations, int rows, int hiddenSize, in LstmVariant variant);

    /// <summary>
    /// The backward pass of <see cref="LstmVariantForward"/>:
    /// <c>dz_o = (dh⊙ψ(c) + e_o)⊙σ', dc = c̄ + dh⊙o⊙ψ'(c) + p_o⊙dz_o, dzᵢ = (dc⊙g + eᵢ)⊙σ', dz_f = (dc⊙c₋₁ + e_f)⊙σ',
    /// dz_g = (dc⊙i + e_g)⊙φ', c̄₋₁ = dc⊙f + pᵢ⊙dzᵢ + p_f⊙dz_f</c>; a coupled gate has <c>dzᵢ = (dc⊙(g - c₋₁) + eᵢ)⊙σ'</c>.
    /// Slopes are 0 where the forward pass clipped. The peephole gradients are products of columns of dz and of c₋₁ or c:
    /// see <see cref="AddColumnProducts"/>.
    /// </summary>
    /// <param name="gates"><c>[rows, P·H]</c>: the activated gates that the forward pass left.</param>
    /// <param name="preActivations"><c>[rows, P·H]</c>: what the forward pass left; read when <see cref="LstmVariant.NeedsPreActivations"/> alone; else may be empty.</param>
    /// <param name="peepholes"><c>[<see cref="LstmVariant.PeepholeBlocks"/>·H]</c>; read with peepholes alone.</param>
    /// <param name="cellPrevious"><c>[rows, H]</c>: c of the step before.</param>
    /// <param name="cell"><c>[rows, H]</c>: c of this step.</param>
    /// <param name="hiddenGradient"><c>[rows, H]</c>: the whole gradient that reaches h of this step.</param>
    /// <param name="gateOutputGradient"><c>[rows, P·H]</c>: e, a gradient that reaches the activated gates from elsewhere (full gate recurrence); empty for none.</param>
    /// <param name="cellGradient"><c>[rows, H]</c>: in, c̄, the gradient that reaches c from the step after; out, c̄₋₁ (overwritten in place).</param>
    /// <param name="gateGradient"><c>[rows, P·H]</c>: overwritten with dz; may be the same span as <paramref name="gates"/> or as <paramref name="gateOutputGradient"/>.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="variant">The parts of the step.</param>
    /// <exception cref="ArgumentException">A span is too short, or a coupled forget gate has no input gate.</exception>
    public abstract void LstmVariantBackward(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> preActivations, ReadOnlySpan<T> peepholes, ReadOnlySpan<T> cellPrevious, ReadOnlySpan<T> cell,
        ReadOnlySpan<T> hiddenGradient, ReadOnlySpan<T> gateOutputGradient, Span<T> cellGradient, Span<T> gateGradient,
        int rows, int hiddenSize, in LstmVariant variant);

    /// <summary>
    /// One step of the sLSTM of xLSTM with its stabilizer (Beck et al. 2024, arXiv:2405.04517), from pre-activations:
    /// <c>m = max(ln f + m₋₁, zᵢ), i = exp(zᵢ - m), f' = exp(ln f + m₋₁ - m), g = tanh(z_g), o = σ(z_o), c = f'⊙c₋₁ + i⊙g,
    /// n = f'⊙n₋₁ + i, h = o⊙c/n</c>, with <c>f = σ(z_f)</c> or <c>exp(z_f)</c>.
    /// </summary>
    /// <remarks>
    /// A unit with <c>n₋₁ = 0</c> has an empty memory: there <c>m = zᵢ</c>, <c>i = 1</c> and <c>f' = 0</c>, whatever c₋₁ and m₋₁ are, so a sequence
    /// starts from zeros without dividing 0 by 0. The authors' code takes <c>m = zᵢ</c> when n₋₁ is 0 in the whole batch; here each unit
    /// decides for itself. From the first step on <c>n ≥ 1</c>.
    /// </remarks>
    /// <param name="gates"><c>[rows, 4H]</c>: in, the pre-activations in the order i, f, g, o (g is z in the paper); out, i, f', g, o (overwritten in place).</param>
    /// <param name="cellPrevious"><c>[rows, H]</c>: c₋₁.</param>
    /// <param name="normalizerPrevious"><c>[rows, H]</c>: n₋₁.</param>
    /// <param name="stabilizerPrevious"><c>[rows, H]</c>: m₋₁.</param>
    /// <param name="cell"><c>[rows, H]</c>: overwritten with c; may be <paramref name="cellPrevious"/>.</param>
    /// <param name="normalizer"><c>[rows, H]</c>: overwritten with n; may be <paramref name="normalizerPrevious"/>.</param>
    /// <param name="stabilizer"><c>[rows, H]</c>: overwritten with m; may be <paramref name="stabilizerPrevious"/>.</param>
    /// <param name="hidden"><c>[rows, H]</c>: overwritten with h.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="exponentialForgetGate">Whether f = exp(z_f) instead of σ(z_f).</param>
    public abstract void SLstmForward(
        Span<T> gates, ReadOnlySpan<T> cellPrevious, ReadOnlySpan<T> normalizerPrevious, ReadOnlySpan<T> stabilizerPrevious,
        Span<T> cell, Span<T> normalizer, Span<T> stabilizer, Span<T> hidden, int rows, int hiddenSize, bool exponentialForgetGate);

    /// <summary>
    /// The backward pass of <see cref="SLstmForward"/>. The stabilizer cancels in h, so it is a constant here:
    /// <c>dc = c̄ + dh⊙o/n, dn = n̄ - dh⊙o⊙c/n², dzᵢ = (dc⊙g + dn)⊙i, dz_f = (dc⊙c₋₁ + dn⊙n₋₁)⊙f'⊙s, dz_g = dc⊙i⊙(1 - g²),
    /// dz_o = dh⊙c/n⊙o⊙(1 - o), c̄₋₁ = dc⊙f', n̄₋₁ = dn⊙f'</c>, where s, the slope of ln f, is <c>1 - σ(z_f)</c> or 1.
    /// </summary>
    /// <remarks>
    /// <c>1 - σ(z_f)</c> is found again from <c>f = f'·exp(m - m₋₁)</c>, hence to the absolute rounding of m. Without a gradient of m the gradients are those
    /// of a loss of the h alone; one that looks at c or n of the last step gets them with m held fixed. States that are given and returned depend on m too,
    /// since (c, n, m) stands for (c, n)·eᵐ: then <c>m̂ = m̄ - c̄⊙c - n̄⊙n</c> goes through the larger one of m, into <c>dz_f += m̂⊙s</c> and on to m₋₁, or into
    /// <c>dzᵢ += m̂</c> where i = 1; and <c>m̄₋₁</c> gains <c>c̄₋₁⊙c₋₁ + n̄₋₁⊙n₋₁</c>.
    /// </remarks>
    /// <param name="gates"><c>[rows, 4H]</c>: i, f', g, o that the forward pass left.</param>
    /// <param name="cellPrevious"><c>[rows, H]</c>: c₋₁.</param>
    /// <param name="normalizerPrevious"><c>[rows, H]</c>: n₋₁.</param>
    /// <param name="stabilizerPrevious"><c>[rows, H]</c>: m₋₁.</param>
    /// <param name="cell"><c>[rows, H]</c>: c.</param>
    /// <param name="normalizer"><c>[rows, H]</c>: n.</param>
    /// <param name="stabilizer"><c>[rows, H]</c>: m.</param>
    /// <param name="hiddenGradient"><c>[rows, H]</c>: the whole gradient that reaches h of this step.</param>
    /// <param name="cellGradient"><c>[rows, H]</c>: in, c̄ from the step after; out, c̄₋₁ (overwritten in place).</param>
    /// <param name="normalizerGradient"><c>[rows, H]</c>: in, n̄ from the step after; out, n̄₋₁ (overwritten in place).</param>
    /// <param name="stabilizerGradient"><c>[rows, H]</c>: in, m̄ from the step after; out, m̄₋₁ (overwritten in place). Empty to hold m fixed.</param>
    /// <param name="gateGradient"><c>[rows, 4H]</c>: overwritten with the gradient of the pre-activations; may be the same span as <paramref name="gates"/>.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="exponentialForgetGate">Whether f = exp(z_f) instead of σ(z_f).</param>
    public abstract void SLstmBackward(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> cellPrevious, ReadOnlySpan<T> normalizerPrevious, ReadOnlySpan<T> stabilizerPrevious,
        ReadOnlySpan<T> cell, ReadOnlySpan<T> normalizer, ReadOnlySpan<T> stabilizer, ReadOnlySpan<T> hiddenGradient,
        Span<T> cellGradient, Span<T> normalizerGradient, Span<T> stabilizerGradient, Span<T> gateGradient, int rows, int hiddenSize, bool exponentialForgetGate);
}

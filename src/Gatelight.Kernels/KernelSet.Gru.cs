namespace Gatelight.Kernels;

public abstract partial class KernelSet<T>
{
    /// <summary>
    /// One GRU step that resets after the recurrent product (Cho et al. 2014, arXiv:1406.1078, in the form that cuDNN, PyTorch and Keras
    /// compute): <c>r = σ(z_r), z = σ(z_z), n = φ(z_n + r⊙u), h = (1 - z)⊙n + z⊙h₋₁</c> with <c>u = R_n h₋₁ + b_Rn</c>.
    /// </summary>
    /// <param name="gates"><c>[rows, 3H]</c> in the order r, z, n: in, the whole pre-activations of r and z, and of n the part of the input alone; out, the activated gates (overwritten in place).</param>
    /// <param name="recurrentCandidate"><c>[rows, H]</c>: u.</param>
    /// <param name="hiddenPrevious"><c>[rows, H]</c>: h of the step before.</param>
    /// <param name="hidden"><c>[rows, H]</c>: overwritten with h; may be the same span as <paramref name="hiddenPrevious"/>.</param>
    /// <param name="preActivations"><c>[rows, 3H]</c>: overwritten, when <see cref="GruVariant.NeedsPreActivations"/> and not empty, with the whole pre-activations before clipping; else left alone.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="variant">The activations.</param>
    public abstract void GruForward(
        Span<T> gates, ReadOnlySpan<T> recurrentCandidate, ReadOnlySpan<T> hiddenPrevious, Span<T> hidden, Span<T> preActivations,
        int rows, int hiddenSize, in GruVariant variant);

    /// <summary>
    /// The backward pass of <see cref="GruForward"/>: <c>dz_z = dh⊙(h₋₁ - n)⊙σ', dz_n = dh⊙(1 - z)⊙φ', dz_r = dz_n⊙u⊙σ', du = dz_n⊙r</c>;
    /// h₋₁ gets <c>dh⊙z</c> directly, and through R what the caller's product makes of <paramref name="recurrentGradient"/>.
    /// </summary>
    /// <param name="gates"><c>[rows, 3H]</c>: the activated gates that the forward pass left.</param>
    /// <param name="preActivations"><c>[rows, 3H]</c>: what the forward pass left; read when <see cref="GruVariant.NeedsPreActivations"/> alone, else may be empty.</param>
    /// <param name="recurrentCandidate"><c>[rows, H]</c>: u.</param>
    /// <param name="hiddenPrevious"><c>[rows, H]</c>: h of the step before.</param>
    /// <param name="hiddenGradient"><c>[rows, H]</c>: the whole gradient that reaches h of this step.</param>
    /// <param name="previousGradient"><c>[rows, H]</c>: overwritten with <c>dh⊙z</c>; may be the same span as <paramref name="hiddenGradient"/>.</param>
    /// <param name="gateGradient"><c>[rows, 3H]</c>: overwritten with the gradient of the pre-activations from the input, <c>dz_r, dz_z, dz_n</c>; may be the same span as <paramref name="gates"/>.</param>
    /// <param name="recurrentGradient"><c>[rows, 3H]</c>: overwritten with the gradient of the pre-activations from h₋₁, <c>dz_r, dz_z, du</c>.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="variant">The activations.</param>
    public abstract void GruBackward(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> preActivations, ReadOnlySpan<T> recurrentCandidate, ReadOnlySpan<T> hiddenPrevious,
        ReadOnlySpan<T> hiddenGradient, Span<T> previousGradient, Span<T> gateGradient, Span<T> recurrentGradient,
        int rows, int hiddenSize, in GruVariant variant);

    /// <summary>
    /// The first half of a GRU step that resets before the recurrent product (Cho et al. 2014, arXiv:1406.1078):
    /// <c>r = σ(z_r), z = σ(z_z)</c> and <c>r⊙h₋₁</c>, of which the caller then adds <c>R_n(r⊙h₋₁)</c> to the n block.
    /// </summary>
    /// <param name="gates"><c>[rows, 3H]</c> in the order r, z, n: the r and z blocks are pre-activations and are activated in place; the n block is left alone.</param>
    /// <param name="hiddenPrevious"><c>[rows, H]</c>: h of the step before.</param>
    /// <param name="resetHidden"><c>[rows, H]</c>: overwritten with <c>r⊙h₋₁</c>.</param>
    /// <param name="preActivations"><c>[rows, 3H]</c>: its r and z blocks are overwritten, when <see cref="GruVariant.NeedsPreActivations"/> and not empty, with the pre-activations before clipping; else left alone.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="variant">The activations.</param>
    public abstract void GruResetForward(
        Span<T> gates, ReadOnlySpan<T> hiddenPrevious, Span<T> resetHidden, Span<T> preActivations, int rows, int hiddenSize, in GruVariant variant);

    /// <summary>The second half of a GRU step that resets before the recurrent product: <c>n = φ(z_n), h = (1 - z)⊙n + z⊙h₋₁</c>.</summary>
    /// <param name="gates"><c>[rows, 3H]</c>: z is activated, the whole pre-activation of n is activated in place; the r block is left alone.</param>
    /// <param name="hiddenPrevious"><c>[rows, H]</c>: h of the step before.</param>
    /// <param name="hidden"><c>[rows, H]</c>: overwritten with h; may be the same span as <paramref name="hiddenPrevious"/>.</param>
    /// <param name="preActivations"><c>[rows, 3H]</c>: its n block is overwritten, when <see cref="GruVariant.NeedsPreActivations"/> and not empty, with the pre-activation before clipping; else left alone.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="variant">The activations.</param>
    public abstract void GruOutputForward(
        Span<T> gates, ReadOnlySpan<T> hiddenPrevious, Span<T> hidden, Span<T> preActivations, int rows, int hiddenSize, in GruVariant variant);

    /// <summary>The backward pass of <see cref="GruOutputForward"/>, which comes first: <c>dz_z = dh⊙(h₋₁ - n)⊙σ', dz_n = dh⊙(1 - z)⊙φ'</c>.</summary>
    /// <param name="gates"><c>[rows, 3H]</c>: the activated gates.</param>
    /// <param name="preActivations"><c>[rows, 3H]</c>: what the forward pass left; read when <see cref="GruVariant.NeedsPreActivations"/> alone, else may be empty.</param>
    /// <param name="hiddenPrevious"><c>[rows, H]</c>: h of the step before.</param>
    /// <param name="hiddenGradient"><c>[rows, H]</c>: the whole gradient that reaches h of this step.</param>
    /// <param name="previousGradient"><c>[rows, H]</c>: overwritten with <c>dh⊙z</c>; may be the same span as <paramref name="hiddenGradient"/>.</param>
    /// <param name="gateGradient"><c>[rows, 3H]</c>: the z and n blocks are overwritten, the r block is left alone; may be the same span as <paramref name="gates"/>.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="variant">The activations.</param>
    public abstract void GruOutputBackward(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> preActivations, ReadOnlySpan<T> hiddenPrevious, ReadOnlySpan<T> hiddenGradient,
        Span<T> previousGradient, Span<T> gateGradient, int rows, int hiddenSize, in GruVariant variant);

    /// <summary>
    /// The backward pass of <see cref="GruResetForward"/>, given d, the gradient of <c>r⊙h₋₁</c> (the caller's product of dz_n and R_n):
    /// <c>dz_r = d⊙h₋₁⊙σ'</c>, and h₋₁ gets <c>d⊙r</c>.
    /// </summary>
    /// <param name="gates"><c>[rows, 3H]</c>: of the activated gates only r is read.</param>
    /// <param name="preActivations"><c>[rows, 3H]</c>: what the forward pass left; read when <see cref="GruVariant.NeedsPreActivations"/> alone, else may be empty.</param>
    /// <param name="hiddenPrevious"><c>[rows, H]</c>: h of the step before.</param>
    /// <param name="resetGradient"><c>[rows, H]</c>: d.</param>
    /// <param name="previousGradient"><c>[rows, H]</c>: <c>d⊙r</c> is added.</param>
    /// <param name="gateGradient"><c>[rows, 3H]</c>: the r block is overwritten, the others are left alone; may be the same span as <paramref name="gates"/>.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="hiddenSize">H.</param>
    /// <param name="variant">The activations.</param>
    public abstract void GruResetBackward(
        ReadOnlySpan<T> gates, ReadOnlySpan<T> preActivations, ReadOnlySpan<T> hiddenPrevious, ReadOnlySpan<T> resetGradient,
        Span<T> previousGradient, Span<T> gateGradient, int rows, int hiddenSize, in GruVariant variant);
}

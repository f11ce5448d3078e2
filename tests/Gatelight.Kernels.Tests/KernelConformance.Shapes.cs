namespace Gatelight.Kernels.Tests;

public abstract partial class KernelConformance
{
    [Fact]
    public void A_span_that_is_too_short_is_refused_by_name()
    {
        KernelSet<float> kernels = Kernels;
        float[] packed = Pack(new float[6], 2, 3), six = new float[6], five = new float[5], many = new float[100];
        AssertRefused("Multiply: x has 5 elements, but [3, 2] needs at least 6", () => kernels.Multiply(five, packed, many, 3, 2, 3, false));
        AssertRefused("Multiply: y has 6 elements, but [3, 3] needs at least 9", () => kernels.Multiply(six, packed, six, 3, 2, 3, false));
        AssertRefused("Multiply: packed has 5", () => kernels.Multiply(six, five, many, 3, 2, 3, false));
        AssertRefused("MultiplyPair: h has 5", () => kernels.MultiplyPair([], six, packed, 2, five, packed, 2, many, 3, 3));
        AssertRefused("MultiplyPair: bias has 5", () => kernels.MultiplyPair(five, many, many, 1, many, many, 1, many, 1, 6));
        AssertRefused("MultiplyPair: xDepth must be at least 1", () => kernels.MultiplyPair([], six, packed, 0, six, packed, 2, many, 3, 3));
        AssertRefused("Pack: matrix has 5", () => kernels.Pack(five, 2, 3, many));
        AssertRefused("Pack: packed has 5", () => kernels.Pack(six, 2, 3, five));
        AssertRefused("PackTransposed: matrix has 5", () => kernels.PackTransposed(five, 3, 2, many));
        AssertRefused("MultiplyTransposed: a has 5", () => kernels.MultiplyTransposed(five, six, many, 3, 2, 2, 0, 2));
        AssertRefused("MultiplyTransposed: b has 5", () => kernels.MultiplyTransposed(six, five, many, 3, 2, 2, 0, 2));
        AssertRefused("MultiplyTransposed: c has 5", () => kernels.MultiplyTransposed(six, many, five, 1, 2, 3, 0, 2));
        AssertRefused("FillRows: y has 5", () => kernels.FillRows([1, 2], five, 3));
        AssertRefused("AddColumnSums: x has 5", () => kernels.AddColumnSums(five, 3, 2, many));
        AssertRefused("AddColumnSums: sums has 5", () => kernels.AddColumnSums(six, 1, 6, five));
        AssertRefused("LstmForward: gates has 5", () => kernels.LstmForward(five, many, many, many, 1, 2));
        AssertRefused("LstmForward: cellPrevious has 5", () => kernels.LstmForward(many, five, many, many, 3, 2));
        AssertRefused("LstmForward: cell has 5", () => kernels.LstmForward(many, many, five, many, 3, 2));
        AssertRefused("LstmForward: hidden has 5", () => kernels.LstmForward(many, many, many, five, 3, 2));
        AssertRefused("LstmBackward: gates has 5", () => kernels.LstmBackward(five, many, many, many, many, many, 3, 2));
        AssertRefused("LstmBackward: hiddenGradient has 5", () => kernels.LstmBackward(many, many, many, five, many, many, 3, 2));
        AssertRefused("LstmBackward: cellGradient has 5", () => kernels.LstmBackward(many, many, many, many, five, many, 3, 2));
        AssertRefused("LstmBackward: gateGradient has 6", () => kernels.LstmBackward(many, many, many, many, many, six, 3, 2));
    }

    [Fact]
    public void A_span_of_a_recurrent_variant_that_is_too_short_is_refused_by_name()
    {
        KernelSet<float> kernels = Kernels;
        float[] five = new float[5], many = new float[100];
        LstmVariant peepholes = new() { Peepholes = true }, clipped = new() { Clip = 1 }, coupled = new() { Coupled = true, InputGate = false };
        GruVariant gru = new(), clippedGru = new() { Clip = 1 };
        AssertRefused("LstmVariantForward: gates has 5 elements, but [1, 8]", () => kernels.LstmVariantForward(five, many, many, many, many, [], 1, 2, peepholes));
        AssertRefused("LstmVariantForward: peepholes has 5", () => kernels.LstmVariantForward(many, five, many, many, many, [], 1, 2, peepholes));
        AssertRefused("LstmVariantForward: preActivations has 5", () => kernels.LstmVariantForward(many, [], many, many, many, five, 1, 2, clipped));
        AssertRefused("LstmVariantForward: a coupled forget gate", () => kernels.LstmVariantForward(many, [], many, many, many, [], 1, 2, coupled));
        AssertRefused("LstmVariantBackward: preActivations has 0", () => kernels.LstmVariantBackward(many, [], [], many, many, many, [], many, many, 1, 2, clipped));
        AssertRefused("LstmVariantBackward: gateOutputGradient has 5", () => kernels.LstmVariantBackward(many, [], many, many, many, many, five, many, many, 1, 2, peepholes));
        AssertRefused("LstmVariantBackward: gateGradient has 5", () => kernels.LstmVariantBackward(many, [], many, many, many, many, [], many, five, 1, 2, peepholes));
        AssertRefused("GruForward: gates has 5", () => kernels.GruForward(five, many, many, many, [], 1, 2, gru));
        AssertRefused("GruForward: recurrentCandidate has 5", () => kernels.GruForward(many, five, many, many, [], 3, 2, gru));
        AssertRefused("GruBackward: recurrentGradient has 5", () => kernels.GruBackward(many, [], many, many, many, many, many, five, 3, 2, gru));
        AssertRefused("GruBackward: preActivations has 0", () => kernels.GruBackward(many, [], many, many, many, many, many, many, 3, 2, clippedGru));
        AssertRefused("GruResetForward: resetHidden has 5", () => kernels.GruResetForward(many, many, five, [], 3, 2, gru));
        AssertRefused("GruOutputForward: hidden has 5", () => kernels.GruOutputForward(many, many, five, [], 3, 2, gru));
        AssertRefused("GruOutputBackward: hiddenGradient has 5", () => kernels.GruOutputBackward(many, [], many, five, many, many, 3, 2, gru));
        AssertRefused("GruResetBackward: resetGradient has 5", () => kernels.GruResetBackward(many, [], many, five, many, many, 3, 2, gru));
        AssertRefused("SLstmForward: normalizer has 5", () => kernels.SLstmForward(many, many, many, many, many, five, many, many, 3, 2, false));
        AssertRefused("SLstmBackward: stabilizerPrevious has 5", () => kernels.SLstmBackward(many, many, many, five, many, many, many, many, many, many, [], many, 3, 2, false));
        AssertRefused("SLstmBackward: stabilizerGradient has 5", () => kernels.SLstmBackward(many, many, many, many, many, many, many, many, many, many, five, many, 3, 2, false));
    }

    [Fact]
    public void A_span_of_a_row_operation_that_is_too_short_is_refused_by_name()
    {
        KernelSet<float> kernels = Kernels;
        float[] two = new float[2], five = new float[5], many = new float[100];
        AssertRefused("AddColumnProducts: the stride of a is 2, but a row has 3 columns", () => kernels.AddColumnProducts(many, 2, many, 3, 2, 3, many));
        AssertRefused("AddColumnProducts: b has 5 elements, but 2 rows of 2 at stride 4 need at least 6", () => kernels.AddColumnProducts(many, 2, five, 4, 2, 2, many));
        AssertRefused("AddColumnProducts: sums has 5", () => kernels.AddColumnProducts(many, 6, many, 6, 2, 6, five));
        AssertRefused("NormalizeRows: inverseDeviation has 5", () => kernels.NormalizeRows(many, two, [], many, five, many, 6, 1, false));
        AssertRefused("NormalizeRows: shift has 5 elements, but 2 are expected", () => kernels.NormalizeRows(many, two, five, many, many, many, 3, 1, false));
        AssertRefused("NormalizeRows: y has 5", () => kernels.NormalizeRows(many, two, [], many, many, five, 3, 1, false));
        AssertRefused("NormalizeRowsBackward: normalized has 5", () => kernels.NormalizeRowsBackward(many, two, five, many, many, 3, false));
        AssertRefused("NormalizeRowsBackward: dx has 5", () => kernels.NormalizeRowsBackward(many, two, many, many, five, 3, false));
        AssertRefused("ScaleRows: shift has 5 elements, but 6 are expected", () => kernels.ScaleRows(many, many.AsSpan(0, 6), five, many, 3, false));
        AssertRefused("SoftmaxRows: y has 5", () => kernels.SoftmaxRows(many, five, 3, 2));
        AssertRefused("SoftmaxRowsBackward: dx has 5", () => kernels.SoftmaxRowsBackward(many, many, five, 3, 2));
        AssertRefused("Activate: y has 5", () => kernels.Activate(Activation.Elu, many, five));
        AssertRefused("ActivateBackward: dy has 5", () => kernels.ActivateBackward(Activation.Relu, many, five, many));
    }

    [Fact]
    public void Elementwise_spans_of_different_lengths_are_refused()
    {
        KernelSet<float> kernels = Kernels;
        float[] six = new float[6], five = new float[5];
        AssertRefused("Exp: y has 5 elements, but 6 are expected", () => kernels.Exp(six, five));
        AssertRefused("Sigmoid: y has 6", () => kernels.Sigmoid(five, six));
        AssertRefused("Tanh: y has 5", () => kernels.Tanh(six, five));
        AssertRefused("AdamStep: gradients has 5", () => kernels.AdamStep(six, five, six, six, default));
        AssertRefused("AdamStep: firstMoments has 5", () => kernels.AdamStep(six, six, five, six, default));
        AssertRefused("AdamStep: secondMoments has 5", () => kernels.AdamStep(six, six, six, five, default));
    }

    [Fact]
    public void A_negative_dimension_or_a_band_outside_is_refused()
    {
        KernelSet<float> kernels = Kernels;
        float[] many = new float[100];
        AssertRefused("Multiply: a dimension of x is negative: [-1, 2]", () => kernels.Multiply(many, many, many, -1, 2, 3, false));
        AssertRefused("Multiply: a dimension of y is negative: [1, -3]", () => kernels.Multiply(many, many, many, 1, 2, -3, false));
        AssertRefused("LstmForward: a dimension of gates is negative", () => kernels.LstmForward(many, many, many, many, 1, -2));
        AssertRefused(
            "MultiplyTransposed: 2 rows from row 1 do not lie within the 2 rows of c", () => kernels.MultiplyTransposed(many, many, many, 3, 2, 2, 1, 2));
        AssertRefused("MultiplyTransposed: 1 rows from row -1", () => kernels.MultiplyTransposed(many, many, many, 3, 2, 2, -1, 1));
    }

    private static void AssertRefused(string start, Action action) =>
        Assert.StartsWith(start, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}

using System.Runtime.CompilerServices;

namespace Gatelight.Kernels;

internal static partial class ShapeGuard
{
    /// <summary>Checks <see cref="KernelSet{T}.LstmVariantForward"/>.</summary>
    public static void LstmVariantForward(
        int gates, int peepholes, int cellPrevious, int cell, int hidden, int preActivations, int rows, int hiddenSize, in LstmVariant variant,
        [CallerMemberName] string operation = "")
    {
        Variant(variant, operation);
        Matrix(gates, rows, (long)variant.Blocks * hiddenSize, "gates", operation);
        Matrix(peepholes, variant.PeepholeBlocks, hiddenSize, "peepholes", operation);
        Matrix(cellPrevious, rows, hiddenSize, "cellPrevious", operation);
        Matrix(cell, rows, hiddenSize, "cell", operation);
        Matrix(hidden, rows, hiddenSize, "hidden", operation);
        if (variant.NeedsPreActivations)
            OptionalMatrix(preActivations, rows, (long)variant.Blocks * hiddenSize, "preActivations", operation);
    }

    /// <summary>Checks <see cref="KernelSet{T}.LstmVariantBackward"/>.</summary>
    public static void LstmVariantBackward(
        int gates, int preActivations, int peepholes, int cellPrevious, int cell, int hiddenGradient, int gateOutputGradient,
        int cellGradient, int gateGradient, int rows, int hiddenSize, in LstmVariant variant, [CallerMemberName] string operation = "")
    {
        Variant(variant, operation);
        long width = (long)variant.Blocks * hiddenSize;
        Matrix(gates, rows, width, "gates", operation);
        if (variant.NeedsPreActivations)
            Matrix(preActivations, rows, width, "preActivations", operation);
        Matrix(peepholes, variant.PeepholeBlocks, hiddenSize, "peepholes", operation);
        Matrix(cellPrevious, rows, hiddenSize, "cellPrevious", operation);
        Matrix(cell, rows, hiddenSize, "cell", operation);
        Matrix(hiddenGradient, rows, hiddenSize, "hiddenGradient", operation);
        OptionalMatrix(gateOutputGradient, rows, width, "gateOutputGradient", operation);
        Matrix(cellGradient, rows, hiddenSize, "cellGradient", operation);
        Matrix(gateGradient, rows, width, "gateGradient", operation);
    }

    /// <summary>Checks <see cref="KernelSet{T}.SLstmForward"/>.</summary>
    public static void SLstmForward(
        int gates, int cellPrevious, int normalizerPrevious, int stabilizerPrevious, int cell, int normalizer, int stabilizer, int hidden,
        int rows, int hiddenSize)
    {
        Matrix(gates, rows, 4L * hiddenSize, "gates");
        Matrix(cellPrevious, rows, hiddenSize, "cellPrevious");
        Matrix(normalizerPrevious, rows, hiddenSize, "normalizerPrevious");
        Matrix(stabilizerPrevious, rows, hiddenSize, "stabilizerPrevious");
        Matrix(cell, rows, hiddenSize, "cell");
        Matrix(normalizer, rows, hiddenSize, "normalizer");
        Matrix(stabilizer, rows, hiddenSize, "stabilizer");
        Matrix(hidden, rows, hiddenSize, "hidden");
    }

    /// <summary>Checks <see cref="KernelSet{T}.SLstmBackward"/>.</summary>
    public static void SLstmBackward(
        int gates, int cellPrevious, int normalizerPrevious, int stabilizerPrevious, int cell, int normalizer, int stabilizer,
        int hiddenGradient, int cellGradient, int normalizerGradient, int stabilizerGradient, int gateGradient, int rows, int hiddenSize)
    {
        Matrix(gates, rows, 4L * hiddenSize, "gates");
        Matrix(cellPrevious, rows, hiddenSize, "cellPrevious");
        Matrix(normalizerPrevious, rows, hiddenSize, "normalizerPrevious");
        Matrix(stabilizerPrevious, rows, hiddenSize, "stabilizerPrevious");
        Matrix(cell, rows, hiddenSize, "cell");
        Matrix(normalizer, rows, hiddenSize, "normalizer");
        Matrix(stabilizer, rows, hiddenSize, "stabilizer");
        Matrix(hiddenGradient, rows, hiddenSize, "hiddenGradient");
        Matrix(cellGradient, rows, hiddenSize, "cellGradient");
        Matrix(normalizerGradient, rows, hiddenSize, "normalizerGradient");
        OptionalMatrix(stabilizerGradient, rows, hiddenSize, "stabilizerGradient", nameof(SLstmBackward));
        Matrix(gateGradient, rows, 4L * hiddenSize, "gateGradient");
    }

    /// <summary>Checks <see cref="KernelSet{T}.GruForward"/>.</summary>
    public static void GruForward(
        int gates, int recurrentCandidate, int hiddenPrevious, int hidden, int preActivations, int rows, int hiddenSize, in GruVariant variant)
    {
        Matrix(recurrentCandidate, rows, hiddenSize, "recurrentCandidate");
        GruHalfForward(gates, hiddenPrevious, hidden, "hidden", preActivations, rows, hiddenSize, variant, nameof(GruForward));
    }

    /// <summary>Checks <see cref="KernelSet{T}.GruBackward"/>.</summary>
    public static void GruBackward(
        int gates, int preActivations, int recurrentCandidate, int hiddenPrevious, int hiddenGradient, int previousGradient,
        int gateGradient, int recurrentGradient, int rows, int hiddenSize, in GruVariant variant)
    {
        Matrix(recurrentCandidate, rows, hiddenSize, "recurrentCandidate");
        Matrix(recurrentGradient, rows, 3L * hiddenSize, "recurrentGradient");
        GruHalfBackward(
            gates, preActivations, hiddenPrevious, hiddenGradient, "hiddenGradient", previousGradient, gateGradient, rows, hiddenSize, variant,
            nameof(GruBackward));
    }

    /// <summary>Checks <see cref="KernelSet{T}.GruResetForward"/> and <see cref="KernelSet{T}.GruOutputForward"/>, whose results bear different names.</summary>
    public static void GruHalfForward(
        int gates, int hiddenPrevious, int result, string resultName, int preActivations, int rows, int hiddenSize, in GruVariant variant,
        [CallerMemberName] string operation = "")
    {
        Matrix(gates, rows, 3L * hiddenSize, "gates", operation);
        Matrix(hiddenPrevious, rows, hiddenSize, "hiddenPrevious", operation);
        Matrix(result, rows, hiddenSize, resultName, operation);
        if (variant.NeedsPreActivations)
            OptionalMatrix(preActivations, rows, 3L * hiddenSize, "preActivations", operation);
    }

    /// <summary>Checks <see cref="KernelSet{T}.GruOutputBackward"/> and <see cref="KernelSet{T}.GruResetBackward"/>, whose gradients bear different names.</summary>
    public static void GruHalfBackward(
        int gates, int preActivations, int hiddenPrevious, int gradient, string gradientName, int previousGradient, int gateGradient,
        int rows, int hiddenSize, in GruVariant variant, [CallerMemberName] string operation = "")
    {
        Matrix(gates, rows, 3L * hiddenSize, "gates", operation);
        if (variant.NeedsPreActivations)
            Matrix(preActivations, rows, 3L * hiddenSize, "preActivations", operation);
        Matrix(hiddenPrevious, rows, hiddenSize, "hiddenPrevious", operation);
        Matrix(gradient, rows, hiddenSize, gradientName, operation);
        Matrix(previousGradient, rows, hiddenSize, "previousGradient", operation);
        Matrix(gateGradient, rows, 3L * hiddenSize, "gateGradient", operation);
    }

    private static void Variant(in LstmVariant variant, string operation)
    {
        if (variant.Coupled && !variant.InputGate)
            throw new ArgumentException($"{operation}: a coupled forget gate is 1 - i and needs an input gate", nameof(variant));
    }

    private static void OptionalMatrix(int length, long rows, long columns, string name, string operation)
    {
        if (length > 0)
            Matrix(length, rows, columns, name, operation);
    }
}

namespace Gatelight.Kernels.Tests;

/// <summary>A sum over a row could depend on the width of a register; it must not.</summary>
public sealed class VectorWidthTests
{
    private const float Epsilon = 1e-5f;

    private static KernelSet<float>[] VectorKernels =>
    [
        .. KernelRegistry.Available
            .Where(status => status.IsSupported && status.Variant != KernelVariant.Reference)
            .Select(status => KernelRegistry.Create<float>(status.Variant)),
    ];

    [Fact]
    public void Every_width_reduces_a_row_to_the_same_bits()
    {
        for (int columns = 1; columns <= 70; columns++)
        {
            float[] x = Samples.Uniform(new Random(columns), columns, 3), dy = Samples.Uniform(new Random(-columns), columns);
            float[][] results = Array.ConvertAll(VectorKernels, kernels => Reduce(kernels, x, dy));
            foreach (float[] result in results)
                Near.SameBits(results[0], result, $"{columns} columns");
        }
    }

    private static float[] Reduce(KernelSet<float> kernels, float[] x, float[] dy)
    {
        float[] normalized = new float[x.Length], dx = new float[x.Length], softmax = new float[x.Length], inverse = new float[1], y = new float[x.Length];
        kernels.NormalizeRows(x, dy, [], normalized, inverse, y, 1, Epsilon, accumulate: false);
        kernels.NormalizeRowsBackward(y, dy, normalized, inverse, dx, 1, accumulate: false);
        kernels.SoftmaxRows(x, softmax, 1, x.Length);
        float[] softmaxGradient = new float[x.Length];
        kernels.SoftmaxRowsBackward(softmax, dy, softmaxGradient, 1, x.Length);
        float[] exponentials = new float[x.Length];
        float sum = kernels.ShiftedExpSum(x, 3, exponentials);
        return [sum, .. exponentials, .. normalized, .. inverse, .. y, .. dx, .. softmax, .. softmaxGradient];
    }
}

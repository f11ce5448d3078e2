using Gatelight.Kernels.Reference;

namespace Gatelight.Kernels.Tests;

/// <summary>
/// What every kernel variant promises, tested once for all: a subclass names its variant. The oracle is the reference
/// in double.
/// </summary>
public abstract partial class KernelConformance
{
    /// <summary>The variant under test.</summary>
    public abstract KernelVariant Variant { get; }

    private static ReferenceKernels<double> Oracle => ReferenceKernels<double>.Instance;

    private KernelSet<float> Kernels
    {
        get
        {
            Assert.SkipUnless(
                KernelRegistry.Available.Single(status => status.Variant == Variant).IsSupported, $"this processor has no {Variant}");
            return KernelRegistry.Create<float>(Variant);
        }
    }

    [Fact]
    public void Its_name_is_the_one_that_the_registry_lists() =>
        Assert.Equal(KernelRegistry.Available.Single(status => status.Variant == Variant).Name, Kernels.Name);

    [Fact]
    public void A_warm_kernel_allocates_nothing()
    {
        KernelSet<float> kernels = Kernels;
        float[] x = new float[33 * 20], y = new float[33 * 33], packed = new float[kernels.PackedLength(20, 33)];
        float[] gates = new float[33 * 20], cell = new float[33 * 5], hidden = new float[33 * 5];
        var settings = new AdamScalars<float>(1, 0.9f, 0.999f, 0.001f, 1, 1e-8f, 0);

        long Pass()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            kernels.Multiply(x, packed, y, 33, 20, 33, accumulate: true);
            kernels.MultiplyTransposed(x, x, y, 33, 20, 20, 0, 20);
            kernels.LstmForward(gates, cell, cell, hidden, 33, 5);
            kernels.LstmBackward(gates, cell, cell, hidden, hidden, gates, 33, 5);
            kernels.Tanh(x, x);
            kernels.AdamStep(x, gates, x, x, settings);
            kernels.AddColumnSums(x, 33, 20, y);
            kernels.AddColumnProducts(x, 20, gates, 20, 33, 20, y);
            foreach (LstmVariant variant in (ReadOnlySpan<LstmVariant>)[LstmVariant.Default, new() { Clip = 1, Peepholes = true }])
            {
                kernels.LstmVariantForward(gates, x, cell, cell, hidden, y, 33, 5, variant);
                kernels.LstmVariantBackward(gates, y, x, cell, cell, hidden, [], hidden, gates, 33, 5, variant);
            }

            kernels.GruForward(gates, cell, hidden, hidden, [], 33, 5, GruVariant.Default);
            kernels.GruBackward(gates, [], cell, hidden, hidden, hidden, gates, y, 33, 5, GruVariant.Default);
            kernels.GruResetForward(gates, hidden, cell, [], 33, 5, GruVariant.Default);
            kernels.GruOutputBackward(gates, [], cell, hidden, hidden, gates, 33, 5, GruVariant.Default);
            kernels.SLstmForward(gates, cell, cell, cell, cell, hidden, x, y, 33, 5, false);
            kernels.NormalizeRows(x, cell.AsSpan(0, 20), [], x, y, gates, 33, 1, false);
            kernels.NormalizeRowsBackward(gates, cell.AsSpan(0, 20), x, y, x, 33, true);
            kernels.ScaleRows(x, cell.AsSpan(0, 20), [], x, 33, true);
            kernels.SoftmaxRows(x, x, 33, 20);
            kernels.ActivateBackward(Activation.Elu, x, x, x);
            kernels.Activate(Activation.Relu, x, x);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Pass();
        Assert.Equal(0, Pass());
    }
}

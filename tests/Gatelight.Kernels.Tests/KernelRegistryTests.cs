namespace Gatelight.Kernels.Tests;

/// <summary>Which variants there are, which one runs, and what a wrong request says.</summary>
public sealed class KernelRegistryTests
{
    [Fact]
    public void Every_variant_has_its_conformance_class()
    {
        KernelVariant[] tested = [.. typeof(KernelConformance).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(KernelConformance)) && !type.IsAbstract)
            .Select(type => ((KernelConformance)Activator.CreateInstance(type)!).Variant)
            .Order()];
        Assert.Equal(Enum.GetValues<KernelVariant>(), tested);
    }

    [Fact]
    public void Every_variant_is_listed_once_best_first_and_one_is_active()
    {
        IReadOnlyList<KernelVariantStatus> available = KernelRegistry.Available;
        Assert.Equal(Enum.GetValues<KernelVariant>().Reverse(), available.Select(status => status.Variant));
        KernelVariantStatus active = Assert.Single(available, status => status.IsActive);
        Assert.True(active.IsSupported);
        Assert.Equal(active.Name, KernelRegistry.For<float>().Name);
    }

    [Fact]
    public void The_reference_is_supported_everywhere_and_serves_double()
    {
        Assert.True(KernelRegistry.Available.Single(status => status.Variant == KernelVariant.Reference).IsSupported);
        Assert.Equal("reference", KernelRegistry.For<double>().Name);
        Assert.Same(KernelRegistry.For<double>(), KernelRegistry.Create<double>(KernelVariant.Reference));
    }

    [Fact]
    public void A_variant_is_made_once()
    {
        foreach (KernelVariantStatus status in KernelRegistry.Available.Where(status => status.IsSupported))
            Assert.Same(KernelRegistry.Create<float>(status.Variant), KernelRegistry.Create<float>(status.Variant));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void No_request_chooses_a_variant_that_this_processor_runs(string? requested) =>
        Assert.Contains(KernelRegistry.Available, status => status.IsSupported && status.Name == KernelRegistry.ChooseName(requested));

    [Theory]
    [InlineData("reference")]
    [InlineData(" Reference ")]
    public void A_request_forces_a_variant(string requested) => Assert.Equal("reference", KernelRegistry.ChooseName(requested));

    [Fact]
    public void A_request_for_each_supported_name_is_obeyed_and_for_another_is_refused()
    {
        foreach (KernelVariantStatus status in KernelRegistry.Available)
        {
            if (status.IsSupported)
            {
                Assert.Equal(status.Name, KernelRegistry.ChooseName(status.Name));
            }
            else
            {
                var refusal = Assert.Throws<KernelSelectionException>(() => KernelRegistry.ChooseName(status.Name));
                Assert.Contains("cannot run on this processor", refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void An_unknown_name_gives_one_line_with_the_valid_ones()
    {
        var refusal = Assert.Throws<KernelSelectionException>(() => KernelRegistry.ChooseName("avx9000"));
        Assert.Equal(
            "GATELIGHT_KERNELS=avx9000 names no kernel variant; the names are vector512, vector256, vector128, reference", refusal.Message);
    }

    [Fact]
    public void A_vector_variant_of_double_is_refused() =>
        Assert.Throws<KernelSelectionException>(() => KernelRegistry.Create<double>(KernelVariant.Vector128));

    [Fact]
    public void All_vector_variants_give_the_same_bits()
    {
        KernelSet<float>[] vector = [.. KernelRegistry.Available
            .Where(status => status.IsSupported && status.Variant != KernelVariant.Reference)
            .Select(status => KernelRegistry.Create<float>(status.Variant))];
        Assert.SkipWhen(vector.Length < 2, "this processor runs fewer than two vector variants");
        float[] expected = RunAll(vector[0]);
        foreach (KernelSet<float> kernels in vector.AsSpan(1))
            Near.SameBits(expected, RunAll(kernels), kernels.Name);
    }

    private static float[] RunAll(KernelSet<float> kernels)
    {
        const int Rows = 13, Depth = 300, Hidden = 37;
        var random = new Random(51);
        float[] x = Samples.Uniform(random, Rows * Depth), gates = Samples.Uniform(random, Rows * 4 * Hidden);
        float[] packed = new float[kernels.PackedLength(Depth, 4 * Hidden)], cell = new float[Rows * Hidden], hidden = new float[Rows * Hidden];
        float[] weightGradient = new float[4 * Hidden * Depth];
        kernels.Pack(Samples.Uniform(random, Depth * 4 * Hidden), Depth, 4 * Hidden, packed);
        kernels.Multiply(x, packed, gates, Rows, Depth, 4 * Hidden, accumulate: true);
        kernels.LstmForward(gates, cell, cell, hidden, Rows, Hidden);
        float[] cellGradient = [.. hidden];
        kernels.LstmBackward(gates, cell, cell, hidden, cellGradient, gates, Rows, Hidden);
        kernels.MultiplyTransposed(gates, x, weightGradient, Rows, 4 * Hidden, Depth, 0, 4 * Hidden);
        kernels.Exp(x, x);
        return [.. hidden, .. cellGradient, .. gates, .. weightGradient, .. x];
    }
}

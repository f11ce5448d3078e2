using System.Globalization;
using System.Runtime.InteropServices;
using Gatelight.Kernels;

namespace Gatelight.Bench;

/// <summary>The table of kernels: one row a shape or an operation, one column a variant.</summary>
internal static class KernelBenchmark
{
    private static readonly (string Name, int Rows, int Depth, int Columns)[] Products =
    [
        ("one row, H 32", 1, 32, 128),
        ("one row, H 256", 1, 256, 1024),
        ("eight rows, H 32", 8, 32, 128),
        ("recurrent, B 32, H 32", 32, 32, 128),
        ("recurrent, B 32, H 128", 32, 128, 512),
        ("recurrent, B 64, H 256", 64, 256, 1024),
        ("odd, B 33, H 33", 33, 33, 132),
        ("input, T·B 768, D 1", 768, 1, 128),
        ("input, T·B 768, D 8", 768, 8, 256),
        ("head, T·B 768, K 1", 768, 32, 1),
        ("wide, H 512", 256, 512, 2048),
        ("square 1000", 1000, 1000, 1000),
        ("square 1024", 1024, 1024, 1024),
    ];

    private static readonly (string Name, int Depth, int AColumns, int BColumns)[] Gradients =
    [
        ("T·B 768, H 32, D 1", 768, 128, 1),
        ("T·B 768, H 32, D 8", 768, 128, 8),
        ("T·B 768, H 32", 768, 128, 32),
        ("T·B 768, H 33", 768, 132, 33),
        ("T·B 1500, H 128", 1500, 512, 128),
        ("T·B 1500, H 256", 1500, 1024, 256),
    ];

    /// <summary>Measures everything on the calling thread and prints it.</summary>
    public static void Run(TextWriter output)
    {
        KernelSet<float>[] variants = [.. KernelRegistry.Available
            .Where(status => status.IsSupported)
            .Select(status => KernelRegistry.Create<float>(status.Variant))];
        double peak = PeakMeter.GigaflopsPerSecond();
        output.WriteLine(Text($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors"));
        output.WriteLine(Text($"one core, multiply-adds in registers: {peak:F1} GFLOP/s; medians; in use: {KernelRegistry.For<float>().Name}"));

        Header(output, "Multiply: GFLOP/s (share of peak)", variants);
        foreach (var (name, rows, depth, columns) in Products)
            Row(output, $"{name} [{rows},{depth}]x[{depth},{columns}]", variants, kernels => Rate(peak, 2.0 * rows * depth * columns, Multiply(kernels, rows, depth, columns)));
        Header(output, "MultiplyTransposed: GFLOP/s (share of peak)", variants);
        foreach (var (name, depth, a, b) in Gradients)
            Row(output, $"{name} [{depth},{a}]ᵀx[{depth},{b}]", variants, kernels => Rate(peak, 2.0 * depth * a * b, MultiplyTransposed(kernels, depth, a, b)));
        Header(output, "others: ns per element (per hidden unit for the LSTM)", variants);
        Row(output, "Exp, 4096", variants, kernels => PerElement(4096, Unary(4096, kernels.Exp)));
        Row(output, "Sigmoid, 4096", variants, kernels => PerElement(4096, Unary(4096, kernels.Sigmoid)));
        Row(output, "Tanh, 4096", variants, kernels => PerElement(4096, Unary(4096, kernels.Tanh)));
        foreach (int hidden in (int[])[5, 32, 256])
        {
            Row(output, $"LstmForward, B 32, H {hidden}", variants, kernels => PerElement(32 * hidden, LstmForward(kernels, 32, hidden)));
            Row(output, $"LstmBackward, B 32, H {hidden}", variants, kernels => PerElement(32 * hidden, LstmBackward(kernels, 32, hidden)));
        }

        Row(output, "AdamStep, 16384", variants, kernels => PerElement(16384, Adam(kernels, 16384)));
        Row(output, "AddColumnSums, [768,128]", variants, kernels => PerElement(768 * 128, ColumnSums(kernels, 768, 128)));
    }

    private static Action Multiply(KernelSet<float> kernels, int rows, int depth, int columns)
    {
        float[] x = Values(rows * depth), y = new float[rows * columns];
        var packed = new float[kernels.PackedLength(depth, columns)];
        kernels.Pack(Values(depth * columns), depth, columns, packed);
        return () => kernels.Multiply(x, packed, y, rows, depth, columns, accumulate: false);
    }

    private static Action MultiplyTransposed(KernelSet<float> kernels, int depth, int aColumns, int bColumns)
    {
        float[] a = Values(depth * aColumns), b = Values(depth * bColumns), c = new float[aColumns * bColumns];
        return () => kernels.MultiplyTransposed(a, b, c, depth, aColumns, bColumns, 0, aColumns);
    }

    private static Action Unary(int length, UnaryKernel kernel)
    {
        float[] x = Values(length), y = new float[length];
        return () => kernel(x, y);
    }

    private static Action LstmForward(KernelSet<float> kernels, int rows, int hidden)
    {
        float[] gates = Values(rows * 4 * hidden), previous = Values(rows * hidden);
        float[] cell = new float[rows * hidden], output = new float[rows * hidden];
        return () => kernels.LstmForward(gates, previous, cell, output, rows, hidden);
    }

    private static Action LstmBackward(KernelSet<float> kernels, int rows, int hidden)
    {
        float[] gates = Values(rows * 4 * hidden), previous = Values(rows * hidden), cell = Values(rows * hidden);
        float[] hiddenGradient = Values(rows * hidden), cellGradient = Values(rows * hidden), gateGradient = new float[rows * 4 * hidden];
        return () => kernels.LstmBackward(gates, previous, cell, hiddenGradient, cellGradient, gateGradient, rows, hidden);
    }

    private static Action Adam(KernelSet<float> kernels, int length)
    {
        float[] weights = Values(length), gradients = Values(length), first = new float[length], second = new float[length];
        var settings = new AdamScalars<float>(1f, 0.9f, 0.999f, 0.001f, 1f, 1e-8f, 0f);
        return () => kernels.AdamStep(weights, gradients, first, second, settings);
    }

    private static Action ColumnSums(KernelSet<float> kernels, int rows, int columns)
    {
        float[] x = Values(rows * columns), sums = new float[columns];
        return () => kernels.AddColumnSums(x, rows, columns, sums);
    }

    // Values in (-1, 1] that visit both branches of every function.
    private static float[] Values(int length)
    {
        var values = new float[length];
        for (int n = 0; n < length; n++)
            values[n] = (n * 37 % 101 - 50) / 50f;
        return values;
    }

    private static string Rate(double peak, double operations, Action action)
    {
        double rate = operations / Sampler.Median(action) / 1e9;
        return Text($"{rate:F1} ({rate / peak:P0})");
    }

    private static string PerElement(int elements, Action action) => Text($"{Sampler.Median(action) * 1e9 / elements:F3}");

    private static void Header(TextWriter output, string title, KernelSet<float>[] variants)
    {
        output.WriteLine();
        output.WriteLine($"{title,-52}{string.Concat(variants.Select(kernels => $"{kernels.Name,16}"))}");
    }

    private static void Row(TextWriter output, string name, KernelSet<float>[] variants, Func<KernelSet<float>, string> measure) =>
        output.WriteLine($"{name,-52}{string.Concat(variants.Select(kernels => $"{measure(kernels),16}"))}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private delegate void UnaryKernel(ReadOnlySpan<float> x, Span<float> y);
}

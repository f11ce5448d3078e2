using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Conformance.Tests;

/// <summary>Seeded inputs and weights, and the order in which other engines keep a sequence.</summary>
internal static class Samples
{
    /// <summary>The kernel variants that this machine can run.</summary>
    internal static IReadOnlyList<KernelVariant> Variants { get; } =
        [.. from status in KernelRegistry.Available where status.IsSupported select status.Variant];

    internal static float[] Normals(SeededRandom random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];

    /// <summary>Lengths from 1 to the number of steps.</summary>
    internal static int[] Lengths(int steps, int batch) => [.. Enumerable.Range(0, batch).Select(row => 1 + row * 7 % steps)];

    /// <summary><c>[B, T, width] → [T, B, width]</c>.</summary>
    internal static float[] TimeMajor(float[] values, int batch, int steps, int width)
    {
        float[] turned = new float[values.Length];
        for (int row = 0; row < batch; row++)
        {
            for (int step = 0; step < steps; step++)
                values.AsSpan((row * steps + step) * width, width).CopyTo(turned.AsSpan((step * batch + row) * width));
        }

        return turned;
    }

    /// <summary>Moves all weights apart: biases start at 0 or 1 and peepholes at 0, so that one in the wrong place would not show; then scales them.</summary>
    internal static void Scatter(ParameterStore<float> parameters, float scale = 1)
    {
        SeededRandom random = new(4);
        foreach (ref float weight in parameters.Values.AsSpan())
            weight = scale * (weight + (float)(0.2 * random.NextNormal()));
        parameters.MarkChanged();
    }
}

using System.Numerics;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests;

internal static class SampleModels
{
    internal const int Steps = 7;
    internal const int Features = 3;

    /// <summary>An LSTM that reads <see cref="Features"/> features and answers with two numbers; weights large enough to bend.</summary>
    internal static Model<T> Lstm<T>(int seed = 3, int outputs = 2)
        where T : unmanaged, IFloatingPointIeee754<T> => Bent(Of<T>(seed, new Lstm(5), new Dense(outputs)), seed);

    internal static Model<T> Of<T>(int seed, params Layer[] layers)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new Sequential(layers).ToArchitecture(LayerShape.Sequence(Features)).Build<T>(seed);

    internal static double[] Normals(int seed, int count = Steps * Features)
    {
        SeededRandom random = new((ulong)seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
    }

    internal static double[] Input => Normals(11);

    internal static double[] Baseline => Normals(12);

    internal static long[] Bits(IEnumerable<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];

    internal static long[] Bits(double[,] values) => Bits(values.Cast<double>());

    // Fresh weights are nearly linear on small inputs, and a bias that is zero hides whether it is counted.
    private static Model<T> Bent<T>(Model<T> model, int seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] noise = Normals(seed + 100, model.Parameters.Count);
        for (int n = 0; n < noise.Length; n++)
            model.Parameters.Values[n] += T.CreateTruncating(0.5 * noise[n]);
        model.Parameters.MarkChanged();
        return model;
    }
}

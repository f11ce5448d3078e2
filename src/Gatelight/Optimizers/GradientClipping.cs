using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Optimizers;

/// <summary>Clipping by the global norm (Pascanu, Mikolov and Bengio 2013, arXiv:1211.5063; equation 26 of docs/equations.md).</summary>
public static class GradientClipping
{
    /// <summary>The Euclidean norm of all gradients together.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="gradients">Every gradient.</param>
    public static double GlobalNorm<T>(ReadOnlySpan<T> gradients)
        where T : unmanaged, IFloatingPointIeee754<T> => Math.Sqrt(SquareSum.Of(gradients));

    /// <summary>The Euclidean norm of all gradients of a model together; looks at those of <see cref="ParameterStore{T}.LiveRanges"/>, since the others are zero.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="parameters">The model's parameters.</param>
    public static double GlobalNorm<T>(ParameterStore<T> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (LiveRange<T> range in parameters.LiveRanges)
            sum += SquareSum.Of<T>(parameters.Gradients.AsSpan(range.Offset, range.Length));
        return Math.Sqrt(sum);
    }

    /// <summary>The factor <c>min(1, limit / norm)</c> that brings the norm down to the limit.</summary>
    /// <param name="norm">The global norm.</param>
    /// <param name="limit">The limit; null leaves gradients alone.</param>
    public static double Scale(double norm, double? limit) => limit is double most && norm > most ? most / norm : 1;
}

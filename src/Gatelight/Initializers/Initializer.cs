using System.Numerics;

namespace Gatelight.Initializers;

/// <summary>How the start values of a parameter are drawn.</summary>
public abstract record Initializer
{
    /// <summary>Fills a parameter with its start values.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The parameter, row-major; overwritten.</param>
    /// <param name="shape">Its shape: one or two dimensions.</param>
    /// <param name="random">The stream to draw from.</param>
    public abstract void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>;
}

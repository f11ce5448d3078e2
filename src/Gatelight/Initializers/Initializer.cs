using System.Numerics;
using System.Text.Json.Serialization;

namespace Gatelight.Initializers;

/// <summary>How the start values of a parameter are drawn.</summary>
/// <remarks>A new initializer is one file: a record that derives from this class. Its line here lets a model file hold it as an option of a layer.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Constant), nameof(Constant))]
[JsonDerivedType(typeof(GateBias), nameof(GateBias))]
[JsonDerivedType(typeof(GlorotNormal), nameof(GlorotNormal))]
[JsonDerivedType(typeof(GlorotUniform), nameof(GlorotUniform))]
[JsonDerivedType(typeof(HeNormal), nameof(HeNormal))]
[JsonDerivedType(typeof(HeUniform), nameof(HeUniform))]
[JsonDerivedType(typeof(Identity), nameof(Identity))]
[JsonDerivedType(typeof(LecunNormal), nameof(LecunNormal))]
[JsonDerivedType(typeof(LecunUniform), nameof(LecunUniform))]
[JsonDerivedType(typeof(Normal), nameof(Normal))]
[JsonDerivedType(typeof(Orthogonal), nameof(Orthogonal))]
[JsonDerivedType(typeof(TruncatedNormal), nameof(TruncatedNormal))]
[JsonDerivedType(typeof(Uniform), nameof(Uniform))]
public abstract record Initializer
{
    /// <summary>Fills a parameter with its start values.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The parameter, row-major; overwritten.</param>
    /// <param name="shape">Its shape: outputs first, inputs last, and the positions of a convolution between them.</param>
    /// <param name="random">The stream to draw from.</param>
    public abstract void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The same start for a matrix that stacks the blocks of several gates along its first dimension: each block as if it stood alone.</summary>
    /// <param name="blocks">How many blocks are stacked, at least 1.</param>
    public virtual Initializer InBlocks(int blocks) => this;

    /// <summary>Fills with uniform numbers in [low, high).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">Overwritten.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="random">The stream to draw from.</param>
    protected static void FillUniform<T>(Span<T> values, double low, double high, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double centre = (low + high) / 2;
        double reach = (high - low) / 2;
        for (int n = 0; n < values.Length; n++)
            values[n] = T.CreateChecked(centre + reach * (2 * random.NextUniform() - 1));
    }

    /// <summary>Fills with normal numbers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">Overwritten.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation.</param>
    /// <param name="random">The stream to draw from.</param>
    protected static void FillNormal<T>(Span<T> values, double mean, double deviation, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int n = 0; n < values.Length; n++)
            values[n] = T.CreateChecked(mean + deviation * random.NextNormal());
    }

    /// <summary>Throws unless a number is finite and at least a bound.</summary>
    /// <param name="value">The number.</param>
    /// <param name="name">Its name.</param>
    /// <param name="least">The bound.</param>
    protected static double Checked(double value, string name, double least = double.MinValue) =>
        double.IsFinite(value) && value >= least
            ? value
            : throw new ArgumentOutOfRangeException(name, value, least == 0 ? $"{name} must be finite and at least 0." : $"{name} must be finite.");
}

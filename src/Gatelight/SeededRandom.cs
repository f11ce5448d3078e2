namespace Gatelight;

/// <summary>
/// A small random number generator whose whole state is one number, so that a seed gives the same bits on every
/// platform and a run can be resumed: SplitMix64 (Steele, Lea and Flood 2014).
/// </summary>
public sealed class SeededRandom
{
    /// <summary>Starts a stream.</summary>
    /// <param name="seed">The seed; each stream of a program should have its own.</param>
    public SeededRandom(ulong seed) => State = seed;

    /// <summary>The whole state; assigning it continues a stream from there.</summary>
    public ulong State { get; set; }

    /// <summary>A seed for an independent stream, derived from a seed and the stream's number.</summary>
    /// <param name="seed">The seed that the user gave.</param>
    /// <param name="stream">Which stream.</param>
    public static ulong Derive(int seed, int stream) =>
        new SeededRandom(((ulong)(uint)seed << 32) ^ ((ulong)(uint)stream * 0xD1342543DE82EF95UL)).NextBits();

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        State += 0x9E3779B97F4A7C15UL;
        ulong z = State;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextUniform()));
        return radius * Math.Cos(2 * Math.PI * NextUniform());
    }

    /// <summary>A uniform whole number in [0, <paramref name="exclusive"/>).</summary>
    /// <param name="exclusive">The upper end, above 0.</param>
    public int NextBelow(int exclusive)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusive);
        return (int)Math.BigMul(NextBits(), (ulong)exclusive, out _);
    }

    /// <summary>Shuffles in place (Fisher and Yates).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">What to shuffle.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = NextBelow(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }
}

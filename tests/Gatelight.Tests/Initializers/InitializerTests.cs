using System.Text.Json;
using Gatelight.Initializers;
using Gatelight.Serialization;

namespace Gatelight.Tests.Initializers;

public sealed class InitializerTests
{
    private const int Rows = 200;
    private const int Columns = 50;

    // Each option away from its default, so that one that is not stored makes a difference.
    public static TheoryData<Initializer> All() =>
    [
        new Constant(0.25), new GateBias(4, 1, 1), new GlorotUniform(4), new GlorotNormal(4), new HeUniform(4), new HeNormal(4), new LecunUniform(4),
        new LecunNormal(4), new Uniform(-0.5, 0.25), new Normal(0.5, 0.25), new TruncatedNormal(0.5, 0.25), new Orthogonal(4), new Identity(0.5, 4),
    ];

    // The start, its mean, its variance and its largest distance from the mean; fans of a 200 x 50 matrix of four gates are 50 in and 50 out.
    public static TheoryData<Initializer, double, double, double> Distributions() => new()
    {
        { new GlorotUniform(4), 0, 2.0 / 100, Math.Sqrt(6.0 / 100) },
        { new GlorotUniform(), 0, 2.0 / 250, Math.Sqrt(6.0 / 250) },
        { new GlorotNormal(4), 0, 2.0 / 100, double.PositiveInfinity },
        { new GlorotNormal(), 0, 2.0 / 250, double.PositiveInfinity },
        { new HeUniform(4), 0, 2.0 / 50, Math.Sqrt(6.0 / 50) },
        { new HeNormal(4), 0, 2.0 / 50, double.PositiveInfinity },
        { new LecunUniform(4), 0, 1.0 / 50, Math.Sqrt(3.0 / 50) },
        { new LecunNormal(4), 0, 1.0 / 50, double.PositiveInfinity },
        { new Uniform(-0.5, 0.25), -0.125, 0.75 * 0.75 / 12, 0.375 },
        { new Normal(0.5, 0.25), 0.5, 0.0625, double.PositiveInfinity },
        // 1 - 2·2φ(2)/(2Φ(2) - 1), the variance of a standard normal number between -2 and 2.
        { new TruncatedNormal(0.5, 0.25), 0.5, 0.0625 * 0.7737413, 0.5 },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void ASeedGivesTheSameFiniteValues(Initializer initializer)
    {
        double[] first = Fill(initializer, 8, 2);
        Assert.Equal(first, Fill(initializer, 8, 2));
        Assert.All(first, value => Assert.True(double.IsFinite(value)));
        Assert.DoesNotContain(-77.0, first);
    }

    [Fact]
    public void AConstantIsEverywhere() => Assert.All(Fill(new Constant(0.25), 4, 2), value => Assert.Equal(0.25, value));

    [Fact]
    public void OneGateStartsElsewhere() => Assert.Equal([0, 0, 3, 3, 0, 0, 0, 0], Fill(new GateBias(4, 1, 3), 8, 1));

    [Theory]
    [MemberData(nameof(Distributions))]
    public void ValuesHaveTheMeanTheVarianceAndTheRangeOfTheirLaw(Initializer initializer, double mean, double variance, double reach)
    {
        double[] values = Fill(initializer, Rows, Columns);
        double deviation = Math.Sqrt(variance);
        // The mean of n values strays by σ/√n and a variance by at most σ²·√(2/n), that of normal values: five of each.
        Assert.Equal(mean, values.Average(), 5 * deviation / Math.Sqrt(values.Length));
        Assert.Equal(variance, values.Average(value => (value - mean) * (value - mean)), 5 * variance * Math.Sqrt(2.0 / values.Length));
        double furthest = values.Max(value => Math.Abs(value - mean));
        if (double.IsFinite(reach))
            Assert.InRange(furthest, 0.99 * reach, reach);
        else
            Assert.InRange(furthest, 3 * deviation, 6 * deviation);
        Assert.Equal(values.Length, values.Distinct().Count());
    }

    [Fact]
    public void TheFansOfAConvolutionCountItsPositions()
    {
        double[] values = new double[8 * 3 * 50];
        new HeUniform().Fill<double>(values, [8, 3, 50], new SeededRandom(9));
        double limit = Math.Sqrt(6.0 / (3 * 50));
        Assert.InRange(values.Max(), 0.99 * limit, limit);
        new GlorotUniform().Fill<double>(values, [8, 3, 50], new SeededRandom(9));
        limit = Math.Sqrt(6.0 / (3 * 50 + 3 * 8));
        Assert.InRange(values.Max(), 0.99 * limit, limit);
    }

    [Fact]
    public void TheIdentityIsOnTheDiagonalOfEachBlock()
    {
        Assert.Equal([2, 0, 0, 2, 2, 0, 0, 2], Fill(new Identity(2, 2), 4, 2));
        Assert.Equal([1, 0, 0, 0, 1, 0], Fill(new Identity(), 2, 3));
        Assert.Equal([1, 0, 0, 1, 0, 0], Fill(new Identity(), 3, 2));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void InBlocksEachBlockStandsAlone(Initializer initializer)
    {
        Initializer two = initializer.InBlocks(2);
        Assert.Equal(initializer.GetType(), two.GetType());
        Assert.Equal(two, initializer.InBlocks(3).InBlocks(2));
        if (initializer is GateBias)
            return;
        double[] alone = Fill(initializer.InBlocks(1), 6, 6);
        Assert.Equal(alone, Fill(two, 12, 6)[..36]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void AnInitializerComesBackFromItsJson(Initializer initializer)
    {
        string json = JsonSerializer.Serialize(initializer, ModelJson.Initializer);
        Assert.Contains($"\"kind\": \"{initializer.GetType().Name}\"", json, StringComparison.Ordinal);
        Assert.Equal(initializer, JsonSerializer.Deserialize(json, ModelJson.Initializer));
    }

    [Theory]
    [InlineData("""{"kind": "HeNormal"}""")]
    [InlineData("""{"kind": "HeNormal", "blocks": 1, "gain": 2}""")]
    [InlineData("""{"kind": "Surprise"}""")]
    public void JsonThatIsNoInitializerIsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ModelJson.Initializer));

    [Fact]
    public void OptionsOutsideTheirRangeAreRefused()
    {
        foreach (double bad in new[] { double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new Uniform(0, bad));
            Assert.Throws<ArgumentOutOfRangeException>(() => new Normal(bad, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => new TruncatedNormal(0, bad));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new Normal(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TruncatedNormal(0, -1));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(3, 7)]
    [InlineData(7, 3)]
    public void EveryBlockIsOrthogonal(int rows, int columns)
    {
        double[] values = Fill(new Orthogonal(4), 4 * rows, columns);
        bool isTall = rows > columns;
        int size = Math.Min(rows, columns);
        for (int block = 0; block < 4; block++)
        {
            for (int a = 0; a < size; a++)
            {
                for (int b = 0; b < size; b++)
                {
                    double dot = 0;
                    for (int n = 0; n < Math.Max(rows, columns); n++)
                        dot += isTall ? At(block, n, a) * At(block, n, b) : At(block, a, n) * At(block, b, n);
                    Assert.Equal(a == b ? 1 : 0, dot, Tolerances.Exact);
                }
            }
        }

        double At(int block, int row, int column) => values[(block * rows + row) * columns + column];
    }

    private static double[] Fill(Initializer initializer, int rows, int columns)
    {
        double[] values = [.. Enumerable.Repeat(-77.0, rows * columns)];
        initializer.Fill<double>(values, [rows, columns], new SeededRandom(9));
        return values;
    }
}

using Gatelight.Initializers;

namespace Gatelight.Tests.Initializers;

public sealed class InitializerTests
{
    public static TheoryData<Initializer> All() => [new Constant(0.25), new GateBias(4, 1, 1), new GlorotUniform(4), new Orthogonal(4)];

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

    [Fact]
    public void GlorotCountsOneGateAndFillsItsRange()
    {
        double limit = Math.Sqrt(6.0 / (50 + 25));
        double[] values = Fill(new GlorotUniform(4), 100, 50);
        Assert.All(values, value => Assert.InRange(value, -limit, limit));
        Assert.InRange(values.Max(), 0.99 * limit, limit);
        // The mean of 5000 uniform values has a deviation of limit / √3 / √5000 = 0.008 limit; five of them.
        Assert.InRange(values.Average(), -0.041 * limit, 0.041 * limit);
    }

    [Fact]
    public void EveryBlockIsOrthogonal()
    {
        const int Size = 7;
        double[] values = Fill(new Orthogonal(4), 4 * Size, Size);
        for (int block = 0; block < 4; block++)
        {
            for (int a = 0; a < Size; a++)
            {
                for (int b = 0; b < Size; b++)
                {
                    double dot = 0;
                    for (int n = 0; n < Size; n++)
                        dot += values[(block * Size + a) * Size + n] * values[(block * Size + b) * Size + n];
                    Assert.Equal(a == b ? 1 : 0, dot, Tolerances.Exact);
                }
            }
        }

        Assert.Throws<ArgumentException>(() => Fill(new Orthogonal(), 3, 2));
    }

    private static double[] Fill(Initializer initializer, int rows, int columns)
    {
        double[] values = [.. Enumerable.Repeat(-77.0, rows * columns)];
        initializer.Fill<double>(values, [rows, columns], new SeededRandom(9));
        return values;
    }
}

using System.Text.Json;
using Gatelight.Data;
using Gatelight.Tasks.Forecasting.Transforms;

namespace Gatelight.Tasks.Tests.Forecasting.Transforms;

public sealed class TransformTests
{
    private static readonly double[] Series = [.. Enumerable.Range(0, 60).Select(n => (100 + 3 * n) * (1 + 0.4 * Math.Sin(n * Math.PI / 6)) + n * n % 5)];

    public static TheoryData<TransformSettings> All =>
    [
        new TransformSettings(TransformKind.Log),
        new TransformSettings(TransformKind.Difference, 1),
        new TransformSettings(TransformKind.Difference, 12),
        StandardizeTransform.Fit(Series).Settings,
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void The_inverse_gives_the_series_back_from_any_origin(TransformSettings settings)
    {
        var transform = settings.Create();
        double[] image = transform.Apply(Series);
        Assert.Equal(Series.Length - transform.Lag, image.Length);
        for (int origin = transform.Lag; origin < Series.Length; origin++)
        {
            double[] back = transform.Invert(image.AsSpan(origin - transform.Lag), Series.AsSpan(0, origin));
            for (int n = 0; n < back.Length; n++)
                Assert.Equal(Series[origin + n], back[n], 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Settings_survive_a_file(TransformSettings settings)
    {
        var read = JsonSerializer.Deserialize<TransformSettings>(JsonSerializer.Serialize(settings))!;
        Assert.Equal(settings, read);
        Assert.Equal(settings, read.Create().Settings);
        Assert.Equal(settings.Create().Apply(Series), read.Create().Apply(Series));
    }

    [Fact]
    public void A_chain_is_turned_back_from_any_origin()
    {
        var log = new LogTransform();
        var season = new DifferenceTransform(12);
        var chain = new TransformChain([log, season, new DifferenceTransform(1), StandardizeTransform.Fit(season.Apply(log.Apply(Series)))]);
        Assert.Equal(13, chain.Lag);
        double[] image = chain.Apply(Series);
        for (int origin = 13; origin < Series.Length; origin++)
        {
            double[] back = chain.Invert(image.AsSpan(origin - 13), Series.AsSpan(0, origin));
            for (int n = 0; n < back.Length; n++)
                Assert.Equal(Series[origin + n], back[n], 1e-8);
        }

        Assert.Throws<ArgumentException>(() => chain.Invert([1], Series.AsSpan(0, 12)));
        Assert.Equal([1, 2], new TransformChain([]).Invert([1, 2], []));
    }

    [Fact]
    public void Standardizing_centres_the_training_rows_and_leaves_a_constant_alone()
    {
        double[] image = StandardizeTransform.Fit(Series).Apply(Series);
        Assert.Equal(0, image.Average(), 1e-12);
        Assert.Equal(1, image.Average(value => value * value), 1e-12);
        Assert.Equal(1, StandardizeTransform.Fit([0.1, 0.1, 0.1]).Settings.Scale);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_logarithm_of_nothing_is_one_line(double value)
    {
        Assert.False(LogTransform.Fits([1, value]));
        var error = Assert.Throws<InvalidInputException>(() => new LogTransform().Apply([1, value]));
        Assert.Contains("value 2 of 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TransformSettings(TransformKind.Difference, 0).Create());
        Assert.Throws<ArgumentOutOfRangeException>(() => new TransformSettings(TransformKind.Standardize, Scale: 0).Create());
        Assert.Throws<ArgumentOutOfRangeException>(() => new TransformSettings(TransformKind.Standardize, Mean: double.NaN).Create());
        Assert.Throws<InvalidOperationException>(() => new TransformSettings((TransformKind)77).Create());
        Assert.Throws<ArgumentException>(() => new DifferenceTransform(3).Invert([1], [1, 2]));
    }
}

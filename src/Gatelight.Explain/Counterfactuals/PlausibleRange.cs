namespace Gatelight.Explain;

/// <summary>How far each value may move, and what is a usual change of its feature.</summary>
internal sealed class PlausibleRange
{
    private readonly double[] _scales;
    private readonly double[] _lowest;
    private readonly double[] _highest;
    private readonly bool[] _isFixed;
    private readonly InputPadding? _padding;

    internal PlausibleRange(IExplainable question, double[] input, IReadOnlyList<double[]> background, IReadOnlyList<int> fixedFeatures)
    {
        Features = question.Features;
        _padding = InputPadding.Of(question, input);
        Steps = question.Steps;
        if (background.Count > 0)
            Baselines.Checked(Filler.Draws, background, input.Length);
        _isFixed = new bool[Features];
        foreach (int feature in fixedFeatures)
        {
            if ((uint)feature >= (uint)Features)
                throw new ExplanationException($"The input has features 0 to {Features - 1}; feature {feature}, which is to stay fixed, does not exist.");
            _isFixed[feature] = true;
        }

        _scales = new double[Features];
        _lowest = new double[Features];
        _highest = new double[Features];
        for (int feature = 0; feature < Features; feature++)
            Measure(feature, input, background);
    }

    internal int Steps { get; }

    internal int Features { get; }

    /// <summary>A usual change of a value.</summary>
    internal double Scale(int cell) => _scales[cell % Features];

    internal bool IsFixed(int cell) => _isFixed[cell % Features] || _padding?.Has(cell) == true;

    internal bool IsFixedFeature(int feature) => _isFixed[feature];

    internal double Clamp(int cell, double value) => Math.Clamp(value, _lowest[cell % Features], _highest[cell % Features]);

    /// <summary>The sum of all changes as multiples of what is usual.</summary>
    internal double Distance(double[] from, double[] to) => from.Select((value, cell) => Math.Abs(to[cell] - value) / Scale(cell)).Sum();

    // Where all values of a feature are one and the same, the size of that value stands in for the scale.
    private void Measure(int feature, double[] input, IReadOnlyList<double[]> background)
    {
        double[] own = Values(input, feature);
        double[] seen = background.Count == 0 ? own : [.. background.SelectMany(sample => Values(sample, feature))];
        double mean = seen.Average();
        double deviation = Math.Sqrt(seen.Average(value => (value - mean) * (value - mean)));
        _scales[feature] = deviation > 0 ? deviation : Math.Max(Math.Abs(mean), 1);
        double room = background.Count == 0 ? 3 * _scales[feature] : 0;
        _lowest[feature] = Math.Min(seen.Min(), own.Min()) - room;
        _highest[feature] = Math.Max(seen.Max(), own.Max()) + room;
    }

    private double[] Values(double[] sample, int feature) => [.. Enumerable.Range(0, Steps).Select(step => sample[step * Features + feature])];
}

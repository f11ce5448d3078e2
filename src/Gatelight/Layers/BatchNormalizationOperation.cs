using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Models;

namespace Gatelight.Layers;

internal sealed class BatchNormalizationOperation<T> : Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly BatchNormalization _layer;
    private readonly Parameter<T> _gain;
    private readonly Parameter<T> _shift;
    private readonly Parameter<T> _movingMean;
    private readonly Parameter<T> _movingVariance;
    private readonly ColumnStatistics<T> _statistics;
    private readonly T[] _inverseDeviation;
    private readonly T[] _gainGradient;
    private readonly T[] _shiftGradient;
    private T[] _normalized = [];
    private bool _wasTraining;

    internal BatchNormalizationOperation(BatchNormalization layer, int width)
    {
        _layer = layer;
        _gain = new Parameter<T>("gain", new Constant(1), width);
        _shift = new Parameter<T>("shift", new Constant(0), width);
        _movingMean = new Parameter<T>("moving_mean", new Constant(0), width) { IsFrozen = true };
        _movingVariance = new Parameter<T>("moving_variance", new Constant(1), width) { IsFrozen = true };
        Parameters = [_gain, _shift, _movingMean, _movingVariance];
        _statistics = new ColumnStatistics<T>(width);
        _inverseDeviation = new T[width];
        _gainGradient = new T[width];
        _shiftGradient = new T[width];
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        Signal<T> output = outputs[0];
        (int rows, int width) = (output.Rows, output.Width);
        _wasTraining = context.IsTraining && rows > 0;
        if (_wasTraining)
        {
            _statistics.Measure(inputs[0].Values, rows);
            _statistics.MoveAverages(_movingMean.Values, _movingVariance.Values, rows, _layer.Momentum);
        }

        ReadOnlySpan<T> mean = _wasTraining ? _statistics.Mean : _movingMean.Values;
        ReadOnlySpan<T> variance = _wasTraining ? _statistics.Variance : _movingVariance.Values;
        T epsilon = T.CreateChecked(_layer.Epsilon);
        for (int n = 0; n < width; n++)
            _inverseDeviation[n] = T.One / T.Sqrt(variance[n] + epsilon);
        Grow(ref _normalized, rows * width);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> x = inputs[0].ValueRows(row, 1);
            Span<T> normalized = _normalized.AsSpan(row * width, width);
            for (int n = 0; n < width; n++)
                normalized[n] = (x[n] - mean[n]) * _inverseDeviation[n]; // (84)
        }

        context.Kernels.ScaleRows(_normalized.AsSpan(0, rows * width), _gain.Values, _shift.Values, output.Values, rows, accumulate: false);
    }

    public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
        Signal<T> output = outputs[0];
        (int rows, int width) = (output.Rows, output.Width);
        _gainGradient.AsSpan().Clear();
        _shiftGradient.AsSpan().Clear();
        context.Kernels.AddColumnProducts(output.Gradients, width, _normalized.AsSpan(0, rows * width), width, rows, width, _gainGradient);
        context.Kernels.AddColumnSums(output.Gradients, rows, width, _shiftGradient);
        if (!context.SkipParameterGradients)
        {
            Accumulate(_gainGradient, _gain.Gradients);
            Accumulate(_shiftGradient, _shift.Gradients);
        }

        if (inputs[0].NeedsGradient && rows > 0)
            AddInputGradient(inputs[0], output, T.One / T.CreateChecked(rows));
    }

    // Outside training the statistics are constants, and the two means fall away.
    private void AddInputGradient(Signal<T> input, Signal<T> output, T share)
    {
        ReadOnlySpan<T> gain = _gain.Values;
        T taken = _wasTraining ? share : T.Zero;
        for (int row = 0; row < output.Rows; row++)
        {
            ReadOnlySpan<T> dy = output.GradientRows(row, 1);
            ReadOnlySpan<T> normalized = _normalized.AsSpan(row * output.Width, output.Width);
            Span<T> dx = input.GradientRows(row, 1);
            for (int n = 0; n < dx.Length; n++)
                dx[n] += gain[n] * _inverseDeviation[n] * (dy[n] - taken * (_shiftGradient[n] + normalized[n] * _gainGradient[n])); // (86)
        }
    }
}

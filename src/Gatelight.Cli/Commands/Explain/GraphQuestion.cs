using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Formats;
using Gatelight.Formats.Arrays;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>One value of the first output of a model that is run, as a function of one of its inputs; its last axis are the features, all others the steps.</summary>
internal sealed class GraphQuestion : IExplainable
{
    // The cube root of the precision of 32 bits: where rounding and curvature cost the same.
    private const double Shift = 5e-3;

    private readonly ForeignModel _model;
    private readonly Dictionary<string, NdArray> _arrays;
    private readonly NdArray _asked;
    private readonly string _name;
    private readonly int _target;
    private readonly int? _against;

    /// <summary>Asks.</summary>
    public GraphQuestion(ForeignModel model, Dictionary<string, NdArray> arrays, string name, int target, int? against)
    {
        _model = model;
        _arrays = new Dictionary<string, NdArray>(arrays, StringComparer.Ordinal);
        _asked = arrays[name];
        _name = name;
        _target = target;
        _against = against;
        Features = _asked.Rank == 0 ? 1 : _asked.Shape[^1];
        Steps = _asked.Length / Features;
        Answer([.. _asked.As(ElementType.F64).Values<double>()]);
    }

    /// <inheritdoc/>
    public int Steps { get; }

    /// <inheritdoc/>
    public int Features { get; }

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> inputs, Span<double> answers)
    {
        int size = Steps * Features;
        for (int n = 0; n < answers.Length; n++)
            answers[n] = Answer(inputs.Slice(n * size, size).ToArray());
    }

    /// <inheritdoc/>
    public void EvaluateGradient(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        Evaluate(inputs, answers);
        int size = Steps * Features;
        for (int n = 0; n < answers.Length; n++)
        {
            double[] values = inputs.Slice(n * size, size).ToArray();
            for (int at = 0; at < size; at++)
            {
                double value = values[at], shift = Shift * Math.Max(1, Math.Abs(value));
                values[at] = value + shift;
                double above = Answer(values);
                values[at] = value - shift;
                gradients[n * size + at] = (above - Answer(values)) / (2 * shift);
                values[at] = value;
            }
        }
    }

    private double Answer(double[] values)
    {
        _arrays[_name] = NdArray.Of(values.ToArray(), [.. _asked.Shape]).As(_asked.Type);
        NdArray output = _model.Run(_arrays)[_model.Outputs[0].Name];
        if (_target >= output.Length || _against >= output.Length)
            throw new InvalidInputException($"The output '{OneLine.Of(_model.Outputs[0].Name)}' has {output.Length} values; ask for one from 0 to {output.Length - 1}.");
        ReadOnlySpan<double> answers = output.As(ElementType.F64).Values<double>();
        return answers[_target] - (_against is { } other ? answers[other] : 0);
    }
}

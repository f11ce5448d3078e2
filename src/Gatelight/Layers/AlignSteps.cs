using System.Numerics;
using System.Text.Json.Serialization;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// Brings a sequence to the time axis of another, step by step by their times: values <c>[B, T, D]</c> and a sequence on the axis wanted
/// <c>[B, T', D'] → [B, T', D]</c>. It puts back the steps that a mask dropped, drops those that another mask drops, and lets layers meet
/// whose axes are as long but not the same.
/// </summary>
/// <remarks>No parameters. Of the second input only the times are read, so no gradient reaches it; values at times that it lacks are left out.</remarks>
public sealed record AlignSteps : Layer
{
    /// <summary>What stands at a step that the values do not have.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public StepFill Fill { get; init; }

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        if (inputs.Length != 2)
            throw Error($"takes values and a sequence on the time axis wanted, not {inputs.Length} inputs");
        if (!Enum.IsDefined(Fill))
            throw Error($"the fill {(int)Fill} does not exist");
        if (!inputs[0].IsSequence || !inputs[1].IsSequence)
            throw Error($"needs two sequences [B, T, D], not {inputs[0]} and {inputs[1]}; set ReturnSequences on a recurrent layer before it");
        return inputs[1] with { Width = inputs[0].Width };
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new AlignOperation<T>(Fill);

    private sealed class AlignOperation<T>(StepFill fill) : Operation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private int[] _source = []; // for each row of the output its row of the values, or -1

        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            Signal<T> output = outputs[0];
            Grow(ref _source, output.Rows);
            for (int sample = 0; sample < output.Layout.Batch; sample++)
                Match(inputs[0].Layout, output.Layout, sample);
            for (int row = 0; row < output.Rows; row++)
            {
                if (_source[row] >= 0)
                    inputs[0].ValueRows(_source[row], 1).CopyTo(output.ValueRows(row, 1));
                else
                    output.ValueRows(row, 1).Clear();
            }
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            if (!inputs[0].NeedsGradient)
                return;
            for (int row = 0; row < outputs[0].Rows; row++)
            {
                if (_source[row] >= 0)
                    Accumulate(outputs[0].GradientRows(row, 1), inputs[0].GradientRows(_source[row], 1));
            }
        }

        private void Match(SequenceLayout from, SequenceLayout to, int sample)
        {
            int fromRow = from.Sorted(sample), toRow = to.Sorted(sample);
            int fromLength = from.Length(fromRow), toLength = to.Length(toRow);
            int at = 0;
            for (int step = 0; step < toLength; step++)
            {
                int time = to.Time(step, toRow);
                while (at < fromLength && from.Time(at, fromRow) < time)
                    at++;
                bool isThere = at < fromLength && from.Time(at, fromRow) == time;
                int filler = fill switch
                {
                    StepFill.Previous => at - 1,
                    StepFill.Next when at < fromLength => at,
                    _ => -1,
                };
                int taken = isThere ? at : filler;
                _source[to.Offset(step) + toRow] = taken < 0 ? -1 : from.Offset(taken) + fromRow;
            }
        }
    }
}

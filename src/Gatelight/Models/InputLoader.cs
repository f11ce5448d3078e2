using System.Numerics;
using Gatelight.Layers;

namespace Gatelight.Models;

/// <summary>Checks the batches given to a model and lays them out.</summary>
internal static class InputLoader
{
    internal static void Load<T>(
        ReadOnlySpan<Batch<T>> inputs, IReadOnlyList<LayerShape> shapes, SequenceLayout layout, Signal<T>[] signals)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inputs.Length != shapes.Count)
            throw new ArgumentException($"The model has {shapes.Count} inputs, but {inputs.Length} batches were given.", nameof(inputs));
        int sequence = -1;
        for (int n = 0; n < inputs.Length; n++)
        {
            Check(inputs[n], shapes[n], n, inputs[0].Size);
            if (!shapes[n].IsSequence)
                continue;
            if (sequence >= 0 && (inputs[n].Steps != inputs[sequence].Steps || !inputs[n].Lengths.Span.SequenceEqual(inputs[sequence].Lengths.Span)))
                throw new ArgumentException($"Inputs {sequence} and {n} are sequences of different steps or lengths.", nameof(inputs));
            sequence = n;
        }

        if (sequence >= 0)
            layout.Set(inputs[0].Size, inputs[sequence].Steps, inputs[sequence].Lengths.Span);
        else
            layout.Set(inputs[0].Size, 1, []);
        for (int n = 0; n < inputs.Length; n++)
        {
            signals[n].PrepareForward();
            BatchOrder.Arrange(signals[n].Shape, layout, inputs[n].Values.Span, signals[n].Values);
        }
    }

    private static void Check<T>(in Batch<T> batch, LayerShape shape, int input, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (batch.Features != shape.Width)
            throw new ArgumentException($"Input {input} of the model is {shape}, but the batch has {batch.Features} features.", nameof(batch));
        if (!shape.IsSequence && batch.Steps != 1)
            throw new ArgumentException($"Input {input} of the model is {shape}, but the batch has {batch.Steps} steps.", nameof(batch));
        if (batch.Size != size)
            throw new ArgumentException($"Input {input} has {batch.Size} samples, input 0 has {size}.", nameof(batch));
    }
}

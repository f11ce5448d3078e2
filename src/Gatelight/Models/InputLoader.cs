using System.Numerics;
using Gatelight.Layers;

namespace Gatelight.Models;

/// <summary>Checks the batches given to a model and lays them out.</summary>
internal static class InputLoader
{
    internal static void Load<T>(ReadOnlySpan<Batch<T>> inputs, IReadOnlyList<LayerShape> shapes, Signal<T>[] signals)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inputs.Length != shapes.Count)
            throw new ArgumentException($"The model has {shapes.Count} inputs, but {inputs.Length} batches were given.", nameof(inputs));
        for (int n = 0; n < inputs.Length; n++)
        {
            Check(inputs[n], shapes[n], n, inputs[0].Size);
            int first = FirstOfAxis(shapes, n);
            if (first < n && (inputs[n].Steps != inputs[first].Steps || !inputs[n].Lengths.Span.SequenceEqual(inputs[first].Lengths.Span)))
                throw new ArgumentException($"Inputs {first} and {n} are sequences of different steps or lengths; give them the same, or different time axes.", nameof(inputs));
        }

        for (int n = 0; n < inputs.Length; n++)
        {
            if (FirstOfAxis(shapes, n) == n)
                signals[n].Layout.Set(inputs[n].Size, inputs[n].Steps, shapes[n].IsSequence ? inputs[n].Lengths.Span : []);
            signals[n].PrepareForward();
            BatchOrder.Arrange(signals[n].Width, signals[n].Layout, inputs[n].Values.Span, signals[n].Values);
        }
    }

    private static int FirstOfAxis(IReadOnlyList<LayerShape> shapes, int input)
    {
        int first = 0;
        while (shapes[first].IsSequence != shapes[input].IsSequence || shapes[first].Axis != shapes[input].Axis)
            first++;
        return first;
    }

    private static void Check<T>(in Batch<T> batch, LayerShape shape, int input, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (batch.Features != shape.Width)
            throw new ArgumentException($"Input {input} of the model is {shape}, but the batch has {batch.Features} features.", nameof(batch));
        if (!shape.IsSequence && batch.Steps != 1)
            throw new ArgumentException($"Input {input} of the model is {shape}, but the batch has {batch.Steps} steps.", nameof(batch));
        if (shape.Steps > 0 && batch.Steps != shape.Steps)
            throw new ArgumentException($"Input {input} of the model is {shape}: {shape.Steps} steps, but the batch has {batch.Steps}.", nameof(batch));
        if (batch.Size != size)
            throw new ArgumentException($"Input {input} has {batch.Size} samples, input 0 has {size}.", nameof(batch));
    }
}

using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tests.Layers;

/// <summary>Masks the steps that are zero throughout: the least layer that begins a masked time axis.</summary>
internal sealed record SkipZeros : Layer
{
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs) => SingleInput(inputs) with { Axis = LayerShape.NewAxis };

    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new SkipZerosOperation<T>();

    private sealed class SkipZerosOperation<T> : Operation<T>
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        private readonly List<int> _kept = [];

        public override void Arrange(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            bool[] keep = new bool[inputs[0].Rows];
            for (int row = 0; row < keep.Length; row++)
                keep[row] = inputs[0].ValueRows(row, 1).ContainsAnyExcept(T.Zero);
            outputs[0].Layout.SetMasked(inputs[0].Layout, keep, new int[context.Batch]);
            _kept.Clear();
            _kept.AddRange(Enumerable.Range(0, keep.Length).Where(row => keep[row]));
        }

        // One sample alone: what is left keeps its order.
        public override void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
        {
            Assert.Equal(1, context.Batch);
            for (int row = 0; row < _kept.Count; row++)
                inputs[0].ValueRows(_kept[row], 1).CopyTo(outputs[0].ValueRows(row, 1));
        }

        public override void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs) =>
            throw new NotSupportedException();
    }
}

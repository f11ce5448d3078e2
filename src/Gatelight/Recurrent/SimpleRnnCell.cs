using System.Numerics;
using Gatelight.Initializers;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>The cell of Elman (1990). The gates keep the pre-activation.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class SimpleRnnCell<T> : Cell<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T> _recurrentWeight;
    private readonly PackedWeight<T> _packed;
    private readonly ActivationFunction _activation;
    private readonly T _clip;

    internal SimpleRnnCell(SimpleRnn layer, int inputs)
        : base(
            new Parameter<T>("weight_ih", layer.InputStart(1), layer.HiddenSize, inputs),
            new Parameter<T>("bias", new Constant(0), layer.HiddenSize), [layer.HiddenSize])
    {
        _recurrentWeight = new Parameter<T>("weight_hh", layer.RecurrentStart(1), layer.HiddenSize, layer.HiddenSize);
        _packed = new PackedWeight<T>(_recurrentWeight);
        _activation = layer.Activation ?? Activation.Tanh;
        _clip = T.CreateChecked(layer.Clip);
        Parameters = [InputWeight, _recurrentWeight, InputBias!];
    }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public override bool TakesInput => true;

    public override void PrepareForward(KernelSet<T> kernels) => _packed.Forward(kernels);

    public override void PrepareBackward(KernelSet<T> kernels) => _packed.Backward(kernels);

    public override void Forward(CellStep<T> step)
    {
        Span<T> z = step.Gates;
        step.FillGates(_packed);
        for (int n = 0; _clip > T.Zero && n < z.Length; n++)
            z[n] = T.Clamp(z[n], -_clip, _clip);
        step.Kernels.Activate(_activation, z, step.State(0));
    }

    public override void Backward(CellStep<T> step)
    {
        Span<T> z = step.Gates;
        Span<T> dh = step.Gradient(0);
        step.Kernels.ActivateBackward(_activation, z, dh, dh);
        for (int n = 0; _clip > T.Zero && n < z.Length; n++)
            dh[n] = T.Abs(z[n]) < _clip ? dh[n] : T.Zero;
        dh.CopyTo(z);
        step.CarryRecurrentGradient(_packed, z, accumulate: false);
    }

    public override void AddParameterGradients(CellPass<T> pass) => pass.AddRecurrentWeightGradient(_recurrentWeight, pass.Gates);

    public override LayerTrace Trace(TraceReader<T> reader)
    {
        double[,] hidden = reader.State(0);
        return new RecurrentTrace(reader.Layer, hidden, reader.IsReversed, [new TraceSeries("hidden state", "h", hidden)]);
    }
}

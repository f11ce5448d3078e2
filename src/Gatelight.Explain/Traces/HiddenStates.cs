using System.Numerics;
using System.Numerics.Tensors;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain;

/// <summary>
/// The hidden states of a recurrent layer over many inputs, to see what a unit fires for and where in the data the model was in a like state
/// (equation 239 of docs/equations.md).
/// </summary>
public sealed class HiddenStates
{
    private readonly List<(int Sample, int Step, double[] State)> _states;

    private HiddenStates(string layer, int units, List<(int, int, double[])> states)
    {
        Layer = layer;
        Units = units;
        _states = states;
    }

    /// <summary>The layer's name.</summary>
    public string Layer { get; }

    /// <summary>H, the units of the layer.</summary>
    public int Units { get; }

    /// <summary>The states kept, over all inputs and steps.</summary>
    public int Count => _states.Count;

    /// <summary>Runs a model over inputs and keeps the states of a layer.</summary>
    /// <typeparam name="T">The element type of the model.</typeparam>
    /// <param name="model">The model; a copy of it is run.</param>
    /// <param name="samples">The inputs, one sample a batch.</param>
    /// <param name="layer">The recurrent layer; null for the first.</param>
    /// <param name="cancellation">Checked between inputs.</param>
    /// <exception cref="ExplanationException">The model has no such recurrent layer, or there is no input.</exception>
    public static HiddenStates Collect<T>(Model<T> model, IReadOnlyList<Batch<T>> samples, string? layer = null, CancellationToken cancellation = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (samples.Count == 0)
            throw new ExplanationException("There is no input to collect hidden states from.");
        Model<T> copy = model.Clone();
        List<(int, int, double[])> states = [];
        string? found = layer;
        for (int sample = 0; sample < samples.Count; sample++)
        {
            cancellation.ThrowIfCancellationRequested();
            copy.Forward(samples[sample]);
            RecurrentTrace[] traces = [.. copy.Trace().OfType<RecurrentTrace>()];
            RecurrentTrace trace = traces.FirstOrDefault(trace => found is null || trace.Layer == found)
                ?? throw new ExplanationException(traces.Length == 0
                    ? "The model has no recurrent layer whose states could be kept."
                    : $"The model has no recurrent layer '{Data.OneLine.Of(found!)}': name one of {string.Join(", ", traces.Select(trace => trace.Layer))}.");
            found = trace.Layer;
            int units = trace.HiddenState.GetLength(1);
            for (int step = 0; step < trace.Steps; step++)
                states.Add((sample, step, [.. Enumerable.Range(0, units).Select(unit => trace.HiddenState[step, unit])]));
        }

        return states.Count == 0
            ? throw new ExplanationException("The inputs have no steps, so there are no hidden states.")
            : new HiddenStates(found!, states[0].Item3.Length, states);
    }

    /// <summary>The moments at which a unit was most active, largest first; the earlier of two equal ones first.</summary>
    /// <param name="unit">The unit, from 0.</param>
    /// <param name="count">The most moments.</param>
    /// <param name="isNegative">Whether the lowest states are asked for instead of the highest.</param>
    /// <exception cref="ExplanationException">There is no such unit.</exception>
    public IReadOnlyList<UnitActivation> Strongest(int unit, int count = 10, bool isNegative = false)
    {
        if ((uint)unit >= (uint)Units)
            throw new ExplanationException($"Layer {Layer} has units 0 to {Units - 1}; unit {unit} does not exist.");
        return [.. _states.OrderByDescending(entry => isNegative ? -entry.State[unit] : entry.State[unit]).Take(count).Select(entry => new UnitActivation(entry.Sample, entry.Step, entry.State[unit]))];
    }

    /// <summary>The hidden state at a moment, <c>[H]</c>.</summary>
    /// <param name="sample">The input.</param>
    /// <param name="step">The step.</param>
    /// <exception cref="ExplanationException">There is no such moment.</exception>
    public double[] At(int sample, int step) =>
        _states.FirstOrDefault(entry => entry.Sample == sample && entry.Step == step).State is { } state
            ? [.. state]
            : throw new ExplanationException($"There is no step {step} of input {sample} among the hidden states.");

    /// <summary>The moments whose hidden state points most nearly where a given one does, nearest first.</summary>
    /// <param name="state">The state <c>[H]</c>.</param>
    /// <param name="count">The most moments.</param>
    /// <param name="exceptSample">An input to leave out, as that of the state itself; -1 for none.</param>
    /// <exception cref="ExplanationException">The state has another length.</exception>
    public IReadOnlyList<StateMatch> Nearest(ReadOnlySpan<double> state, int count = 10, int exceptSample = -1)
    {
        if (state.Length != Units)
            throw new ExplanationException($"Layer {Layer} has {Units} units, the state {state.Length}.");
        List<StateMatch> matches = [];
        foreach ((int sample, int step, double[] other) in _states)
        {
            if (sample != exceptSample)
                matches.Add(new StateMatch(sample, step, Cosine(state, other)));
        }

        return [.. matches.OrderByDescending(match => match.Similarity).Take(count)];
    }

    private static double Cosine(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double norms = TensorPrimitives.Norm(a) * TensorPrimitives.Norm(b);
        return norms == 0 ? 0 : Math.Clamp(TensorPrimitives.Dot(a, b) / norms, -1, 1);
    }
}

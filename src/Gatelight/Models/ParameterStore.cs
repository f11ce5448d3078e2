using System.Numerics;

namespace Gatelight.Models;

/// <summary>All weights of a model in one flat buffer, and their gradients in another, so that clipping and the optimizer are one pass.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class ParameterStore<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal ParameterStore(IReadOnlyList<(string Owner, IReadOnlyList<Parameter<T>> Parameters)> owners)
    {
        List<Parameter<T>> all = [];
        int offset = 0;
        foreach ((string owner, IReadOnlyList<Parameter<T>> parameters) in owners)
        {
            foreach (Parameter<T> parameter in parameters)
            {
                parameter.Attach(this, owner, offset);
                offset = checked(offset + parameter.Length);
                all.Add(parameter);
            }
        }

        All = all;
        Values = new T[offset];
        Gradients = new T[offset];
    }

    /// <summary>The parameters in the order of the layers.</summary>
    public IReadOnlyList<Parameter<T>> All { get; }

    /// <summary>Every weight.</summary>
    public T[] Values { get; }

    /// <summary>Every gradient. Who writes here by hand, and not through a layer, is not seen by <see cref="LiveRanges"/>.</summary>
    public T[] Gradients { get; }

    /// <summary>The number of weights.</summary>
    public int Count => Values.Length;

    /// <summary>Changes whenever <see cref="MarkChanged"/> is called.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Says that the weights were written to, so that packed copies are remade.</summary>
    public void MarkChanged() => Version++;

    /// <summary>The stretches that hold gradients since <see cref="ClearGradients"/>, in ascending order.</summary>
    public LiveRanges<T> LiveRanges => new(this);

    /// <summary>Sets every gradient to zero, at the cost of those that are not.</summary>
    public void ClearGradients()
    {
        foreach (LiveRange<T> range in LiveRanges)
            Gradients.AsSpan(range.Offset, range.Length).Clear();
        for (int n = 0; n < All.Count; n++)
            All[n].TouchedRows?.Clear();
    }

    /// <summary>Overwrites every weight.</summary>
    /// <param name="values">The weights, in the order of <see cref="Values"/>.</param>
    /// <exception cref="ArgumentException">The number of weights is another.</exception>
    public void Load(ReadOnlySpan<T> values)
    {
        if (values.Length != Count)
            throw new ArgumentException($"The model has {Count} weights, not {values.Length}.", nameof(values));
        values.CopyTo(Values);
        MarkChanged();
    }

    internal void Initialize(int seed)
    {
        for (int index = 0; index < All.Count; index++)
            All[index].Initialize(new SeededRandom(SeededRandom.Derive(seed, index)));
        MarkChanged();
    }
}

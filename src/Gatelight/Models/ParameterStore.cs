using System.Numerics;
using Gatelight.Layers;

namespace Gatelight.Models;

/// <summary>All weights of a model in one flat buffer, and their gradients in another, so that clipping and the optimizer are one pass.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class ParameterStore<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<Parameter<T>> _shared = [];

    internal ParameterStore(IReadOnlyList<(string Owner, IReadOnlyList<Parameter<T>> Parameters)> owners, IReadOnlyList<ParameterTie>? ties = null)
    {
        Dictionary<string, string> sources = SourcesOf(ties ?? []);
        List<Parameter<T>> all = [];
        List<(string Owner, Parameter<T> Parameter, string Source)> tied = [];
        int offset = 0;
        foreach ((string owner, IReadOnlyList<Parameter<T>> parameters) in owners)
        {
            foreach (Parameter<T> parameter in parameters)
            {
                if (sources.Remove($"{owner}.{parameter.Name}", out string? source))
                {
                    tied.Add((owner, parameter, source));
                    continue;
                }

                parameter.Attach(this, owner, offset);
                offset = checked(offset + parameter.Length);
                all.Add(parameter);
            }
        }

        if (sources.Count > 0)
            throw Problem($"{sources.First().Key} is tied to {sources.First().Value}, and no layer has such a parameter");
        foreach ((string owner, Parameter<T> parameter, string source) in tied)
            Tie(owner, parameter, all.FirstOrDefault(candidate => candidate.Name == source), source);
        All = all;
        Values = new T[offset];
        Gradients = new T[offset];
    }

    /// <summary>The parameters in the order of the layers; one that is tied to another has no weights of its own and is left out.</summary>
    public IReadOnlyList<Parameter<T>> All { get; }

    /// <summary>All parameters by name, those that are tied to another among them.</summary>
    internal IEnumerable<Parameter<T>> Named => All.Concat(_shared);

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

    private void Tie(string owner, Parameter<T> parameter, Parameter<T>? source, string name)
    {
        string tied = $"{owner}.{parameter.Name}";
        if (source is null)
            throw Problem($"{tied} is tied to {name}, which is no parameter with weights of its own");
        if (!source.Shape.SequenceEqual(parameter.Shape))
            throw Problem($"{tied} [{string.Join(", ", parameter.Shape)}] is tied to {name} [{string.Join(", ", source.Shape)}]; only parameters of one shape can be one");
        if (source.IsFrozen || parameter.IsFrozen)
            throw Problem($"{tied} is tied to {name}, and one of them is frozen; train both or tie neither");
        parameter.Attach(this, owner, source.Offset, isShared: true);
        // An embedding marks the rows that it reads; the other layer reaches those that it does not.
        source.CountEveryRow();
        parameter.CountEveryRow();
        _shared.Add(parameter);
    }

    private static Dictionary<string, string> SourcesOf(IReadOnlyList<ParameterTie> ties)
    {
        Dictionary<string, string> sources = new(StringComparer.Ordinal);
        foreach (ParameterTie tie in ties)
        {
            if (!sources.TryAdd(tie.Parameter, tie.Source))
                throw Problem($"{tie.Parameter} is tied twice");
        }

        return sources;
    }

    private static LayerException Problem(string problem) => new("(model)", problem);
}

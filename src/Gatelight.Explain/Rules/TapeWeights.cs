using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using Gatelight.Models;

namespace Gatelight.Explain.Rules;

/// <summary>The weights of a model in double, each raised once and shared by all steps and all tapes.</summary>
internal abstract class TapeWeights
{
    private static readonly ConditionalWeakTable<object, TapeWeights> Known = [];
    private readonly ConcurrentDictionary<string, double[]> _values = new(StringComparer.Ordinal);

    /// <summary>The weights of a model that nobody changes any more, as those of a question.</summary>
    internal static TapeWeights Of<T>(Model<T> model)
        where T : unmanaged, IFloatingPointIeee754<T> => Known.GetValue(model, key => new TapeWeightsOf<T>((Model<T>)key));

    /// <summary>The size of the last tape of this model, so that the next one does not have to grow.</summary>
    internal (int Values, int Operations) LastSize { get; set; }

    /// <summary>A parameter.</summary>
    /// <param name="name">The name, the layer's included.</param>
    internal double[] Values(string name) => _values.GetOrAdd(name, static (key, weights) => weights.Raise(key), this);

    /// <summary>What is made of parameters once, such as a matrix cut in pieces.</summary>
    /// <param name="name">A name that no parameter has.</param>
    /// <param name="make">Makes it.</param>
    internal double[] Derived(string name, Func<double[]> make) => _values.GetOrAdd(name, _ => make());

    /// <summary>A row of a parameter, for a table too large to be raised whole.</summary>
    internal abstract double[] Row(string name, int row);

    /// <summary>A value as the model reads it.</summary>
    internal abstract double Round(double value);

    private protected abstract double[] Raise(string name);

    private sealed class TapeWeightsOf<T>(Model<T> model) : TapeWeights
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Dictionary<string, Parameter<T>> _parameters = model.Parameters.All.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);

        internal override double[] Row(string name, int row)
        {
            Parameter<T> parameter = _parameters[name];
            int width = parameter.Length / parameter.Shape[0];
            return Raise(parameter.Values.Slice(row * width, width));
        }

        internal override double Round(double value) => double.CreateTruncating(T.CreateTruncating(value));

        private protected override double[] Raise(string name) => Raise(_parameters[name].Values);

        private static double[] Raise(ReadOnlySpan<T> from)
        {
            double[] raised = new double[from.Length];
            for (int n = 0; n < raised.Length; n++)
                raised[n] = double.CreateTruncating(from[n]);
            return raised;
        }
    }
}

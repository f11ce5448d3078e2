using System.Numerics;
using Gatelight.Data;
using Gatelight.Models;

namespace Gatelight.Regularization;

/// <summary>A <see cref="WeightRegularization"/> at work on one model's parameters.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class WeightRegularizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightRegularization _rule;
    private readonly ParameterStore<T> _store;
    private readonly Parameter<T>[] _parameters;

    internal WeightRegularizer(ParameterStore<T> store, WeightRegularization rule)
    {
        _rule = rule;
        _store = store;
        foreach (string name in rule.Parameters ?? [])
        {
            if (!store.All.Any(parameter => IsNamed(parameter, name)))
                throw new InvalidInputException($"Regularization names the parameter {name}, which the model does not have; it has {string.Join(", ", store.All.Select(parameter => parameter.Name))}.");
        }

        _parameters =
        [
            .. store.All.Where(parameter =>
                !parameter.IsFrozen && (rule.Parameters is null ? IsMatrix(parameter) : rule.Parameters.Any(name => IsNamed(parameter, name)))),
        ];
    }

    /// <summary>Adds the gradient of the penalty.</summary>
    internal void AddGradients()
    {
        if (_rule is { L1: 0, L2: 0 })
            return;
        T l1 = T.CreateTruncating(_rule.L1);
        T l2 = T.CreateTruncating(2 * _rule.L2);
        foreach (Parameter<T> parameter in _parameters)
        {
            ReadOnlySpan<T> weights = parameter.Values;
            Span<T> gradients = parameter.Gradients;
            parameter.TouchedRows?.MarkAll();
            for (int n = 0; n < weights.Length; n++)
            {
                T w = weights[n];
                T sign = w > T.Zero ? T.One : w < T.Zero ? -T.One : T.Zero;
                gradients[n] += l1 * sign + l2 * w; // (66)
            }
        }
    }

    /// <summary>Scales rows that are too long down to the largest norm.</summary>
    internal void LimitNorms()
    {
        if (_rule.MaxNorm is not { } limit)
            return;
        foreach (Parameter<T> parameter in _parameters)
        {
            if (!IsMatrix(parameter))
                continue;
            int width = parameter.Length / parameter.Shape[0];
            Span<T> weights = parameter.Values;
            for (int start = 0; start < weights.Length; start += width)
                Limit(weights.Slice(start, width), limit);
        }

        _store.MarkChanged();
    }

    private static void Limit(Span<T> row, double limit)
    {
        double square = 0;
        foreach (T weight in row)
        {
            double value = double.CreateTruncating(weight);
            square += value * value;
        }

        double norm = Math.Sqrt(square);
        if (!(norm > limit))
            return;
        T scale = T.CreateTruncating(limit / norm); // (67)
        for (int n = 0; n < row.Length; n++)
            row[n] *= scale;
    }

    private static bool IsMatrix(Parameter<T> parameter) => parameter.Shape.Count > 1;

    private static bool IsNamed(Parameter<T> parameter, string name) =>
        parameter.Name == name || parameter.Name.EndsWith("." + name, StringComparison.Ordinal);
}

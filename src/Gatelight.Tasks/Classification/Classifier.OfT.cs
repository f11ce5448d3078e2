using Gatelight.Explain;
using Gatelight.Models;

namespace Gatelight.Tasks.Classification;

/// <summary>A classifier of examples of one kind. <see cref="PredictProba(IReadOnlyList{TExample}, int, CancellationToken)"/> is all that a black-box explainer needs; <see cref="Ask"/> is the door for every explainer.</summary>
/// <typeparam name="TExample">A text or a series.</typeparam>
public abstract class Classifier<TExample> : Classifier
{
    private protected Classifier(ClassSet classes, Model<float> network, double temperature, ClassifierFacts facts)
        : base(classes, network, temperature, facts)
    {
    }

    /// <summary>The calibrated probability of each class for each example, <c>[N, K]</c>; each row adds up to 1.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="threads">The threads to use; the result is the same with any number.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <exception cref="Data.InvalidInputException">An example does not fit the model.</exception>
    public double[,] PredictProba(IReadOnlyList<TExample> examples, int threads = 1, CancellationToken cancellation = default)
    {
        double[] flat = Probabilities(examples, threads, cancellation);
        double[,] result = new double[examples.Count, Classes.Count];
        Buffer.BlockCopy(flat, 0, result, 0, flat.Length * sizeof(double));
        return result;
    }

    /// <summary>The calibrated probability of each class for one example, <c>[K]</c>.</summary>
    /// <param name="example">The example.</param>
    public double[] PredictProba(TExample example) => Probabilities([example], 1, default);

    /// <summary>The answers about examples, each with what must be known before it is believed.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="threads">The threads to use; the result is the same with any number.</param>
    /// <param name="cancellation">Checked between batches.</param>
    public IReadOnlyList<ClassPrediction> Predict(IReadOnlyList<TExample> examples, int threads = 1, CancellationToken cancellation = default)
    {
        double[] probabilities = Probabilities(examples, threads, cancellation);
        return
        [
            .. examples.Select((example, n) =>
            {
                ReadOnlySpan<double> own = probabilities.AsSpan(n * Classes.Count, Classes.Count);
                int best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(own);
                return new ClassPrediction(Classes.Names[best], own[best], [.. own], Remark(example));
            }),
        ];
    }

    /// <summary>The question that explainers ask about one example: the probability of a class, or its calibrated log-odds over another class.</summary>
    /// <param name="example">The example.</param>
    /// <param name="index">The class asked about.</param>
    /// <param name="against">The class it is held against; null for none.</param>
    /// <param name="asScore">Whether the score before the softmax is asked about, which adds up more plainly than the probability; with <paramref name="against"/> it is the log-odds of the two.</param>
    /// <exception cref="ExplanationException">There is no such class, or nothing of the example can be asked about.</exception>
    public abstract IExplainable Ask(TExample example, int index, int? against = null, bool asScore = false);

    /// <summary>What must be known before an answer is believed; null for nothing.</summary>
    /// <param name="example">The example.</param>
    public abstract string? Remark(TExample example);

    private protected abstract NetworkRow RowOf(TExample example);

    internal float[] Logits(IReadOnlyList<TExample> examples, int threads, CancellationToken cancellation) => Logits([.. examples.Select(RowOf)], threads, cancellation);

    private double[] Probabilities(IReadOnlyList<TExample> examples, int threads, CancellationToken cancellation) =>
        TemperatureScaling.Probabilities(Logits(examples, threads, cancellation), Classes.Count, Temperature);
}

using System.Numerics;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Explain;

/// <summary>
/// A question about a text model: what the tokens' vectors <c>[T, E]</c> did to the answer, <c>F(E[id₁], …, E[id_T])</c> (equation 218 of docs/equations.md).
/// Between two token ids nothing lies that a slope could follow, between their vectors there does.
/// </summary>
/// <remarks>
/// Where the embedding masks id 0, padding is dropped before the model is asked, T counts the tokens that are left, and padding gets 0 in
/// <see cref="PerToken"/>. Methods that look into the model take <see cref="Vectors"/>.
/// </remarks>
/// <typeparam name="T">The element type of the model.</typeparam>
public sealed class TokenQuestion<T> : IExplainable, IInputTraits
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Embedding _embedding;
    private readonly double[] _table;
    private readonly int[] _ids;
    private readonly int[] _kept;

    /// <summary>Asks about one text.</summary>
    /// <param name="model">A model whose one input is read by one <see cref="Embedding"/> alone.</param>
    /// <param name="ids">The token ids, padding included.</param>
    /// <param name="target">Which number is asked about.</param>
    /// <param name="link">The way to the user's units; null for the output as it is.</param>
    /// <exception cref="ExplanationException">The model has no such embedding, an id is out of range, or all of the text is padding.</exception>
    public TokenQuestion(Model<T> model, IReadOnlyList<int> ids, OutputTarget target, OutputLink? link = null)
        : this(model, ids, target, link, input: 0, [])
    {
    }

    /// <summary>Asks about one of several inputs, as the source of an encoder and decoder; the others are held.</summary>
    /// <param name="model">A model whose input <paramref name="input"/> is read by one <see cref="Embedding"/> alone.</param>
    /// <param name="ids">The token ids of that input, padding included.</param>
    /// <param name="target">Which number is asked about.</param>
    /// <param name="link">The way to the user's units; null for the output as it is.</param>
    /// <param name="input">Which input is asked about.</param>
    /// <param name="held">The other inputs in order, one sample each.</param>
    /// <exception cref="ExplanationException">The model has no such embedding, an id is out of range, or all of the text is padding.</exception>
    public TokenQuestion(Model<T> model, IReadOnlyList<int> ids, OutputTarget target, OutputLink? link, int input, IReadOnlyList<Batch<T>> held)
    {
        (Model<T> behind, _embedding, Parameter<T> table) = ModelSurgery.BehindEmbedding(model, input);
        _ids = [.. ids];
        for (int n = 0; n < _ids.Length; n++)
        {
            if ((uint)_ids[n] >= (uint)_embedding.VocabularySize)
                throw new ExplanationException($"Token {n} has id {_ids[n]}; the model knows ids 0 to {_embedding.VocabularySize - 1}.");
        }

        _kept = [.. Enumerable.Range(0, _ids.Length).Where(n => !_embedding.MaskZero || _ids[n] != 0)];
        if (_kept.Length == 0)
            throw new ExplanationException("The text holds no token but padding; give it at least one word that the model knows.");
        _table = [.. table.Values.ToArray().Select(double.CreateTruncating)];
        Vectors = new ModelQuestion<T>([behind], _kept.Length, target, link, input, held) { HasWholeSteps = true };
        Input = [.. _kept.SelectMany(n => VectorOf(_ids[n]))];
    }

    /// <summary>The same question about the vectors, for methods that look into the model.</summary>
    public ModelQuestion<T> Vectors { get; }

    /// <summary>The vectors of the text's tokens, <c>[T, E]</c>.</summary>
    public double[] Input { get; }

    /// <summary>The token ids as given, padding included.</summary>
    public IReadOnlyList<int> Ids => _ids;

    /// <summary>The places of the tokens that the model reads, padding left out.</summary>
    public IReadOnlyList<int> Kept => _kept;

    /// <inheritdoc/>
    public int Steps => Vectors.Steps;

    /// <inheritdoc/>
    public int Features => Vectors.Features;

    bool IInputTraits.HasWholeSteps => true;

    bool IInputTraits.IsPad(double value) => false;

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> inputs, Span<double> answers) => Vectors.Evaluate(inputs, answers);

    /// <inheritdoc/>
    public void EvaluateGradient(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients) => Vectors.EvaluateGradient(inputs, answers, gradients);

    /// <summary>A text of one vector repeated, <c>[T, E]</c>, to compare with.</summary>
    /// <param name="kind">Which vector.</param>
    /// <param name="token">The token's id for <see cref="TokenBaseline.Token"/>: that of padding, of an unknown word.</param>
    /// <exception cref="ExplanationException">The model knows no such token.</exception>
    public double[] Baseline(TokenBaseline kind, int token = 0)
    {
        if ((uint)token >= (uint)_embedding.VocabularySize)
            throw new ExplanationException($"The baseline's token has id {token}; the model knows ids 0 to {_embedding.VocabularySize - 1}.");
        double[] vector = kind switch
        {
            TokenBaseline.Mean => MeanVector(),
            TokenBaseline.Token => VectorOf(token),
            _ => new double[Features],
        };
        return [.. Enumerable.Repeat(vector, Steps).SelectMany(values => values)];
    }

    /// <summary>A map over the vectors summed up by token, <c>[tokens, 1]</c>, 0 for padding; standard errors are added in quadrature.</summary>
    /// <param name="attribution">The map <c>[T, E]</c>, or <c>[T, 1]</c>, of this question.</param>
    /// <exception cref="ExplanationException">The map has another number of steps.</exception>
    public Attribution PerToken(Attribution attribution)
    {
        if (attribution.Values.GetLength(0) != Steps)
            throw new ExplanationException($"The map has {attribution.Values.GetLength(0)} steps; the question is about {Steps} tokens.");
        return attribution with
        {
            Values = Column(attribution.Values, value => value, sum => sum),
            StandardErrors = attribution.StandardErrors is { } errors ? Column(errors, error => error * error, Math.Sqrt) : null,
        };
    }

    /// <summary>The mean of the members' maps by token, for an ensemble: each member has a table of its own, so each is asked by itself.</summary>
    /// <param name="members">The models.</param>
    /// <param name="ids">The token ids.</param>
    /// <param name="target">Which number is asked about; its mean over the members is explained.</param>
    /// <param name="method">The method.</param>
    /// <param name="baseline">What to compare with.</param>
    /// <param name="token">The token's id for <see cref="TokenBaseline.Token"/>.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">There is no member, or one cannot be asked; the message says why.</exception>
    public static Attribution ExplainEnsemble(
        IReadOnlyList<Model<T>> members, IReadOnlyList<int> ids, OutputTarget target, IAttributionMethod method, TokenBaseline baseline = TokenBaseline.Zero, int token = 0, CancellationToken cancellation = default)
    {
        if (members.Count == 0)
            throw new ExplanationException("There is no model to explain.");
        Attribution[] parts = [.. members.Select(member =>
        {
            TokenQuestion<T> question = new(member, ids, target);
            return question.PerToken(method.Explain(question.Vectors, question.Input, question.Baseline(baseline, token), cancellation));
        })];
        return Attribution.Mean(parts);
    }

    private double[] VectorOf(int id) => _table[(id * _embedding.Width)..((id + 1) * _embedding.Width)];

    private double[] MeanVector()
    {
        int first = _embedding.MaskZero && _embedding.VocabularySize > 1 ? 1 : 0;
        return [.. Enumerable.Range(0, Features).Select(n => Enumerable.Range(first, _embedding.VocabularySize - first).Average(id => _table[id * Features + n]))];
    }

    private double[,] Column(double[,] values, Func<double, double> taken, Func<double, double> summed)
    {
        double[,] column = new double[_ids.Length, 1];
        for (int step = 0; step < _kept.Length; step++)
        {
            double sum = 0;
            for (int feature = 0; feature < values.GetLength(1); feature++)
                sum += taken(values[step, feature]);
            column[_kept[step], 0] = summed(sum);
        }

        return column;
    }
}

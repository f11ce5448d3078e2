using System.Numerics;

namespace Gatelight.Explain.Rules;

/// <summary>A question whose models can be written out on tapes, and the way from their outputs to the user's units.</summary>
internal sealed class UnrolledQuestion
{
    private readonly Func<int, double[], UnrolledModel> _unroll;

    private UnrolledQuestion(OutputLink link, int members, Func<int, double[], UnrolledModel> unroll)
    {
        Link = link;
        Members = members;
        _unroll = unroll;
    }

    internal OutputLink Link { get; }

    internal int Members { get; }

    /// <summary>Opens a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="title">The method that asks, for the message.</param>
    /// <exception cref="ExplanationException">There is no model behind the question.</exception>
    internal static UnrolledQuestion Of(IExplainable question, string title) => question switch
    {
        ModelQuestion<float> single => Of(single),
        ModelQuestion<double> exact => Of(exact),
        _ => throw new ExplanationException($"{title} needs a model to look into, not a function. Use integrated-gradients or occlusion instead."),
    };

    /// <summary>A member, written out for an input; the caller disposes of it.</summary>
    internal UnrolledModel Open(int member, double[] input) => _unroll(member, input);

    /// <summary>The members, written out for an input one after the other; each is good until the next.</summary>
    internal IEnumerable<UnrolledModel> Each(double[] input, CancellationToken cancellation)
    {
        for (int member = 0; member < Members; member++)
        {
            cancellation.ThrowIfCancellationRequested();
            using UnrolledModel model = Open(member, input);
            yield return model;
        }
    }

    /// <summary>An account in the user's units: each contribution is stretched by the chord of the link between start and end.</summary>
    /// <param name="contributions">The contributions to the output; overwritten.</param>
    /// <param name="start">The output where the account starts.</param>
    /// <param name="end">The output.</param>
    /// <returns>Start and end in the user's units.</returns>
    internal (double Start, double End) ToUserUnits(Span<double> contributions, double start, double end)
    {
        double first = Link.Value(start);
        double last = Link.Value(end);
        double chord = end == start ? Link.Slope(end) : (last - first) / (end - start);
        for (int n = 0; n < contributions.Length; n++)
            contributions[n] *= chord;
        return (first, last);
    }

    private static UnrolledQuestion Of<T>(ModelQuestion<T> question)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(question.Link, question.Members.Count, (member, input) => UnrolledModel.Of(question.Members[member], question, input));
}

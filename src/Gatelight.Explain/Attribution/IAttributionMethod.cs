namespace Gatelight.Explain;

/// <summary>A method that shares an answer out over the input.</summary>
public interface IAttributionMethod
{
    /// <summary>The name on the command line, as in <c>integrated-gradients</c>.</summary>
    string Name { get; }

    /// <summary>The name in prose, as in "Integrated gradients".</summary>
    string Title { get; }

    /// <summary>What the numbers mean, in one plain sentence.</summary>
    string Meaning { get; }

    /// <summary>How the method comes by its numbers.</summary>
    MethodFamily Family { get; }

    /// <summary>Whether the method compares with the baseline; the others pass it by.</summary>
    bool UsesBaseline { get; }

    /// <summary>Explains the answer for one input.</summary>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="baseline">The input to compare with, <c>[T, D]</c>.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">The method cannot answer this question; the message says why.</exception>
    Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default);
}

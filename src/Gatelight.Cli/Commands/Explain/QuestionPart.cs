using Gatelight.Explain;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>One of the questions whose mean answer is explained: a model by itself, a member of an ensemble that reads an input of its own.</summary>
/// <param name="Question">The question; a <see cref="ModelQuestion{T}"/> where methods that look into the model are to work (for text, its <c>Vectors</c>).</param>
/// <param name="Input">The input <c>[T, D]</c>.</param>
/// <param name="Baseline">What it is compared with, <c>[T, D]</c>.</param>
internal sealed record QuestionPart(IExplainable Question, double[] Input, double[] Baseline)
{
    /// <summary>
    /// Brings a map of the question to what is shown, such as the vectors' values of each word summed up (<c>TokenQuestion.PerToken</c>);
    /// the map as it is by default. All T steps stay.
    /// </summary>
    public Func<Attribution, Attribution> Shown { get; init; } = map => map;
}

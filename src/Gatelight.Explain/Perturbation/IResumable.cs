namespace Gatelight.Explain;

/// <summary>A question that remembers what a model knew after each step of an input, and asks variants of it only from the first changed step on.</summary>
internal interface IResumable : IExplainable
{
    /// <summary>Answers for one input and keeps its states, so that later inputs can go on from any of its steps.</summary>
    double Remember(ReadOnlySpan<double> input);
}

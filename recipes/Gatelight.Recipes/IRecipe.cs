namespace Gatelight.Recipes;

/// <summary>A small sample that runs: an example for the reader, a test, and the source of the code on the pages.</summary>
public interface IRecipe
{
    /// <summary>The name that runs it, in lower case with hyphens, as in <c>forecast-sales</c>.</summary>
    string Name { get; }

    /// <summary>What it shows, in one sentence.</summary>
    string Description { get; }

    /// <summary>Runs it. Files go to a temporary directory that the recipe removes.</summary>
    /// <param name="output">What the recipe has to say.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    void Run(TextWriter output, CancellationToken cancellationToken);
}

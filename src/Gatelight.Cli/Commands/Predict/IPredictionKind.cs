using Gatelight.Cli.Commands.Explain;

namespace Gatelight.Cli.Commands.Predict;

/// <summary>
/// A kind of model that <c>gatelight predict</c> can ask. To add one: write its class, which answers what the user gave, and add it to
/// <see cref="PredictionKinds"/>.
/// </summary>
internal interface IPredictionKind
{
    /// <summary>What such a model is called in messages, as in <c>a language model</c>.</summary>
    string Name { get; }

    /// <summary>The names of the options of <see cref="PredictOptions"/> that it understands, <c>DATA</c> for the second argument; others are refused in one line.</summary>
    IReadOnlyList<string> Options { get; }

    /// <summary>Whether a file holds such a model.</summary>
    bool Reads(ModelFile file);

    /// <summary>Answers and prints.</summary>
    /// <exception cref="Gatelight.Data.InvalidInputException">The data do not fit the model; one line says what and how to mend it.</exception>
    void Run(Call call, ModelFile file, PredictOptions options);
}

namespace Gatelight.Cli.Commands.Explain;

/// <summary>
/// A kind of model that <c>gatelight explain</c> can explain. To add one: write its class, which turns what the user asked into an
/// <see cref="ExplanationSubject"/>, and add it to <see cref="ExplanationKinds"/>. Methods, comparison, counterfactuals,
/// global views, files and reports then come from the subject alone.
/// </summary>
internal interface IExplanationKind
{
    /// <summary>What such a model is called in messages, as in <c>a forecasting model</c>.</summary>
    string Name { get; }

    /// <summary>The names of the options of <see cref="ExplainOptions.OfKinds"/> that it understands, <c>DATA</c> for the second argument; others are refused in one line.</summary>
    IReadOnlyList<string> Options { get; }

    /// <summary>Whether a file holds such a model.</summary>
    bool Reads(ModelFile file);

    /// <summary>Brings model, data and question together.</summary>
    /// <exception cref="Gatelight.Data.InvalidInputException">The question or the data do not fit the model; one line says what and how to mend it.</exception>
    ExplanationSubject Open(ModelFile file, ExplanationRequest request);
}

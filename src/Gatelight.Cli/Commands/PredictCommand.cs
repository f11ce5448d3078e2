using System.CommandLine;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Commands.Predict;

namespace Gatelight.Cli.Commands;

/// <summary><c>predict</c>: what a model answers for a text.</summary>
internal sealed class PredictCommand
{
    private readonly ModelArgument _model = new();
    private readonly PredictOptions _options = new();

    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var verb = new PredictCommand();
        return shell.Verb(
            "predict",
            "Answers for texts or series: their class, the next words, or what a text becomes",
            ["gatelight predict sentiment.gatelight --text \"not as bad as I feared\"", "gatelight predict book.gatelight --text \"the just man\"", "gatelight predict french.gatelight --text \"a man rides a bicycle\" --html why.html"],
            [verb._model.Symbol, .. verb._options.Symbols],
            verb.Run);
    }

    private void Run(Call call)
    {
        var file = ModelFile.Open(_model.Path(call));
        IPredictionKind kind = PredictionKinds.Of(file);
        _options.Check(call, kind);
        kind.Run(call, file, _options);
    }
}

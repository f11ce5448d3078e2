using System.CommandLine;
using Gatelight.Tasks.Forecasting;

namespace Gatelight.Cli.Commands;

/// <summary>The model file of a verb.</summary>
internal sealed class ModelArgument
{
    private readonly Argument<string> _model = new("MODEL") { Description = "the model file" };

    /// <summary>The argument.</summary>
    public Argument Symbol => _model;

    /// <summary>The path of the file.</summary>
    public string Path(Call call) => call.Arguments.GetValue(_model)!;

    /// <summary>Loads the model.</summary>
    public ForecastModel Load(Call call) => ForecastModel.Load(Path(call));
}

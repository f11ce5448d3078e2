using System.CommandLine;
using Gatelight.Cli.Output;
using Gatelight.Tasks.Forecasting;

namespace Gatelight.Cli.Commands;

/// <summary><c>inspect</c>: what is in a model file.</summary>
internal static class InspectCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var model = new ModelArgument();
        return shell.Verb(
            "inspect",
            "Shows what is in a model file",
            ["gatelight inspect sales.gatelight"],
            [model.Symbol],
            call => Run(call, model));
    }

    private static void Run(Call call, ModelArgument argument)
    {
        ForecastModel model = argument.Load(call);
        IReadOnlyList<KeyValuePair<string, string>> settings = model.Describe();
        call.Print(
            () => new System.Text.Json.Nodes.JsonObject { ["model"] = argument.Path(call), ["settings"] = JsonText.Object(settings) },
            page =>
            {
                page.Line(argument.Path(call));
                page.Heading("Pipeline");
                page.Pairs(settings);
            });
    }
}

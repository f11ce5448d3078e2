using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Gatelight.Cli.Commands;

/// <summary>The root: every verb, and the options that all of them take.</summary>
internal static class GatelightCommand
{
    /// <summary>The version of the tool, without the build's hash.</summary>
    public static string Version { get; } =
        typeof(GatelightCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Makes the tree of verbs.</summary>
    public static Command Create(Shell shell)
    {
        var root = new VerbCommand("gatelight", "Forecasts by LSTM models that explain themselves.", ["gatelight quickstart", "gatelight train forecast sales.csv --target Sales --out sales.gatelight"]);
        var help = new HelpOption();
        var plain = (HelpAction)help.Action!;
        plain.MaxWidth = shell.Width;
        help.Action = new HelpWithExamples(plain);
        root.Options.Add(help);
        root.Options.Add(new VersionOption("--version") { Action = new VersionAction() });
        foreach (Option option in shell.Options)
            root.Options.Add(option);
        var train = new VerbCommand("train", "Trains a model", ["gatelight train forecast sales.csv --target Sales"]);
        train.Subcommands.Add(TrainForecastCommand.Create(shell));
        train.Subcommands.Add(TrainClassifyCommand.Create(shell));
        train.Subcommands.Add(TrainLanguageCommand.Create(shell));
        train.Subcommands.Add(TrainTranslateCommand.Create(shell));
        foreach (Command verb in (Command[])
        [
            QuickstartCommand.Create(shell), train, ForecastCommand.Create(shell), PredictCommand.Create(shell), GenerateCommand.Create(shell), ExplainCommand.Create(shell), EvaluateCommand.Create(shell),
            RunCommand.Create(shell), ConvertCommand.Create(shell), InspectCommand.Create(shell), DatasetsCommand.Create(shell), InfoCommand.Create(shell),
        ])
        {
            root.Subcommands.Add(verb);
        }

        return root;
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Version);
            return 0;
        }
    }
}

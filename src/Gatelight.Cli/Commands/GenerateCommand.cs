using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Tasks.Language;

namespace Gatelight.Cli.Commands;

/// <summary><c>generate</c>: lets a language model write on.</summary>
internal sealed class GenerateCommand
{
    private readonly ModelArgument _model = new();
    private readonly Option<string> _prompt = new("--prompt") { Description = "The text that is written on", HelpName = "TEXT", Required = true };
    private readonly Option<int?> _words = NumberOption.Create("--words", "Words to write; 40 by default", 1, 10_000);
    private readonly Option<double?> _temperature = DecimalOption.Create("--temperature", "Below 1 more of the likely, above 1 more of the unlikely, 0 always the likeliest; 1 by default", 0, 10);
    private readonly Option<int?> _topK = NumberOption.Create("--top-k", "Draw from so many of the likeliest tokens only", 1, int.MaxValue);
    private readonly Option<double?> _topP = DecimalOption.Create("--top-p", "Draw from the likeliest tokens only that together have this probability (nucleus)", 0.000001, 1);
    private readonly Option<int?> _beams = NumberOption.Create("--beams", "Search for the likeliest text among so many, and draw nothing", 1, 64);
    private readonly Option<string[]> _stop = new("--stop") { Description = "End after this word or text; may be repeated", HelpName = "TEXT", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> _avoid = new("--avoid") { Description = "Never write this word; may be repeated", HelpName = "WORD", Arity = ArgumentArity.OneOrMore };

    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var verb = new GenerateCommand();
        return shell.Verb(
            "generate",
            "Lets a language model write on",
            ["gatelight generate book.gatelight --prompt \"The just man\" --words 40", "gatelight generate book.gatelight --prompt \"The just man\" --temperature 0.7 --top-p 0.9 --stop . --seed 3"],
            [verb._model.Symbol, verb._prompt, verb._words, verb._temperature, verb._topK, verb._topP, verb._beams, verb._stop, verb._avoid],
            verb.Run);
    }

    private void Run(Call call)
    {
        var defaults = new GenerationOptions();
        var options = new GenerationOptions
        {
            Words = call.Arguments.GetValue(_words) ?? defaults.Words,
            Temperature = call.Arguments.GetValue(_temperature) ?? defaults.Temperature,
            TopK = call.Arguments.GetValue(_topK),
            TopP = call.Arguments.GetValue(_topP),
            Beams = call.Arguments.GetValue(_beams) ?? defaults.Beams,
            Stop = [.. call.Arguments.GetValue(_stop) ?? []],
            Avoid = [.. call.Arguments.GetValue(_avoid) ?? []],
            Seed = call.Seed,
        };
        var model = LanguageModel.Load(_model.Path(call));
        GeneratedText written = model.Generate(call.Arguments.GetValue(_prompt)!, options, call.Cancellation);
        call.Print(
            () => new JsonObject
            {
                ["model"] = _model.Path(call),
                ["prompt"] = written.Prompt,
                ["text"] = written.Text,
                ["seed"] = options.Seed,
                ["logProbability"] = JsonText.Number(written.LogProbability),
                ["unknownWords"] = JsonText.Texts(written.UnknownWords),
                ["tokens"] = new JsonArray([.. written.Tokens.Select(token => new JsonObject { ["token"] = token.Text, ["probability"] = token.Probability })]),
            },
            page =>
            {
                page.Line($"{written.Prompt.TrimEnd()} {written.Text}".ReplaceLineEndings(" "));
                if (!written.UnknownWords.IsEmpty)
                    page.Line($"Note: the model does not know {string.Join(", ", written.UnknownWords.Select(word => $"'{word}'"))} of the prompt.");
                page.Line("");
                page.Line(string.Create(CultureInfo.InvariantCulture, $"{written.Tokens.Length} tokens, mean probability {Math.Exp(written.LogProbability / Math.Max(1, written.Tokens.Length)):F3}{(options.Beams > 1 ? $", {options.Beams} beams" : $", seed {options.Seed}")}."));
            });
    }
}

using System.Text.Json;
using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Tasks.Language;
using Gatelight.Tasks.Tests.Translation;
using Gatelight.Tasks.Translation;
using Gatelight.Training;

namespace Gatelight.Tasks.Tests.Language;

/// <summary>Files of language models and of models of pairs that say what is not so.</summary>
public sealed class LanguageModelFileTests : IDisposable
{
    private const string BrokenTokenizer = """{"kind":"GivenTokenizer","pieces":[],"tokenizer":"WordPiece","files":["%%"]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("network.hiddenSize", "1000000000", "number of hidden units must be between 1 and 4096")]
    [InlineData("network.hiddenSize", "4096", "its network is another than was trained")]
    [InlineData("network.embeddingWidth", "2147483647", "width of the vectors must be between")]
    [InlineData("network.layers", "2000000000", "number of layers must be between")]
    [InlineData("network.layers", "0", "number of layers must be between")]
    [InlineData("network.vocabulary", "2000000000", "its network is another than was trained")]
    [InlineData("network.vocabulary", "-1", "its pipeline does not make sense")]
    [InlineData("network.dropout", "\"NaN\"", "dropout must be")]
    [InlineData("network.recurrentDropout", "1", "recurrent dropout must be")]
    [InlineData("network", null, "its pipeline does not make sense")]
    [InlineData("codec", BrokenTokenizer, "its pipeline does not make sense")]
    [InlineData("codec.pieces.0", "\"x\"", "A vocabulary begins with")]
    [InlineData("codec.pieces", "[\"<pad>\",\"<unknown>\"]", "its vocabulary is not that of its network")]
    [InlineData("facts.options.hiddenSize", "0", "number of hidden units must be between")]
    public void AnAlteredLanguageModelIsRefused(string place, string? value, string expected)
    {
        string path = Path.Combine(_folder, "lm.gatelight");
        SmallBook.Trained.Model.Save(path);
        AlteredModel.Alter(path, place, value);
        CheckRefusal(expected, $"Cannot read the model {path}: its pipeline", () => LanguageModel.Load(path));
    }

    [Theory]
    [InlineData("source", BrokenTokenizer, "its pipeline does not make sense")]
    [InlineData("target.pieces.1", "\"x\"", "A vocabulary begins with")]
    [InlineData("facts.options.hiddenSize", "7", "must be even")]
    public void AnAlteredModelOfPairsIsRefused(string place, string? value, string expected)
    {
        string path = Path.Combine(_folder, "mt.gatelight");
        SmallPairs.Trained.Model.Save(path);
        AlteredModel.Alter(path, place, value);
        CheckRefusal(expected, $"Cannot read the model {path}: its pipeline", () => TranslationModel.Load(path));
    }

    [Theory]
    [InlineData("network.hiddenSize", "1000000000", "number of hidden units must be between")]
    [InlineData("network.hiddenSize", "4096", "its network is another than was trained")]
    [InlineData("codec", BrokenTokenizer, "the file was altered")]
    public void AnAlteredCheckpointIsRefused(string place, string? value, string expected)
    {
        string path = Path.Combine(_folder, "lm.checkpoint");
        using CancellationTokenSource source = new();
        LanguageOptions options = SmallBook.Options with { HiddenSize = 4, Epochs = 1 };
        Assert.Throws<TrainingPausedException>(() => LanguageTask.Train(SmallBook.Text, "book.txt", options, null, new AtOnce(source), null, source.Token)).SaveCheckpoint(path);
        (TrainingCheckpoint state, ModelArchitecture architecture, JsonElement facts) = TrainingCheckpoint.Load(path, "language");
        state.Save(path, architecture, "language", AlteredModel.Alter(facts, place, value));
        CheckRefusal(expected, $"Cannot read the checkpoint {path}: ", () => LanguageTask.Resume(SmallBook.Text, "book.txt", path, cancellation: TestContext.Current.CancellationToken));
    }

    private static void CheckRefusal(string expected, string start, Func<object> read)
    {
        string message = Assert.Throws<InvalidInputException>(read).Message;
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    private sealed class AtOnce(CancellationTokenSource source) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value) => source.Cancel();
    }
}

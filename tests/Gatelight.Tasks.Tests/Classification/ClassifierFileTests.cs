using Gatelight.Data;
using Gatelight.Tasks.Classification;

namespace Gatelight.Tasks.Tests.Classification;

public sealed class ClassifierFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_column_of_time_is_kept_and_older_files_have_none()
    {
        string path = Saved();

        Assert.Equal("step", Classifier.Load(path).Facts.TimeColumn);

        AlteredModel.Alter(path, "facts.timeColumn", null);
        Assert.Null(Classifier.Load(path).Facts.TimeColumn);
    }

    [Theory]
    [InlineData("temperature", "0", "the temperature is out of range")]
    [InlineData("classes", "[\"up\"]", "the classes are missing")]
    [InlineData("codec", """{"kind":"GivenTokenizer","pieces":[],"tokenizer":"WordPiece","files":["%%"]}""", "its pipeline does not make sense")]
    public void An_altered_pipeline_is_refused_in_one_line(string place, string? value, string expected)
    {
        string path = Saved();
        AlteredModel.Alter(path, place, value);

        string message = Assert.Throws<InvalidInputException>(() => Classifier.Load(path)).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    private string Saved()
    {
        LabelledExamples<SeriesExample> series = new(
            "moves.csv", [.. Enumerable.Range(0, 20).Select(n => new SeriesExample([n % 2, n, 1], 3, 1))], [.. Enumerable.Range(0, 20).Select(n => n % 2 == 0 ? "up" : "down")], [.. Enumerable.Range(1, 20)])
        {
            TimeColumn = "step",
        };
        string path = Path.Combine(_folder, "moves.gatelight");
        ClassifierTask.TrainSeries(series, ["x"], new ClassifierOptions { HiddenSize = 2, Epochs = 1 }, cancellation: TestContext.Current.CancellationToken).Classifier.Save(path);
        return path;
    }
}

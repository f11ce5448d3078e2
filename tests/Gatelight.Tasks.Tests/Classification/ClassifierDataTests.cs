using Gatelight.Data;
using Gatelight.Tasks.Classification;

namespace Gatelight.Tasks.Tests.Classification;

public sealed class ClassifierDataTests
{
    [Fact]
    public void Columns_are_found_by_their_names()
    {
        LabelledExamples<string> examples = TextExamples.FromTable(Texts("review", "sentiment", ("good", "pos"), ("bad", "neg")));

        Assert.Equal(["good", "bad"], examples.Examples);
        Assert.Equal(["pos", "neg"], examples.Labels);
        Assert.Equal(("review", "sentiment"), (examples.Column, examples.LabelColumn));
    }

    [Fact]
    public void Rows_without_text_or_label_are_left_out_and_named()
    {
        LabelledExamples<string> examples = TextExamples.FromTable(Texts("text", "label", ("good", "pos"), (" ", "neg"), ("bad", ""), ("dull", "neg")));

        Assert.Equal(2, examples.Count);
        Assert.Contains("2 of 4 rows", Assert.Single(examples.Notes), StringComparison.Ordinal);
        Assert.Contains("lines 3, 4", examples.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_named_with_its_neighbours() =>
        Assert.Contains("did you mean 'review'", Assert.Throws<InvalidInputException>(() => TextExamples.FromTable(Texts("review", "stars", ("a", "1")), "reviev")).Message, StringComparison.Ordinal);

    [Fact]
    public void One_class_is_nothing_to_tell_apart() =>
        Assert.Contains("nothing to tell apart", Assert.Throws<InvalidInputException>(() => ClassSet.Of(["a", "a"], "x.csv")).Message, StringComparison.Ordinal);

    [Fact]
    public void Ten_thousand_classes_are_refused() =>
        Assert.Contains("10,000 different labels", Assert.Throws<InvalidInputException>(() => ClassSet.Of([.. Enumerable.Range(0, 10_000).Select(n => $"{n}")], "x.csv")).Message, StringComparison.Ordinal);

    [Fact]
    public void Numbers_are_ordered_as_numbers()
    {
        Assert.Equal(["1", "2", "10"], ClassSet.Of(["10", "2", "1"], "x.csv").Names);
        Assert.Equal(["b", "c"], ClassSet.Of(["c", "b"], "x.csv").Names);
    }

    [Fact]
    public void A_label_seen_only_in_the_test_set_is_named_with_its_line()
    {
        var train = TextExamples.FromTable(Texts("text", "label", [.. Enumerable.Range(0, 20).Select(n => ($"word{n % 3} more", n % 2 == 0 ? "a" : "b"))]));
        var test = TextExamples.FromTable(Texts("text", "label", ("word1", "a"), ("word2", "angry")));

        string message = Assert.Throws<InvalidInputException>(() => ClassifierTask.TrainTexts(train, test: test, cancellation: TestContext.Current.CancellationToken)).Message;

        Assert.Contains("line 3: the label 'angry'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_keeps_the_shares_of_the_classes()
    {
        int[] classes = [.. Enumerable.Range(0, 100).Select(n => n < 80 ? 0 : n < 99 ? 1 : 2)];

        (int[] kept, int[] taken) = StratifiedSplit.Split(classes, 0.2, seed: 3);

        Assert.Equal((16, 4, 0), (taken.Count(n => classes[n] == 0), taken.Count(n => classes[n] == 1), taken.Count(n => classes[n] == 2)));
        Assert.Equal(Enumerable.Range(0, 100), kept.Concat(taken).Order());
        Assert.Equal(taken, StratifiedSplit.Split(classes, 0.2, seed: 3).Taken);
        Assert.NotEqual(taken, StratifiedSplit.Split(classes, 0.2, seed: 4).Taken);
    }

    [Fact]
    public void Rows_in_long_form_become_series_in_the_order_of_time()
    {
        Table table = new("long.csv",
        [
            new TableColumn("who", ["a", "a", "b", "a", "b"]), new TableColumn("step", ["2", "1", "1", "10", "2"]),
            new TableColumn("x", ["12", "11", "21", "13", "22"]), new TableColumn("kind", ["up", "up", "down", "up", "down"]),
        ]);

        LabelledSeries series = SeriesExamples.FromTable(table, "who", "kind", "step");

        Assert.Equal(["x"], series.Channels);
        Assert.Equal([11f, 12, 13], series.Examples[0].Values);
        Assert.Equal([21f, 22], series.Examples[1].Values);
        Assert.Equal(["up", "down"], series.Labels);
    }

    [Theory]
    [InlineData("down", "2", "line 3, column 'kind'")]
    [InlineData("up", "1", "comes twice")]
    [InlineData("up", "soon", "neither a number nor a date")]
    public void A_series_that_contradicts_itself_is_named(string label, string step, string part)
    {
        Table table = new("long.csv", [new TableColumn("who", ["a", "a"]), new TableColumn("step", ["1", step]), new TableColumn("x", ["1", "2"]), new TableColumn("kind", ["up", label])]);

        Assert.Contains(part, Assert.Throws<InvalidInputException>(() => SeriesExamples.FromTable(table, "who", "kind", "step")).Message, StringComparison.Ordinal);
    }

    internal static Table Texts(string text, string label, params (string Text, string Label)[] rows) =>
        new("texts.csv", [new TableColumn(text, [.. rows.Select(row => row.Text)]), new TableColumn(label, [.. rows.Select(row => row.Label)])]);
}

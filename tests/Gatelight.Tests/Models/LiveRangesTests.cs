using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tests.Models;

/// <summary>What a step looks at: whole parameters, and of a table the rows that a batch names.</summary>
public sealed class LiveRangesTests
{
    private const int Rows = 200;
    private const int Width = 3;

    [Theory]
    [InlineData]
    [InlineData(0)]
    [InlineData(199)]
    [InlineData(5, 5, 4, 7)]
    [InlineData(62, 63, 64, 65, 127, 128)]
    public void ATableShowsTheRowsOfTheBatchInOrder(params int[] ids)
    {
        Model<double> model = Build();
        if (ids.Length > 0)
            RunBack(model, ids);
        List<int> rows = [];
        foreach (LiveRange<double> range in model.Parameters.LiveRanges)
        {
            if (range.Parameter != model.Parameters.All[0])
                continue;
            Assert.Equal(0, range.Offset % Width);
            rows.AddRange(Enumerable.Range(range.Offset / Width, range.Length / Width));
        }

        Assert.Equal(ids.Distinct().Order(), rows);
    }

    [Fact]
    public void NeighboursAreOneRange()
    {
        Model<double> model = Build();
        RunBack(model, [66, 63, 65, 64, 90]);
        Assert.Equal([(63 * Width, 4 * Width), (90 * Width, Width), (Rows * Width, Width * 2), (Rows * Width + 2 * Width, 2)], model.Parameters.LiveRanges.Select(range => (range.Offset, range.Length)));
    }

    [Fact]
    public void ClearingLeavesNothing()
    {
        Model<double> model = Build();
        RunBack(model, [3, 70]);
        Assert.Contains(model.Parameters.Gradients, gradient => gradient != 0);
        model.Parameters.ClearGradients();
        Assert.All(model.Parameters.Gradients, gradient => Assert.Equal(0, gradient));
        Assert.Equal(2, model.Parameters.LiveRanges.Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    public void AllRowsAreOneRange(int rows)
    {
        RowMarks marks = new(rows);
        marks.MarkAll();
        Assert.Equal((0, rows), marks.RunFrom(0));
        Assert.Equal(0, marks.RunFrom(rows).Length);
        marks.Clear();
        Assert.Equal(0, marks.RunFrom(0).Length);
    }

    private static Model<double> Build() => new Sequential(new Embedding(Rows, Width), new Dense(2)).ToArchitecture(LayerShape.Vector(1)).Build<double>(seed: 1);

    private static void RunBack(Model<double> model, int[] ids)
    {
        model.Forward(Batch<double>.Vectors(Array.ConvertAll(ids, id => (double)id), ids.Length, 1));
        model.Backward([.. Enumerable.Repeat(1.0, ids.Length * 2)], GradientTarget.Parameters);
    }
}

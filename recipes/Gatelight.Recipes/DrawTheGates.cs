using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Training;
using ScottPlot;
using ScottPlot.Plottables;

namespace Gatelight.Recipes;

/// <summary>
/// Gates that a model has learnt: values stream by, a mark says which one to keep, and up to 30 steps later a question asks for it. The
/// unit whose input gate opens widest at the mark is drawn over time.
/// </summary>
/// <remarks>The picture is removed again, unless the environment variable <c>GATELIGHT_PICTURES</c> names a folder to keep it in.</remarks>
public sealed class DrawTheGates : IRecipe
{
    private const int Steps = 40;
    private const int Features = 3; // value, mark, question
    private const float Axis = 70;

    // Steps of the sequence that is drawn, from 1.
    private static readonly int[] Marks = [4, 36];
    private static readonly int[] Questions = [20, 34, 40];

    private static readonly Color Ink = new("#1b2733");
    private static readonly Color Muted = new("#8a96a3");
    private static readonly Color Orange = new("#d55e00");
    private static readonly Color Green = new("#009e73");
    private static readonly Color Blue = new("#0072b2");

    /// <inheritdoc/>
    public string Name => "draw-the-gates";

    /// <inheritdoc/>
    public string Description => "Trains an LSTM to keep a value over 30 steps until it is asked for, and draws the gates that do it.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        // <train>
        Model<float> model = new Sequential(new Lstm(2) { ReturnSequences = true }, new Dense(1)).Build(Features, seed: 1);
        TrainingOptions options = new() { Epochs = 100, Optimizer = new Adam(0.02), Seed = 1 };
        TrainingHistory history = new Trainer(model, options).Fit(Streams(count: 512, seed: 1), cancellation: cancellationToken);
        // </train>
        output.WriteLine($"error of an answer, root of the mean square: {Math.Sqrt(history.Epochs[^1].Loss):F3}");

        float[] inputs = Shown();
        // <trace>
        float[] answers = model.Predict(new Batch<float>(inputs, size: 1, Steps, Features));
        LstmTrace trace = model.Trace().OfType<LstmTrace>().Single();
        int mark = Marks[0] - 1;
        int unit = Enumerable.Range(0, trace.HiddenSize).MaxBy(unit => trace.InputGate[mark, unit] - trace.InputGate[mark - 1, unit]);
        // </trace>
        output.WriteLine($"unit {unit + 1}, step {mark + 1}: input gate {trace.InputGate[mark, unit]:F2}, forget gate {trace.ForgetGate[mark, unit]:F2}");
        foreach (int question in Questions)
            output.WriteLine($"asked at step {question}: {answers[question - 1]:F2}, output gate {trace.OutputGate[question - 1, unit]:F2}");

        Multiplot picture = new();
        picture.AddPlots(3);
        DrawTask(picture.Subplots.GetPlot(0), inputs, answers);
        DrawGates(picture.Subplots.GetPlot(1), trace, unit);
        DrawMemory(picture.Subplots.GetPlot(2), trace, unit);
        Save(picture, output);
    }

    // A value a step. What was marked last is to be kept; at a question the answer is the kept value, at all other steps 0.
    private static TrainingSet Streams(int count, ulong seed)
    {
        SeededRandom random = new(seed);
        float[] inputs = new float[count * Steps * Features];
        float[] targets = new float[count * Steps];
        for (int n = 0; n < count; n++)
        {
            float kept = 0;
            for (int t = 0; t < Steps; t++)
            {
                Span<float> step = inputs.AsSpan((n * Steps + t) * Features, Features);
                step[0] = (float)(2 * random.NextUniform() - 1);
                step[1] = random.NextUniform() < 0.06 ? 1 : 0;
                step[2] = random.NextUniform() < 0.1 ? 1 : 0;
                if (step[1] > 0)
                    kept = step[0];
                targets[n * Steps + t] = step[2] * kept;
            }
        }

        return new TrainingSet(inputs, targets, count, Steps, Features);
    }

    private static float[] Shown()
    {
        SeededRandom random = new(3);
        float[] inputs = new float[Steps * Features];
        for (int t = 0; t < Steps; t++)
            inputs[t * Features] = (float)(2 * random.NextUniform() - 1);
        (inputs[(Marks[0] - 1) * Features], inputs[(Marks[1] - 1) * Features]) = (0.8f, -0.6f);
        foreach (int mark in Marks)
            inputs[(mark - 1) * Features + 1] = 1;
        foreach (int question in Questions)
            inputs[(question - 1) * Features + 2] = 1;
        return inputs;
    }

    private static void DrawTask(Plot plot, float[] inputs, float[] answers)
    {
        Style(plot, "values", -1.15, 1.15);
        plot.Title("Keep the value at a mark, give it at a question: what the model reads and answers", 15);
        plot.Axes.Title.Label.ForeColor = Ink;
        Line(plot, "value read", Muted, t => inputs[t * Features], LinePattern.Solid).MarkerSize = 4;
        Scatter marked = plot.Add.ScatterPoints(Marks, Marks.Select(step => inputs[(step - 1) * Features]).ToArray(), Orange);
        (marked.MarkerSize, marked.MarkerShape, marked.LegendText) = (12, MarkerShape.FilledDiamond, "marked");
        Line(plot, "answer", Blue, t => answers[t], LinePattern.Solid);
        Scatter asked = plot.Add.ScatterPoints(Questions, Questions.Select(step => answers[step - 1]).ToArray(), Blue);
        (asked.MarkerSize, asked.LegendText) = (10, "answer to a question");
    }

    private static void DrawGates(Plot plot, LstmTrace trace, int unit)
    {
        Style(plot, "gates", -0.05, 1.05);
        Line(plot, "input gate i", Orange, t => trace.InputGate[t, unit], LinePattern.Solid);
        Line(plot, "forget gate f", Green, t => trace.ForgetGate[t, unit], LinePattern.Dashed);
        Line(plot, "output gate o", Blue, t => trace.OutputGate[t, unit], LinePattern.Dotted);
    }

    private static void DrawMemory(Plot plot, LstmTrace trace, int unit)
    {
        Style(plot, "memory", -0.5, 0.5);
        plot.XLabel("step", 13);
        Line(plot, "candidate g", Muted, t => trace.Candidate[t, unit], LinePattern.Solid).MarkerSize = 4;
        Line(plot, "cell state c", Ink, t => trace.CellState[t, unit], LinePattern.Solid).LineWidth = 3;
        Line(plot, "hidden state h", Blue, t => trace.HiddenState[t, unit], LinePattern.Dotted);
    }

    private static Scatter Line(Plot plot, string name, Color color, Func<int, double> value, LinePattern pattern)
    {
        Scatter line = plot.Add.Scatter(Enumerable.Range(1, Steps).ToArray(), Enumerable.Range(0, Steps).Select(value).ToArray(), color);
        (line.LineWidth, line.LinePattern, line.MarkerSize, line.LegendText) = (2, pattern, 0, name);
        return line;
    }

    private static void Style(Plot plot, string name, double low, double high)
    {
        plot.YLabel(name, 13);
        plot.Axes.Left.MinimumSize = plot.Axes.Left.MaximumSize = Axis;
        plot.Axes.Color(new Color("#52606d"));
        plot.Grid.MajorLineColor = new Color("#e6eaee");
        plot.Axes.SetLimits(0, Steps + 1, low, high);
        foreach (int mark in Marks)
            plot.Add.VerticalLine(mark, 1, Orange.WithAlpha(0.5), LinePattern.Solid);
        foreach (int question in Questions)
            plot.Add.VerticalLine(question, 1, Blue.WithAlpha(0.5), LinePattern.Solid);
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.ShowLegend(Edge.Bottom);
    }

    private static void Save(Multiplot picture, TextWriter output)
    {
        string? kept = Environment.GetEnvironmentVariable("GATELIGHT_PICTURES");
        DirectoryInfo folder = string.IsNullOrEmpty(kept) ? Directory.CreateTempSubdirectory("gatelight-recipe-") : Directory.CreateDirectory(kept);
        try
        {
            string path = Path.Combine(folder.FullName, "gates.png");
            picture.SavePng(path, 1000, 700);
            output.WriteLine($"gates.png: {new FileInfo(path).Length} bytes");
        }
        finally
        {
            if (string.IsNullOrEmpty(kept))
                folder.Delete(recursive: true);
        }
    }
}

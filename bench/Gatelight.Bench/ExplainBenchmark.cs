using System.Globalization;
using Gatelight.Bench.Racing;
using Gatelight.Explain;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Bench;

/// <summary>Times explanations of an LSTM: what batches and remembered states save, and what the rules cost beside a pass of the model.</summary>
internal static class ExplainBenchmark
{
    private const int Features = 8;
    private const int Coalitions = 2048;
    private const int Points = 64;
    private static readonly Race Pace = new(Rounds: 9, SecondsPerSample: 0.05, WarmUpSeconds: 0.5, Rest: TimeSpan.Zero);

    /// <summary>Measures every case.</summary>
    /// <param name="progress">Told after each.</param>
    public static ExplainReport Run(TextWriter progress)
    {
        string load = Machine.Load();
        List<ExplainRow> rows = [];
        Sample large = new(steps: 200, hidden: 128);
        Add(large, "occlusion of every step", new Occlusion { Players = Players.Steps }, "each asked by itself, from the first step", () => large.AskOneByOne(large.Steps));
        Sample middle = new(steps: 100, hidden: 64);
        Add(middle, $"Kernel SHAP, {Coalitions} coalitions of steps", new KernelShap { Players = Players.Steps, Budget = Coalitions + 2 }, "as many inputs asked one by one", () => middle.AskOneByOne(Coalitions));
        Add(middle, $"integrated gradients, {Points} points in one batch", new IntegratedGradients { Points = Points }, "as many gradients one by one", () => middle.GradientsOneByOne(Points));
        foreach (Sample sample in (Sample[])[middle, large])
        {
            Add(sample, "layer-wise relevance", new LayerwiseRelevance(), "one forward and one backward pass", () => sample.GradientsOneByOne(1));
            Add(sample, "DeepLIFT", new DeepLift(), "one forward and one backward pass", () => sample.GradientsOneByOne(1));
            Add(sample, "memory ledger", new MemoryLedger(), "one forward and one backward pass", () => sample.GradientsOneByOne(1));
        }

        return new ExplainReport(rows) { LoadAtStart = load };

        void Add(Sample sample, string name, IAttributionMethod method, string other, Action otherAction)
        {
            RaceResult result = Pace.Run(new LocalContender(() => method.Explain(sample.Question, sample.Input, sample.Baseline)), new LocalContender(otherAction));
            ExplainRow row = new(name, other, sample.Steps, Features, sample.Hidden, result.Own * 1e3, result.Of(1)!.Value * 1e3, result.Ratio(1)!.Value);
            progress.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"[{row.Steps},{row.Features},{row.Hidden}] {name,-50} {row.Milliseconds,9:F2} ms; {other} {row.OtherMilliseconds:F2} ms, {row.Ratio:F2} times"));
            rows.Add(row);
        }
    }

    /// <summary>A model, a question and an input; what is compared with asks the same question in the plainest way.</summary>
    private sealed class Sample
    {
        private readonly double[] _answer = new double[1];
        private readonly double[] _gradient;
        private readonly double[] _changed;

        public Sample(int steps, int hidden)
        {
            Steps = steps;
            Hidden = hidden;
            Model<float> model = new Sequential(new Lstm(Hidden), new Dense(1)).Build(Features, seed: 1);
            model.Threads = Environment.ProcessorCount;
            Question = new ModelQuestion<float>([model], Steps, target: 0);
            Input = Array.ConvertAll(TrainingStep.Normals(Steps * Features), value => (double)value);
            Baseline = new double[Input.Length];
            _gradient = new double[Input.Length];
            _changed = [.. Input];
        }

        public int Steps { get; }

        public int Hidden { get; }

        public ModelQuestion<float> Question { get; }

        public double[] Input { get; }

        public double[] Baseline { get; }

        public void AskOneByOne(int count)
        {
            for (int n = 0; n < count; n++)
            {
                Span<double> step = _changed.AsSpan(n % Steps * Features, Features);
                step.Clear();
                Question.Evaluate(_changed, _answer);
                Input.AsSpan(n % Steps * Features, Features).CopyTo(step);
            }
        }

        public void GradientsOneByOne(int count)
        {
            for (int n = 0; n < count; n++)
                Question.EvaluateGradient(Input, _answer, _gradient);
        }
    }
}

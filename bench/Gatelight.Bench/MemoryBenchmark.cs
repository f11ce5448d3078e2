using System.Globalization;
using System.Text.Json;
using Gatelight.Bench.Peers;
using Gatelight.Bench.Racing;
using Gatelight.Bench.Sections;
using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Training;

namespace Gatelight.Bench;

/// <summary>The memory of training beside libtorch, what a long run adds to it, and what a first step costs.</summary>
internal static class MemoryBenchmark
{
    private const int StepsInChild = 10;
    private const int LongRun = 10_000;
    private const double Mebi = 1 << 20;

    private static readonly PeerCase[] Shapes =
    [
        new(PeerCell.Lstm, 50, 32, 16, 64, 1) { Training = true }, new(PeerCell.Lstm, 50, 64, 64, 128, 1) { Training = true },
        new(PeerCell.Lstm, 100, 32, 128, 256, 1) { Training = true }, new(PeerCell.Lstm, 100, 256, 128, 256, 1) { Training = true },
        new(PeerCell.Lstm, 35, 20, 208, 208, 1) { Training = true, Vocabulary = 10_000, Classes = 10_000, EveryStep = true },
    ];

    /// <summary>Measures everything.</summary>
    public static Section Run(BenchRun run)
    {
        List<Verdict> verdicts = [];
        ResultTable peaks = Peaks(run, verdicts), longRun = LongRuns(run, verdicts), first = FirstSteps(run, verdicts);
        return new Section(
            "memory", "Memory of training, and first steps",
            $"Peak: the most memory of a fresh process that was ever in RAM, after {StepsInChild} training steps on one thread; growth: that less what the process held once the engine was loaded (ours: once its kernels were chosen; the compiler's work on the way counts as growth). "
            + "Batches of the long run have other lengths each time. The first step is that of a new model of a new shape in a process that has trained another before.",
            [peaks, longRun, first], verdicts);
    }

    /// <summary>What the child process does: trains a case and says what memory it took.</summary>
    /// <param name="json">The case.</param>
    public static string Child(string json)
    {
        _ = Kernels.KernelRegistry.For<float>();
        long loaded = ProcessMemory.Resident();
        OwnTraining own = new(JsonSerializer.Deserialize<PeerCase>(json)!);
        own.Run(StepsInChild);
        return JsonSerializer.Serialize(new PeerReply { ResidentBytes = loaded, PeakBytes = ProcessMemory.Peak() });
    }

    private static ResultTable Peaks(BenchRun run, List<Verdict> verdicts)
    {
        List<IReadOnlyList<Cell>> rows = [];
        double worstPeak = 0, worstGrowth = 0;
        foreach (PeerCase work in Shapes)
        {
            string reply = Checkout.FirstLine("dotnet", Path.Combine(AppContext.BaseDirectory, "Gatelight.Bench.dll"), "memory-child", JsonSerializer.Serialize(work));
            PeerReply own = JsonSerializer.Deserialize<PeerReply>(reply)!;
            double peak = own.PeakBytes / Mebi, growth = (own.PeakBytes - own.ResidentBytes) / Mebi;
            double? peerPeak = null, peerGrowth = null;
            if (run.Torch is not null && TorchPeer.TryStart(out _) is { } torch)
            {
                using (torch)
                {
                    torch.Prepare(work, out _).Run(StepsInChild);
                    long bytes = torch.Ask(new PeerRequest(PeerVerb.Hello)).PeakBytes;
                    (peerPeak, peerGrowth) = (bytes / Mebi, (bytes - torch.LoadedBytes) / Mebi);
                    worstPeak = Math.Max(worstPeak, peak / peerPeak.Value);
                    worstGrowth = Math.Max(worstGrowth, growth / peerGrowth.Value);
                }
            }

            rows.Add([Name(work), Cell.Of(peak, "F0"), Cell.Of(peerPeak, "F0"), Cell.Of(growth, "F0"), Cell.Of(peerGrowth, "F0")]);
            run.Progress.WriteLine(string.Join("  ", rows[^1].Select(cell => cell.Text)));
        }

        verdicts.Add(new("peak memory of training at most libtorch's", worstPeak == 0 ? run.WhyNoTorch : $"at most {Format(worstPeak)} of it; growth alone at most {Format(worstGrowth)}", worstPeak == 0 ? null : worstPeak <= 1));
        return new ResultTable("Peak, MiB", ["T, B, D, H", "ours", "libtorch", "growth of ours", "growth of libtorch"], rows);
    }

    private static ResultTable LongRuns(BenchRun run, List<Verdict> verdicts)
    {
        PeerCase work = new(PeerCell.Lstm, 40, 16, 8, 32, 2) { Training = true, Ragged = true, Batches = 97 };
        Model<float> model = OwnModel.Build(work);
        Trainer trainer = new(model, OwnTraining.OptionsOf(work));
        TrainingSet examples = OwnTraining.ExamplesOf(work);
        int[][] rows = [.. Enumerable.Range(0, work.Batches).Select(batch => Enumerable.Range(batch * work.Batch, work.Batch).ToArray())];
        int steps = run.IsQuick ? LongRun / 10 : LongRun, done = 0;
        Train(steps / 10);
        long heap = GC.GetTotalMemory(forceFullCollection: true), resident = ProcessMemory.Resident(), allocated = GC.GetTotalAllocatedBytes(precise: true);
        Train(steps - steps / 10);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        long heapAfter = GC.GetTotalMemory(forceFullCollection: true), residentAfter = ProcessMemory.Resident();
        verdicts.Add(new($"memory flat over {steps} steps with lengths that vary", $"{allocated} bytes allocated after the first tenth, heap {Format((heapAfter - heap) / 1024.0)} KiB, process {Format((residentAfter - resident) / 1024.0)} KiB more", allocated == 0));
        return new ResultTable(
            "A long run", ["steps", "lengths", "bytes allocated after the first tenth", "heap after a tenth, KiB", "heap at the end, KiB", "process after a tenth, MiB", "process at the end, MiB"],
            [[steps, "other ones each step, 1 to 40", Cell.Of(allocated, "F0"), Cell.Of(heap / 1024.0, "F0"), Cell.Of(heapAfter / 1024.0, "F0"), Cell.Of(resident / Mebi, "F1"), Cell.Of(residentAfter / Mebi, "F1")]]);

        void Train(int count)
        {
            for (int n = 0; n < count; n++)
                trainer.Step(examples, rows[done++ % rows.Length], PeerNumbers.LearningRate);
        }
    }

    private static ResultTable FirstSteps(BenchRun run, List<Verdict> verdicts)
    {
        List<IReadOnlyList<Cell>> rows = [];
        double worst = 0;
        foreach ((int steps, int batch, int features, int hidden) in BenchShapes.Named)
        {
            OwnTraining own = new(new PeerCase(PeerCell.Lstm, steps, batch, features, hidden, 1) { Training = true });
            double first = own.Run(1);
            double steady = RaceResult.Median(Enumerable.Range(0, 9).Select(_ => own.Run(1)));
            worst = Math.Max(worst, first / steady);
            rows.Add([$"{steps}, {batch}, {features}, {hidden}", Cell.Of(first * 1e3, "F2"), Cell.Of(steady * 1e3, "F2"), Cell.Of(first / steady, "F2")]);
            run.Progress.WriteLine(string.Join("  ", rows[^1].Select(cell => cell.Text)));
        }

        verdicts.Add(new("the first step costs at most 3 times a steady one", $"at most {Format(worst)} times", worst <= 3));
        return new ResultTable("The first step, 1 thread", ["T, B, D, H", "first ms", "steady ms", "ratio"], rows);
    }

    private static string Name(PeerCase work) =>
        $"{work.Steps}, {work.Batch}, {work.Features}, {work.Hidden}{(work.Vocabulary > 0 ? string.Create(CultureInfo.InvariantCulture, $" with {work.Vocabulary:N0} words in and out") : "")}";

    private static string Format(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}

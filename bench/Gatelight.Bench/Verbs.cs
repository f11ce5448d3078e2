using Gatelight.Bench.Sections;

namespace Gatelight.Bench;

/// <summary>What the program can be asked to do.</summary>
internal static class Verbs
{
    private const string Usage = """
        usage: dotnet run -c Release --project bench/Gatelight.Bench -- VERB [--quick] [--out FOLDER] [--commit NAME]
          all       every section below, and a page that names the aims; minutes
          layers    one LSTM layer, forward, beside ONNX Runtime and libtorch
          training  a whole training step beside libtorch: LSTM, GRU, peepholes, layer normalisation, projection, unequal lengths
          epochs    epochs of a forecast, of sentiment and of a language model beside libtorch
          around    the share of optimizer, embedding, loss and data in a training step
          memory    peak memory beside libtorch, a long run, first steps
          startup   the published command line: size and start-up
          cells [NAME]  a training step of each recurrent cell (of those with NAME in theirs) beside the plain LSTM
          explain   explanations beside asking one by one and beside a pass of the model
          kernels   GFLOP/s of the matrix products and ns per element of the others, every variant, one thread
          accuracy  largest error of exp, sigmoid and tanh over all 2^32 floats (minutes)
        Results are written into bench/results/PROCESSOR, or the folder given; --quick takes fewer samples of fewer shapes.
        """;

    private static readonly (string Name, Func<BenchRun, Section> Run)[] Sections =
    [
        ("layers", ForwardBenchmark.Run), ("training", TrainingBenchmark.Run), ("epochs", EpochBenchmark.Run), ("around", AroundBenchmark.Run),
        ("memory", MemoryBenchmark.Run), ("startup", StartupBenchmark.Run),
    ];

    /// <summary>Does what the arguments ask.</summary>
    /// <returns>0 done, 1 a section could not be measured, 2 the arguments are wrong.</returns>
    public static int Run(string[] args)
    {
        List<string> words = [.. args];
        bool isQuick = words.Remove("--quick");
        string? folder = Take(words, "--out"), commit = Take(words, "--commit");
        string verb = words.Count > 0 ? words[0] : "";
        // Older calls name folder and commit without options.
        folder ??= verb is "cells" or "explain" && words.Count > 2 ? words[1] : Path.Combine(Checkout.Root, "bench", "results", Machine.ProcessorFolder);
        commit ??= words.Count > 2 ? words[2] : null;
        switch (verb)
        {
            case "kernels":
                KernelBenchmark.Run(Console.Out);
                return 0;
            case "accuracy":
                AccuracySweep.Run(Console.Out);
                return 0;
            case "memory-child" when words.Count == 2:
                Console.Out.WriteLine(MemoryBenchmark.Child(words[1]));
                return 0;
            case "cells":
                Cells(isQuick, commit, folder, words.Count > 3 ? words[3] : words.Count == 2 ? words[1] : null);
                return 0;
            case "explain":
                Explain(commit, folder);
                return 0;
            case "all":
                int code = RunSections(Sections, isQuick, commit, folder, isWhole: true);
                Cells(isQuick, commit, folder, null);
                Explain(commit, folder);
                return code;
            default:
                if (!Array.Exists(Sections, section => section.Name == verb))
                {
                    Console.Error.WriteLine(Usage);
                    return 2;
                }

                return RunSections(Array.FindAll(Sections, section => section.Name == verb), isQuick, commit, folder, isWhole: false);
        }
    }

    private static int RunSections(IReadOnlyList<(string Name, Func<BenchRun, Section> Run)> sections, bool isQuick, string? commit, string folder, bool isWhole)
    {
        using BenchRun run = new(isQuick, commit, Console.Out);
        List<Section> results = [];
        int code = 0;
        foreach ((string name, Func<BenchRun, Section> measure) in sections)
        {
            Console.Out.WriteLine($"== {name}");
            Section section;
            try
            {
                section = measure(run);
            }
#pragma warning disable CA1031 // One section that cannot be measured here must not cost the others.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Console.Error.WriteLine($"{name} could not be measured: {failure.Message}");
                code = 1;
                continue;
            }

            SectionWriter.Write(folder, section, run.Provenance);
            foreach (Verdict verdict in section.Verdicts)
                Console.Out.WriteLine($"{(verdict.IsMet is { } isMet ? isMet ? "met   " : "MISSED" : "-     ")} {verdict.Aim}: {verdict.Measured}");
            results.Add(section);
        }

        if (isWhole)
            SectionWriter.WriteSummary(folder, results, run.Provenance);
        return code;
    }

    private static void Cells(bool isQuick, string? commit, string folder, string? only) =>
        (CellBenchmark.Run(Console.Out, only, isQuick) with { Commit = commit ?? Checkout.Commit() }).Write(folder);

    private static void Explain(string? commit, string folder) =>
        (ExplainBenchmark.Run(Console.Out) with { Commit = commit ?? Checkout.Commit() }).Write(folder);

    private static string? Take(List<string> words, string option)
    {
        int at = words.IndexOf(option);
        if (at < 0 || at + 1 == words.Count)
            return null;
        string value = words[at + 1];
        words.RemoveRange(at, 2);
        return value;
    }
}

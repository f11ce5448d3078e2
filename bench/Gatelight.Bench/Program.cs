using Gatelight.Bench;

string verb = args.Length > 0 ? args[0] : "";
switch (verb)
{
    case "kernels":
        KernelBenchmark.Run(Console.Out);
        return 0;
    case "accuracy":
        AccuracySweep.Run(Console.Out);
        return 0;
    case "layers" when args.Length > 1:
        (LayerBenchmark.Run(Console.Out) with { Commit = args.Length > 2 ? args[2] : "unknown" }).Write(args[1]);
        return 0;
    case "cells" when args.Length > 1:
        (CellBenchmark.Run(Console.Out, args.Length > 3 ? args[3] : null) with { Commit = args.Length > 2 ? args[2] : "unknown" }).Write(args[1]);
        return 0;
    case "explain" when args.Length > 1:
        (ExplainBenchmark.Run(Console.Out) with { Commit = args.Length > 2 ? args[2] : "unknown" }).Write(args[1]);
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: dotnet run -c Release --project bench/Gatelight.Bench -- VERB
              kernels   GFLOP/s of the matrix products and ns per element of the others, every variant, one thread
              layers FOLDER [COMMIT]
                        one LSTM layer beside ONNX Runtime and a training step; writes layers.md and layers.json into FOLDER
              cells FOLDER [COMMIT] [NAME]
                        a training step of each recurrent cell (of those with NAME in theirs) beside the plain LSTM; writes cells.md into FOLDER
              explain FOLDER [COMMIT]
                        explanations beside asking one by one and beside a pass of the model; writes explain.md into FOLDER
              accuracy  largest error of exp, sigmoid and tanh over all 2^32 floats (minutes)
            """);
        return 2;
}

using System.Diagnostics;
using Gatelight.Bench.Peers;
using TorchSharp;

namespace Gatelight.Bench.Torch;

/// <summary>Answers the requests of the benchmark: loads libtorch, prepares one case at a time, and times it.</summary>
internal sealed class TorchSession
{
    private Func<double[]>? _call;

    /// <summary>Does what a request asks; whatever goes wrong is said in the reply.</summary>
    public PeerReply Answer(PeerRequest request)
    {
        try
        {
            PeerReply reply = request.Verb switch
            {
                PeerVerb.Hello => new PeerReply { Version = Version() },
                PeerVerb.Prepare => new PeerReply { Probe = Prepare(request.Case!) },
                _ => new PeerReply { Seconds = Sample(request.Calls) },
            };
            return reply with { ResidentBytes = ProcessMemory.Resident(), PeakBytes = ProcessMemory.Peak() };
        }
#pragma warning disable CA1031 // The other side prints the reason; a peer that died would leave it waiting.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (request.Verb == PeerVerb.Hello)
                failure = (Exception?)NativeFailure() ?? failure;
            while (failure.InnerException is { } inner)
                failure = inner;
            return new PeerReply { Error = failure.Message.Split('\n')[0].Trim() };
        }
    }

    // TorchSharp guesses that a package is missing; the loader of the system knows what is.
    private static DllNotFoundException? NativeFailure()
    {
        string? library = Directory.EnumerateFiles(AppContext.BaseDirectory, "libLibTorchSharp.so", SearchOption.AllDirectories).FirstOrDefault();
        try
        {
            return library is not null && System.Runtime.InteropServices.NativeLibrary.Load(library) == 0 ? new DllNotFoundException(library) : null;
        }
        catch (DllNotFoundException failure)
        {
            return failure;
        }
    }

    private static string Version()
    {
        using torch.Tensor two = torch.ones(2).sum();
        if (two.item<float>() != 2)
            throw new InvalidOperationException("libtorch cannot add.");
        return $"libtorch {torch.__version__} through TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)}";
    }

    private double[] Prepare(PeerCase work)
    {
        torch.set_num_threads(work.Threads);
        TorchModel model = new(work);
        _call = work.Training ? new TorchTraining(model, work).Run : model.Predict;
        return _call();
    }

    private double Sample(int calls)
    {
        Func<double[]> call = _call ?? throw new InvalidOperationException("Nothing is prepared.");
        long start = Stopwatch.GetTimestamp();
        for (int n = 0; n < calls; n++)
            call();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

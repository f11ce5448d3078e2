using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Bench.Peers;

/// <summary>The model of a case in this library, with the weights that the peers have too.</summary>
internal static class OwnModel
{
    /// <summary>Builds it.</summary>
    /// <param name="work">The case.</param>
    /// <param name="kernels">The kernels; null for those in use.</param>
    public static Model<float> Build(PeerCase work, KernelSet<float>? kernels = null)
    {
        List<Layer> layers = [];
        if (work.Vocabulary > 0)
            layers.Add(new Embedding(work.Vocabulary, work.Features));
        layers.Add(CellOf(work));
        if (work.Training)
            layers.Add(new Dense(Math.Max(1, work.Classes)));
        Model<float> model = new Sequential([.. layers]).ToArchitecture(LayerShape.Sequence(work.Vocabulary > 0 ? 1 : work.Features)).Build(seed: 1, kernels: kernels);
        model.Threads = work.Threads;
        foreach (Parameter<float> parameter in model.Parameters.All)
        {
            string[] name = parameter.Name.Split('.');
            string owner = name[0].StartsWith("embedding", StringComparison.Ordinal) ? "embedding" : name[0].StartsWith("dense", StringComparison.Ordinal) ? "dense" : "cell";
            PeerNumbers.Weights($"{owner}.{name[^1]}", parameter.Length, work.Hidden).CopyTo(parameter.Values);
        }

        model.Parameters.MarkChanged();
        return model;
    }

    private static RecurrentLayer CellOf(PeerCase work)
    {
        bool every = work.EveryStep || !work.Training;
        Lstm lstm = new(work.Hidden) { ReturnSequences = every };
        return work.Cell switch
        {
            PeerCell.Lstm => lstm,
            PeerCell.Gru => new Gru(work.Hidden) { ReturnSequences = every },
            PeerCell.Peephole => lstm with { Peepholes = true },
            PeerCell.LayerNormalized => lstm with { LayerNormalization = true },
            PeerCell.Projected => lstm with { ProjectionSize = work.Hidden / 2 },
            _ => throw new ArgumentOutOfRangeException(nameof(work), work.Cell, "There is no such cell."),
        };
    }
}

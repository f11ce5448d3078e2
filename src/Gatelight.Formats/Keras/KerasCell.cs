using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Keras;

/// <summary>A recurrent layer or cell of Keras as Gatelight's, with the fills of its parameters.</summary>
internal sealed record KerasCell(RecurrentLayer Layer, IReadOnlyList<(string Parameter, Action<Span<float>> Fill)> Fills)
{
    // Keras' order of an LSTM's gates is i, f, c, o, ours i, f, g, o. A GRU's gates are z, r, h there and r, z, n here.
    private static readonly int[] LstmOrder = [0, 1, 2, 3];
    private static readonly int[] GruOrder = [1, 0, 2];

    /// <summary>Reads a layer of the kinds LSTM, GRU and SimpleRNN, their cells, and the two for cuDNN.</summary>
    /// <param name="build">The graph.</param>
    /// <param name="layer">The layer or cell.</param>
    /// <param name="features">D.</param>
    /// <param name="arrays">Its weights.</param>
    internal static KerasCell Read(KerasBuild build, KerasLayer layer, int features, IReadOnlyList<KerasArray> arrays)
    {
        KerasConfig config = layer.Config;
        int hidden = config.Size("units", "output_dim");
        if (config.Flag(false, "time_major"))
            throw layer.Problem("reads time before samples (time_major)", "turn time_major off.");
        KerasCell cell = layer.Kind switch
        {
            "LSTM" or "LSTMCell" or "CuDNNLSTM" => Lstm(build, layer, hidden, features, arrays),
            "GRU" or "GRUCell" or "CuDNNGRU" => Gru(build, layer, hidden, features, arrays),
            "SimpleRNN" or "SimpleRNNCell" => Simple(build, layer, hidden, features, arrays),
            _ => throw layer.Problem("is no recurrent layer that is known"),
        };
        double dropout = config.Real("recurrent_dropout", "dropout_U") ?? 0;
        return dropout is > 0 and < 1 ? cell with { Layer = cell.Layer with { RecurrentDropout = dropout } } : cell;
    }

    private static KerasCell Lstm(KerasBuild build, KerasLayer layer, int hidden, int features, IReadOnlyList<KerasArray> arrays)
    {
        bool isCuda = layer.Kind == "CuDNNLSTM";
        Lstm lstm = new(hidden)
        {
            GateActivation = isCuda ? null : Gate(build, layer),
            CandidateActivation = isCuda ? null : Candidate(build, layer),
            OutputActivation = isCuda ? null : Candidate(build, layer),
        };
        if (arrays.Count == 12)
        {
            // Keras 1: input, candidate, forget, output, each with W, U and b.
            int[] order = [0, 2, 1, 3];
            return new KerasCell(lstm, PerGate(layer, arrays, order, hidden, features));
        }

        Check(layer, arrays, 4, hidden, features);
        List<(string, Action<Span<float>>)> fills = Matrices(arrays, IsCudaBias(arrays, 8 * hidden), LstmOrder);
        if (arrays.Count == 3)
            fills.Add(("bias", arrays[2].Is(8 * hidden) ? SumOfHalves(arrays[2], LstmOrder) : KerasFill.Copy(layer.Check(arrays[2], 4 * hidden))));
        return new KerasCell(lstm, fills);
    }

    private static KerasCell Gru(KerasBuild build, KerasLayer layer, int hidden, int features, IReadOnlyList<KerasArray> arrays)
    {
        bool isCuda = layer.Kind == "CuDNNGRU";
        Gru gru = new(hidden) { GateActivation = isCuda ? null : Gate(build, layer), CandidateActivation = isCuda ? null : Candidate(build, layer), ResetBefore = true };
        if (arrays.Count == 9)
            return new KerasCell(gru, PerGate(layer, arrays, GruOrder, hidden, features)); // Keras 1: update, reset, candidate
        Check(layer, arrays, 3, hidden, features);
        bool hasTwoBiases = arrays.Count == 3 && (arrays[2].Is(2, 3 * hidden) || arrays[2].Is(6 * hidden));
        bool resetsAfter = hasTwoBiases || isCuda || (arrays.Count == 2 && layer.Config.Flag(build.Version >= 3, "reset_after"));
        List<(string, Action<Span<float>>)> fills = Matrices(arrays, isCuda || IsCudaBias(arrays, 6 * hidden), GruOrder);
        if (hasTwoBiases)
        {
            fills.Add(("bias", target => GruBias(arrays[2].Read(), hidden, target)));
            fills.Add(("bias_hn", target => arrays[2].Read().AsSpan(5 * hidden, hidden).CopyTo(target)));
        }
        else if (arrays.Count == 3)
        {
            fills.Add(("bias", KerasFill.Reordered(layer.Check(arrays[2], 3 * hidden), GruOrder)));
        }

        return new KerasCell(gru with { ResetBefore = !resetsAfter }, fills);
    }

    private static KerasCell Simple(KerasBuild build, KerasLayer layer, int hidden, int features, IReadOnlyList<KerasArray> arrays)
    {
        Check(layer, arrays, 1, hidden, features);
        List<(string, Action<Span<float>>)> fills = Matrices(arrays, isCuda: false, [0]);
        if (arrays.Count == 3)
            fills.Add(("bias", KerasFill.Copy(layer.Check(arrays[2], hidden))));
        return new KerasCell(new SimpleRnn(hidden) { Activation = Candidate(build, layer) }, fills);
    }

    // r and z add both biases; n keeps the one of the recurrent product apart, inside the reset.
    private static void GruBias(float[] both, int hidden, Span<float> target)
    {
        for (int n = 0; n < hidden; n++)
        {
            target[n] = both[hidden + n] + both[4 * hidden + n];
            target[hidden + n] = both[n] + both[3 * hidden + n];
            target[2 * hidden + n] = both[2 * hidden + n];
        }
    }

    private static Action<Span<float>> SumOfHalves(KerasArray array, int[] order) => target =>
    {
        float[] both = array.Read();
        int half = both.Length / 2, size = half / order.Length;
        for (int block = 0; block < order.Length; block++)
        {
            for (int n = 0; n < size; n++)
                target[block * size + n] = both[order[block] * size + n] + both[half + order[block] * size + n];
        }
    };

    private static bool IsCudaBias(IReadOnlyList<KerasArray> arrays, int length) => arrays.Count == 3 && arrays[2].Is(length);

    private static List<(string, Action<Span<float>>)> Matrices(IReadOnlyList<KerasArray> arrays, bool isCuda, int[] order) =>
    [
        ("weight_ih", isCuda ? KerasFill.Blocks(arrays[0], order) : KerasFill.Turned(arrays[0], order)),
        ("weight_hh", isCuda ? KerasFill.Blocks(arrays[1], order) : KerasFill.Turned(arrays[1], order)),
    ];

    private static List<(string, Action<Span<float>>)> PerGate(KerasLayer layer, IReadOnlyList<KerasArray> arrays, int[] order, int hidden, int features)
    {
        for (int n = 0; n < arrays.Count; n += 3)
        {
            layer.Check(arrays[n], features, hidden);
            layer.Check(arrays[n + 1], hidden, hidden);
            layer.Check(arrays[n + 2], hidden);
        }

        return
        [
            ("weight_ih", KerasFill.Turned(order.Select(gate => arrays[3 * gate]))),
            ("weight_hh", KerasFill.Turned(order.Select(gate => arrays[3 * gate + 1]))),
            ("bias", KerasFill.Joined(order.Select(gate => arrays[3 * gate + 2]))),
        ];
    }

    private static void Check(KerasLayer layer, IReadOnlyList<KerasArray> arrays, int blocks, int hidden, int features)
    {
        if (arrays.Count is not (2 or 3))
            throw layer.Problem($"has {arrays.Count} arrays of weights, not 2 or 3", "give the file with the weights of this very model.");
        layer.Check(arrays[0], features, blocks * hidden);
        layer.Check(arrays[1], hidden, blocks * hidden);
    }

    private static ActivationFunction? Gate(KerasBuild build, KerasLayer layer)
    {
        ActivationFunction function = KerasActivations.Elementwise(build, layer, build.Version >= 3 ? "sigmoid" : "hard_sigmoid", "recurrent_activation", "inner_activation");
        return function.Kind == Activation.Sigmoid ? null : function;
    }

    private static ActivationFunction? Candidate(KerasBuild build, KerasLayer layer)
    {
        ActivationFunction function = KerasActivations.Elementwise(build, layer, "tanh", "activation");
        return function.Kind == Activation.Tanh ? null : function;
    }
}

using System.Numerics;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain;

/// <summary>
/// The memory ledger: the exact account of what each step wrote into the cell state that the answer reads (equation 36 of
/// docs/equations.md): <c>c_T = Σₜ (∏_{k&gt;t} f_k) ⊙ iₜ ⊙ gₜ</c>. A unit's part of the answer, <c>w·o_T·tanh(c_T)</c>, is shared
/// out in proportion to its entries. The account starts from an empty memory, <c>c_T = 0</c>, and is carried to the
/// user's units along the chord of the output link.
/// </summary>
/// <remarks>Needs a model whose last layer is a linear <see cref="Dense"/> that reads the last hidden state of an <see cref="Lstm"/>.
/// One column: the ledger knows when something was written, not by which feature.</remarks>
public sealed class MemoryLedger : IAttributionMethod
{
    /// <inheritdoc/>
    public string Name => "memory-ledger";

    /// <inheritdoc/>
    public string Title => "Memory ledger";

    /// <inheritdoc/>
    public string Meaning => "What each step wrote into the memory cells and the forget gates kept until the end; exact, and the entries add up to the forecast.";

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default) =>
        question switch
        {
            ModelQuestion<float> single => Explain(single, input, cancellation),
            ModelQuestion<double> exact => Explain(exact, input, cancellation),
            _ => throw new ExplanationException("The memory ledger needs an LSTM model to look into, not a function."),
        };

    /// <summary>What each step left in each memory cell at the end: <c>(∏_{k&gt;t} f_k) iₜ gₜ</c>, <c>[T, H]</c>; with the initial cell state's rest they add up to the last cell state.</summary>
    /// <param name="trace">The trace of an LSTM layer.</param>
    public static double[,] Entries(LstmTrace trace)
    {
        double[,] entries = new double[trace.Steps, trace.HiddenSize];
        for (int unit = 0; unit < trace.HiddenSize; unit++)
        {
            double kept = 1;
            for (int step = trace.Steps - 1; step >= 0; step--)
            {
                entries[step, unit] = kept * trace.InputGate[step, unit] * trace.Candidate[step, unit];
                kept *= trace.ForgetGate[step, unit];
            }
        }

        return entries;
    }

    private Attribution Explain<T>(ModelQuestion<T> question, ReadOnlySpan<double> input, CancellationToken cancellation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        QuestionShape.Check(question, input, "input");
        T[] values = new T[input.Length];
        for (int n = 0; n < values.Length; n++)
            values[n] = T.CreateTruncating(input[n]);
        double output = 0;
        double empty = 0;
        double[,] written = new double[question.Steps, 1];
        foreach (Model<T> member in question.Members)
        {
            cancellation.ThrowIfCancellationRequested();
            T[] outputs = member.Predict(new Batch<T>(values, 1, question.Steps, question.Features));
            output += double.CreateTruncating(outputs[question.Output]) / question.Members.Count;
            empty += AddMember(member, question.Output, question.Members.Count, written) / question.Members.Count;
        }

        double prediction = question.Link.Value(output);
        double start = question.Link.Value(empty);
        double chord = output == empty ? question.Link.Slope(output) : (prediction - start) / (output - empty);
        for (int step = 0; step < question.Steps; step++)
            written[step, 0] *= chord;
        return new Attribution(Name, written, prediction, start, IsAdditive: true, question.Members.Count);
    }

    // Adds the member's entries to the ledger and returns its output for an empty memory, the bias.
    private static double AddMember<T>(Model<T> member, int output, int members, double[,] written)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (LstmTrace trace, Parameter<T> weight, Parameter<T>? bias) = Readout(member);
        double[,] entries = Entries(trace);
        int last = trace.Steps - 1;
        for (int unit = 0; unit < trace.HiddenSize; unit++)
        {
            double cell = trace.CellState[last, unit];
            double ratio = cell == 0 ? 1 : Math.Tanh(cell) / cell; // tanh(c)/c tends to 1
            double read = double.CreateTruncating(weight.Values[output * trace.HiddenSize + unit]) * trace.OutputGate[last, unit] * ratio;
            for (int step = 0; step <= last; step++)
                written[step, 0] += read * entries[step, unit] / members;
        }

        return bias is null ? 0 : double.CreateTruncating(bias.Values[output]);
    }

    private static (LstmTrace Trace, Parameter<T> Weight, Parameter<T>? Bias) Readout<T>(Model<T> model)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ModelArchitecture architecture = model.Architecture;
        int inputs = architecture.Inputs.Count;
        int node = architecture.Output - inputs;
        if (node < 0 || architecture.Nodes[node].Layer is not Dense { Activation: Activation.Linear } dense)
            throw Refusal(node < 0 ? "an input" : architecture.LayerNames()[node], "it must be a linear Dense");
        int source = architecture.Nodes[node].Inputs[0] - inputs;
        if (source < 0 || architecture.Nodes[source].Layer is not Lstm { ReturnSequences: false } || architecture.Nodes[source].Inputs.Count != 1)
            throw Refusal(source < 0 ? "the model's input" : architecture.LayerNames()[source], "the last Dense must read an Lstm without ReturnSequences and without a given initial state");
        IReadOnlyList<string> names = architecture.LayerNames();
        LstmTrace trace = model.Trace().OfType<LstmTrace>().Single(entry => entry.Layer == names[source]);
        Parameter<T> Find(string name) => model.Parameters.All.Single(parameter => parameter.Name == $"{names[node]}.{name}");
        return (trace, Find("weight"), dense.UseBias ? Find("bias") : null);
    }

    private static ExplanationException Refusal(string layer, string need) =>
        new($"The memory ledger cannot look through layer {layer}: {need}. Use integrated-gradients or occlusion instead.");
}

using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Recipes;

/// <summary>A memory of one unit with weights set by hand, so that every gate does what its name says.</summary>
public sealed class LookInsideTheGates : IRecipe
{
    /// <inheritdoc/>
    public string Name => "look-inside-the-gates";

    /// <inheritdoc/>
    public string Description => "Prints every gate and state of an LSTM at every step of a short sequence.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        Model<float> model = new Sequential(new Lstm(1)).Build(features: 2);
        StoreWhenMarked(model);

        // <trace>
        // Each step holds a value and a mark; a mark of 1 says "remember this value and forget the last one".
        float[] sequence = [0.4f, 0, 0.8f, 1, -0.6f, 0, 0.1f, 0, -0.5f, 1, 0.9f, 0];
        model.Forward(new Batch<float>(sequence, size: 1, steps: 6, features: 2));
        LstmTrace trace = model.Trace().OfType<LstmTrace>().Single();

        output.WriteLine("step  value mark     i     f     g     o       c      h");
        for (int t = 0; t < trace.Steps; t++)
        {
            output.WriteLine(
                $"{t + 1,4}  {sequence[2 * t],5:F1} {sequence[2 * t + 1],4:F0} {trace.InputGate[t, 0],5:F2} {trace.ForgetGate[t, 0],5:F2} "
                + $"{trace.Candidate[t, 0],5:F2} {trace.OutputGate[t, 0],5:F2}  {trace.CellState[t, 0],6:F3} {trace.HiddenState[t, 0],6:F3}");
        }

        // </trace>
    }

    private static void StoreWhenMarked(Model<float> model)
    {
        // <weights>
        // Rows in the order i, f, g, o; columns value and mark.
        Set("lstm_1.weight_ih", [0, 10, 0, -10, 1, 0, 0, 0]);
        Set("lstm_1.weight_hh", [0, 0, 0, 0]);
        Set("lstm_1.bias", [-5, 5, 0, 5]);
        model.Parameters.MarkChanged();

        void Set(string name, float[] values) => values.CopyTo(model.Parameters.All.Single(parameter => parameter.Name == name).Values);
        // </weights>
    }
}

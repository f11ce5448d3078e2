using Gatelight.Explain;
using Gatelight.Models;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>Networks that share one pipeline; the mean of their corrections is added to the anchor.</summary>
internal sealed class ForecastGroup
{
    private const int LargestBatch = 256;
    private readonly Lock _gate = new();

    internal ForecastGroup(GroupPipeline pipeline, IReadOnlyList<Model<float>> members)
    {
        Pipeline = pipeline;
        Members = members;
    }

    internal GroupPipeline Pipeline { get; }

    internal IReadOnlyList<Model<float>> Members { get; }

    internal int Horizon => Members[0].OutputShape.Width;

    /// <summary>The mean correction R·y of the networks for each origin, before shrinkage: <c>[origins, horizon]</c>.</summary>
    internal double[,] Corrections(GroupView view, ReadOnlySpan<int> origins)
    {
        double[,] corrections = new double[origins.Length, Horizon];
        int size = Pipeline.Window * Pipeline.Columns.Length;
        double[] input = new double[size];
        for (int start = 0; start < origins.Length; start += LargestBatch)
        {
            int count = Math.Min(LargestBatch, origins.Length - start);
            float[] inputs = new float[count * size];
            for (int n = 0; n < count; n++)
            {
                view.WriteInput(origins[start + n], input);
                for (int k = 0; k < size; k++)
                    inputs[n * size + k] = (float)input[k];
            }

            AddOutputs(new Batch<float>(inputs, count, Pipeline.Window, Pipeline.Columns.Length), corrections, start);
        }

        return corrections;
    }

    /// <summary>The mean correction R·y of the networks for several series at one origin, before shrinkage: <c>[series, horizon]</c>.</summary>
    internal double[,] Corrections(IReadOnlyList<GroupView> views, int origin)
    {
        double[,] corrections = new double[views.Count, Horizon];
        double[] input = new double[Pipeline.Window * Pipeline.Columns.Length];
        float[] inputs = new float[views.Count * input.Length];
        for (int n = 0; n < views.Count; n++)
        {
            views[n].WriteInput(origin, input);
            for (int k = 0; k < input.Length; k++)
                inputs[n * input.Length + k] = (float)input[k];
        }

        AddOutputs(new Batch<float>(inputs, views.Count, Pipeline.Window, Pipeline.Columns.Length), corrections, 0);
        return corrections;
    }

    /// <summary>The question "what is forecast <paramref name="step"/> steps after <paramref name="origin"/>, in the user's units".</summary>
    internal ModelQuestion<float> Question(GroupView view, int origin, int step)
    {
        double anchor = view.Anchor.At(origin, step);
        double unit = Pipeline.Shrinkage * Pipeline.TargetScale;
        OutputLink link = Pipeline.Scale == SeriesScale.Log ? new ExponentialLink(anchor, unit) : new AffineLink(anchor, unit);
        return new ModelQuestion<float>(Members, Pipeline.Window, step - 1, link);
    }

    /// <summary>
    /// The question "by how much is the one step above the other": in the user's units, or as a difference of logarithms where the group works on them.
    /// </summary>
    internal ModelQuestion<float> Difference(GroupView view, int origin, int step, int against)
    {
        AffineLink link = new(view.Anchor.At(origin, step) - view.Anchor.At(origin, against), Pipeline.Shrinkage * Pipeline.TargetScale);
        return new ModelQuestion<float>(Members, Pipeline.Window, new OutputTarget(step - 1) { Against = against - 1 }, link);
    }

    private void AddOutputs(Batch<float> batch, double[,] corrections, int start)
    {
        lock (_gate) // a model runs one pass at a time
        {
            foreach (Model<float> member in Members)
            {
                member.Infer(batch);
                float[] outputs = new float[member.OutputLength];
                member.CopyOutput(outputs);
                for (int n = 0; n < outputs.Length; n++)
                    corrections[start + n / Horizon, n % Horizon] += outputs[n] * Pipeline.TargetScale / Members.Count;
            }
        }
    }
}

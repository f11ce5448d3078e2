using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain;

/// <summary>
/// A graph whose recurrent layers take their initial states as further inputs and return their final ones as further outputs, so that
/// a sequence can be read from any step on and a few steps at a time. There is one where nothing that reads the asked input looks
/// ahead or back other than through states that can be given and returned.
/// </summary>
/// <param name="Architecture">The graph; the states are its last inputs.</param>
/// <param name="States">The states in the order of those inputs and outputs.</param>
/// <param name="AnswersAlong">Whether the output is a sequence along the steps of the asked input; otherwise it is there at the end.</param>
internal sealed record ResumableGraph(ModelArchitecture Architecture, IReadOnlyList<ResumedState> States, bool AnswersAlong)
{
    /// <summary>The graph that resumes, or null where sequences have to be read from the start.</summary>
    internal static ResumableGraph? Of(ModelArchitecture architecture, int input, int output)
    {
        ModelArchitecture named = ModelSurgery.Named(architecture);
        IReadOnlyList<LayerShape> shapes = named.Shapes();
        if (!named.Inputs[input].IsSequence || named.Inputs.Where((shape, n) => n != input && shape.IsSequence).Any())
            return null;
        HashSet<int> along = [input];
        List<ResumedState> states = [];
        for (int node = 0; node < named.Nodes.Count; node++)
        {
            (Layer layer, IReadOnlyList<int> sources) = named.Nodes[node];
            if (!sources.Any(along.Contains))
                continue;
            if (layer is RecurrentLayer recurrent)
            {
                if (sources.Count != 1 || recurrent.GoBackwards || !ReturnsItsStates(recurrent, shapes[sources[0]].Width))
                    return null;
                for (int state = 0; state < recurrent.StateSizes.Count; state++)
                    states.Add(new ResumedState(node, state, recurrent.StateSizes[state]));
                if (recurrent.ReturnSequences)
                    along.Add(named.SourceOf(node));
            }
            else if (IsStepwise(layer) && sources.All(along.Contains))
            {
                along.Add(named.SourceOf(node));
            }
            else
            {
                return null;
            }
        }

        int asked = named.Outputs[output];
        bool isAlong = along.Contains(asked);
        if (states.Count == 0 || asked < named.Inputs.Count || (shapes[asked].IsSequence && !isAlong))
            return null;
        return new ResumableGraph(WithStates(named, input, asked, states), states, isAlong);
    }

    // A cell may carry more from step to step than its layer takes and returns, as full gate recurrence does.
    private static bool ReturnsItsStates(RecurrentLayer layer, int inputs) =>
        layer.CreateCell<float>(inputs).StateSizes.Count == layer.StateSizes.Count;

    private static bool IsStepwise(Layer layer) =>
        layer is Dense or LayerNormalization or BatchNormalization or Activate or Softmax or Dropout or Embedding or TimeDistributed or Concatenate or Merge;

    private static ModelArchitecture WithStates(ModelArchitecture named, int input, int asked, List<ResumedState> states)
    {
        int first = named.Inputs.Count;
        GraphNode[] nodes = [.. named.Nodes.Select((node, n) => StatesOf(n) is { Length: > 0 } ? node with { Layer = ((RecurrentLayer)node.Layer) with { ReturnState = true } } : node)];
        ModelArchitecture returning = new([.. named.Inputs, .. states.Select(state => LayerShape.Vector(state.Size))], nodes, 0);
        return new ModelArchitecture(
            [.. returning.Inputs.Select((shape, n) => n == input ? shape with { Steps = 0 } : shape)],
            [.. nodes.Select((node, n) => node with { Inputs = [.. node.Inputs.Select(Moved), .. StatesOf(n)] })],
            Moved(asked),
            [.. states.Select(state => returning.SourceOf(state.Node) + 1 + state.State)]);

        int[] StatesOf(int node) => [.. Enumerable.Range(0, states.Count).Where(n => states[n].Node == node).Select(n => first + n)];
        int Moved(int source) => named.NodeOf(source) is var node && node < 0 ? source : returning.SourceOf(node) + source - named.SourceOf(node);
    }
}

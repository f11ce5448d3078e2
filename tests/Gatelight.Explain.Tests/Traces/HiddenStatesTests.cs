using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests;

public class HiddenStatesTests
{
    private static readonly Batch<double>[] Samples = [.. Enumerable.Range(60, 4).Select(seed => new Batch<double>(SampleModels.Normals(seed), 1, SampleModels.Steps, SampleModels.Features))];

    [Fact]
    public void The_strongest_moments_of_a_unit_are_those_of_the_traces()
    {
        Model<double> model = SampleModels.Lstm<double>();
        HiddenStates states = Collect(model);
        List<(double Value, int Sample, int Step)> all = [];
        for (int sample = 0; sample < Samples.Length; sample++)
        {
            model.Forward(Samples[sample]);
            LstmTrace trace = model.Trace().OfType<LstmTrace>().Single();
            all.AddRange(Enumerable.Range(0, SampleModels.Steps).Select(step => (trace.HiddenState[step, 2], sample, step)));
        }

        UnitActivation[] expected = [.. all.OrderByDescending(entry => entry.Value).Take(3).Select(entry => new UnitActivation(entry.Sample, entry.Step, entry.Value))];
        Assert.Equal(expected, states.Strongest(2, 3));
        Assert.Equal(all.Min(entry => entry.Value), states.Strongest(2, 1, isNegative: true)[0].Value);
        Assert.Equal(("lstm_1", 5, 28), (states.Layer, states.Units, states.Count));
    }

    [Fact]
    public void The_nearest_state_is_the_state_itself_and_the_others_follow_by_angle()
    {
        HiddenStates states = Collect(SampleModels.Lstm<double>());
        double[] state = states.At(2, 4);
        IReadOnlyList<StateMatch> matches = states.Nearest([.. state.Select(value => 3 * value)], 28);
        Assert.Equal((2, 4), (matches[0].Sample, matches[0].Step));
        Assert.Equal(1, matches[0].Similarity, Tolerances.Exact);
        Assert.Equal(matches.Select(match => match.Similarity).OrderDescending(), matches.Select(match => match.Similarity));
        Assert.All(matches, match => Assert.InRange(match.Similarity, -1, 1));
        Assert.DoesNotContain(states.Nearest(state, 28, exceptSample: 2), match => match.Sample == 2);
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        HiddenStates states = Collect(SampleModels.Lstm<double>());
        Refused(() => states.Strongest(5), "units 0 to 4; unit 5");
        Refused(() => states.At(4, 0), "no step 0 of input 4");
        Refused(() => states.Nearest([1, 2]), "has 5 units, the state 2");
        Refused(() => HiddenStates.Collect(SampleModels.Lstm<double>(), Samples, "other", TestContext.Current.CancellationToken), "name one of lstm_1");
        Refused(() => HiddenStates.Collect(SampleModels.Of<double>(1, new Dense(2)), Samples, cancellation: TestContext.Current.CancellationToken), "no recurrent layer");
        Refused(() => HiddenStates.Collect(SampleModels.Lstm<double>(), [], cancellation: TestContext.Current.CancellationToken), "no input");
    }

    private static void Refused(Func<object> ask, string expected) =>
        Assert.Contains(expected, Assert.Throws<ExplanationException>(ask).Message, StringComparison.Ordinal);

    private static HiddenStates Collect(Model<double> model) => HiddenStates.Collect(model, Samples, cancellation: TestContext.Current.CancellationToken);
}

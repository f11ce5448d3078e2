using Gatelight.Explain.Rules;
using Gatelight.Layers;

namespace Gatelight.Explain.Tests;

public class UnrolledModelTests
{
    public static TheoryData<string> Names => UnrolledModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_written_on_the_tape_is_what_the_model_computes(string name)
    {
        ModelQuestion<double> question = UnrolledModels.Question(name, new OutputTarget(0));
        double[] answer = new double[1];
        double[] gradient = new double[UnrolledModels.Steps * UnrolledModels.Features];
        question.EvaluateGradient(UnrolledModels.Input(), answer, gradient);

        UnrolledModel unrolled = UnrolledModel.Of(question.Members[0], question, UnrolledModels.Input());
        double[] gradients = unrolled.Tape.NewBuffer();
        unrolled.Seed(gradients, 1, -1);
        unrolled.Tape.Backward(gradients);

        Assert.Equal(answer[0], unrolled.Output, Tolerances.Exact * Math.Max(1, Math.Abs(answer[0])));
        double scale = gradient.Max(Math.Abs);
        Assert.NotEqual(0, scale);
        double[] carried = unrolled.AskedIn(gradients);
        for (int n = 0; n < gradient.Length; n++)
            Assert.Equal(gradient[n], carried[n], Tolerances.TapeGradient * scale);
    }

    [Fact]
    public void Every_layer_of_the_library_is_written_on_tapes_and_tested_or_refused()
    {
        Type[] layers = [.. typeof(Layer).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(Layer)))];
        Assert.NotEmpty(layers);
        string[] tested = [.. UnrolledModels.All.Keys.Select(name => name.Split(' ')[0]), nameof(Embedding)];
        foreach (Type layer in layers)
            Assert.Equal(LayerUnrolling.Known.Contains(layer), tested.Contains(layer.Name, StringComparer.Ordinal));
        Assert.Empty(LayerUnrolling.Known.Except(layers));
    }
}

using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tests.Layers;

public sealed class DropoutTests
{
    private const int Width = 10_000;
    private const double Rate = 0.3;

    [Fact]
    public void TrainingDropsTheRateAndKeepsTheMean()
    {
        Model<double> model = Build(new Dropout(Rate));
        Batch<double> ones = Batch<double>.Vectors(Enumerable.Repeat(1.0, Width).ToArray(), 1, Width);
        model.Forward([ones], isTraining: true);
        double[] output = Output(model);
        // A share of 10,000 draws has a deviation of √(0.3·0.7/10,000) = 0.0046; five of them.
        Assert.InRange(output.Count(value => value == 0) / (double)Width, Rate - 0.023, Rate + 0.023);
        Assert.All(output, value => Assert.True(value == 0 || Math.Abs(value - 1 / (1 - Rate)) < Tolerances.Exact));
        model.Forward([ones], isTraining: true);
        Assert.NotEqual(output, Output(model));
    }

    [Fact]
    public void WithoutTrainingItIsTheIdentity()
    {
        double[] values = GradientCheck.Normals(new SeededRandom(1), 50);
        Assert.Equal(values, Build(new Dropout(Rate), 50).Predict(Batch<double>.Vectors(values, 1, 50)));
    }

    [Fact]
    public void TheGradientUsesTheMaskOfTheForwardPass()
    {
        const int Size = 20;
        Model<double> model = Build(new Dropout(Rate), Size);
        double[] values = GradientCheck.Normals(new SeededRandom(2), Size);
        double[] direction = GradientCheck.Normals(new SeededRandom(3), Size);
        Masked(values);
        model.Backward(direction, GradientTarget.Both);
        double[] gradient = new double[Size];
        model.CopyInputGradient(gradient);
        Assert.Contains(0, gradient);
        const double Step = 1e-5;
        for (int n = 0; n < Size; n++)
        {
            double[] above = [.. values];
            double[] below = [.. values];
            above[n] += Step;
            below[n] -= Step;
            Assert.Equal((Masked(above) - Masked(below)) / (2 * Step), gradient[n], Tolerances.Gradient);
        }

        double Masked(double[] input)
        {
            model.DropoutRandom.State = 77;
            model.Forward([Batch<double>.Vectors(input, 1, Size)], isTraining: true);
            return Output(model).Zip(direction, (y, w) => y * w).Sum();
        }
    }

    [Fact]
    public void ASharedMaskIsTheSameAtEveryStepOfASequenceAndNotOfAnother()
    {
        const int Features = 40;
        int[] lengths = [2, 0, 5, 3];
        Model<double> model = new Sequential(new Dropout(0.5) { SharedOverTime = true }).ToArchitecture(LayerShape.Sequence(Features)).Build<double>();
        double[] ones = [.. Enumerable.Repeat(1.0, lengths.Length * 5 * Features)];
        model.Forward([new Batch<double>(ones, lengths.Length, 5, Features, lengths)], isTraining: true);
        double[] output = Output(model);
        double[] gradient = new double[ones.Length];
        model.Backward(ones, GradientTarget.Inputs);
        model.CopyInputGradient(gradient);
        Assert.Equal(output, gradient);
        HashSet<string> masks = [];
        for (int sample = 0; sample < lengths.Length; sample++)
        {
            double[][] steps = [.. output.Skip(sample * 5 * Features).Take(5 * Features).Chunk(Features)];
            Assert.All(steps[lengths[sample]..], step => Assert.All(step, value => Assert.Equal(0, value)));
            if (lengths[sample] == 0)
                continue;
            Assert.All(steps[..lengths[sample]], step => Assert.Equal(steps[0], step));
            Assert.Contains(0, steps[0]);
            Assert.Contains(2, steps[0]);
            masks.Add(string.Join(' ', steps[0]));
        }

        Assert.Equal(3, masks.Count);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void ARateOutsideItsRangeIsRefused(double rate) =>
        Assert.Throws<LayerException>(() => Build(new Dropout(rate)));

    private static Model<double> Build(Layer layer, int width = Width) =>
        new Sequential(layer).ToArchitecture(LayerShape.Vector(width)).Build<double>();

    private static double[] Output(Model<double> model)
    {
        double[] output = new double[model.OutputLength];
        model.CopyOutput(output);
        return output;
    }
}

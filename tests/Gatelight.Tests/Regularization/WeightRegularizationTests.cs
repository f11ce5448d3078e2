using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Regularization;
using Gatelight.Tests.Training;
using Gatelight.Training;

namespace Gatelight.Tests.Regularization;

public sealed class WeightRegularizationTests
{
    private const double Rate = 0.1;

    [Theory]
    [InlineData(0.25, 0)]
    [InlineData(0, 0.125)]
    [InlineData(0.25, 0.125)]
    public void ThePenaltyOfMatricesIsInTheGradient(double l1, double l2)
    {
        Model<double> model = Build();
        Array.Fill(model.Parameters.Gradients, 0.5);
        new WeightRegularizer<double>(model.Parameters, new WeightRegularization { L1 = l1, L2 = l2 }).AddGradients();
        foreach (Parameter<double> parameter in model.Parameters.All)
        {
            for (int n = 0; n < parameter.Length; n++)
            {
                double w = parameter.Values[n];
                double expected = parameter.Shape.Count == 1 ? 0.5 : 0.5 + l1 * Math.Sign(w) + 2 * l2 * w;
                Assert.Equal(expected, parameter.Gradients[n], Tolerances.Exact);
            }
        }

        Assert.Contains(model.Parameters.All, parameter => parameter.Shape.Count == 1);
    }

    [Fact]
    public void TheGradientIsThatOfThePenalty()
    {
        const double Step = 1e-6;
        Model<double> model = Build();
        double[] weights = model.Parameters.Values;
        new WeightRegularizer<double>(model.Parameters, new WeightRegularization { L1 = 0.3, L2 = 0.7 }).AddGradients();
        foreach (Parameter<double> matrix in model.Parameters.All.Where(parameter => parameter.Shape.Count == 2))
        {
            double w = weights[matrix.Offset];
            double slope = (Penalty(w + Step) - Penalty(w - Step)) / (2 * Step);
            Assert.Equal(slope, matrix.Gradients[0], Tolerances.Gradient);
        }

        static double Penalty(double w) => 0.3 * Math.Abs(w) + 0.7 * w * w;
    }

    [Fact]
    public void WithPlainSgdL2IsDecoupledDecayAndWithAdamItIsNot()
    {
        // SGD: w - η(g + 2λw) = (1 - 2ηλ)w - ηg, the decoupled decay of Loshchilov and Hutter with the factor 2λ.
        const double Lambda = 0.2;
        Assert.Equal((1 - 2 * Rate * Lambda) * 2 - Rate * 0.5, StepFromTwo(new Sgd(), Lambda), Tolerances.Exact);
        // Adam's first step has the size η whatever the gradient: here ĝ = 0.5 + 2λ·2 = 1.3.
        Assert.Equal(2 - Rate * 1.3 / (1.3 + 1e-8), StepFromTwo(new Adam(), Lambda), Tolerances.Exact);
        // AdamW takes ηλ'w off beside that step; with λ' = 2λ = 0.4: 2 - 0.1·0.5/(0.5 + 1e-8) - 0.1·0.4·2.
        Assert.Equal(2 - Rate * 0.5 / (0.5 + 1e-8) - Rate * 0.4 * 2, StepFromTwo(new AdamW { WeightDecay = 0.4 }, 0), Tolerances.Exact);
    }

    [Fact]
    public void ATrainedStepIsTheStepWithoutItLessThePenalty()
    {
        TrainingOptions options = new() { Optimizer = new Sgd(), ClipNorm = null };
        Model<float> model = BuildSingle();
        float[] start = model.Parameters.Values;
        float[] plain = Train(options);
        float[] penalised = Train(options with { Regularization = new WeightRegularization { L2 = 0.5 } });
        foreach (Parameter<float> parameter in model.Parameters.All)
        {
            for (int n = parameter.Offset; n < parameter.Offset + parameter.Length; n++)
            {
                double expected = parameter.Shape.Count == 1 ? plain[n] : plain[n] - Rate * 2 * 0.5 * start[n];
                Assert.Equal(expected, penalised[n], Tolerances.SinglePrecision);
            }
        }

        Assert.NotEqual(plain, penalised);

        static float[] Train(TrainingOptions options)
        {
            Model<float> model = BuildSingle();
            new Trainer(model, options).Step(SumTask.Make(8, 1), [0, 1, 2, 3], Rate);
            return model.Parameters.Values;
        }
    }

    [Fact]
    public void NoRowIsLongerThanTheLargestNormAndShortRowsStay()
    {
        const double Limit = 0.4;
        Model<double> model = Build();
        double[] before = [.. model.Parameters.Values];
        int version = model.Parameters.Version;
        WeightRegularizer<double> regularizer = new(model.Parameters, new WeightRegularization { MaxNorm = Limit });
        regularizer.LimitNorms();
        Assert.NotEqual(version, model.Parameters.Version);
        int cut = 0;
        int kept = 0;
        foreach (Parameter<double> parameter in model.Parameters.All)
        {
            int width = parameter.Shape.Count == 1 ? 1 : parameter.Shape[1];
            for (int start = 0; start < parameter.Length; start += width)
            {
                double[] old = before[(parameter.Offset + start)..(parameter.Offset + start + width)];
                double norm = Math.Sqrt(old.Sum(value => value * value));
                double scale = parameter.Shape.Count == 1 || norm <= Limit ? 1 : Limit / norm;
                cut += scale < 1 ? 1 : 0;
                kept += scale == 1 ? 1 : 0;
                for (int n = 0; n < width; n++)
                    Assert.Equal(scale * old[n], parameter.Values[start + n], Tolerances.Exact);
            }
        }

        Assert.True(cut > 0 && kept > 0);
        double[] once = [.. model.Parameters.Values];
        regularizer.LimitNorms();
        for (int n = 0; n < once.Length; n++)
            Assert.Equal(once[n], model.Parameters.Values[n], Tolerances.Exact);
    }

    [Fact]
    public void TrainingKeepsTheNormsBelowTheLimit()
    {
        Model<float> model = BuildSingle();
        TrainingOptions options = new() { Epochs = 3, Optimizer = new Adam(0.1), Regularization = new WeightRegularization { MaxNorm = 0.5 } };
        new Trainer(model, options).Fit(SumTask.Make(64, 1), cancellation: TestContext.Current.CancellationToken);
        foreach (Parameter<float> matrix in model.Parameters.All.Where(parameter => parameter.Shape.Count == 2))
        {
            for (int row = 0; row < matrix.Shape[0]; row++)
                Assert.InRange(GradientClipping.GlobalNorm<float>(matrix.Values.Slice(row * matrix.Shape[1], matrix.Shape[1])), 0, 0.5 * (1 + 1e-6));
        }
    }

    [Fact]
    public void ThePenaltyIsNotPartOfTheReportedLoss()
    {
        TrainingOptions options = new() { Epochs = 1, BatchSize = 64, Optimizer = new Sgd() };
        TrainingSet examples = SumTask.Make(64, 1);
        double plain = new Trainer(BuildSingle(), options).Fit(examples, cancellation: TestContext.Current.CancellationToken).Epochs[0].Loss;
        TrainingOptions penalised = options with { Regularization = new WeightRegularization { L1 = 10, L2 = 10 } };
        Assert.Equal(plain, new Trainer(BuildSingle(), penalised).Fit(examples, cancellation: TestContext.Current.CancellationToken).Epochs[0].Loss);
    }

    [Theory]
    [InlineData("weight_hh", new[] { "lstm_1.weight_hh", "lstm_2.weight_hh" })]
    [InlineData("lstm_2.weight_hh", new[] { "lstm_2.weight_hh" })]
    [InlineData("bias", new[] { "lstm_1.bias", "lstm_2.bias", "dense_1.bias" })]
    public void NamesChooseTheParameters(string name, string[] expected)
    {
        Model<double> model = Build();
        Array.Fill(model.Parameters.Values, 1);
        new WeightRegularizer<double>(model.Parameters, new WeightRegularization { L1 = 1, Parameters = [name] }).AddGradients();
        Assert.Equal(expected, model.Parameters.All.Where(parameter => parameter.Gradients[0] != 0).Select(parameter => parameter.Name));
    }

    [Theory]
    [InlineData("weight_xx")]
    [InlineData("eight_hh")]
    [InlineData("")]
    public void ANameThatTheModelDoesNotHaveIsRefused(string name)
    {
        TrainingOptions options = new() { Regularization = new WeightRegularization { L2 = 1, Parameters = ["bias", name] } };
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => new Trainer(BuildSingle(), options));
        Assert.Contains($"the parameter {name}, which the model does not have; it has lstm_1.weight_ih, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StrengthsOutsideTheirRangeAreRefused()
    {
        foreach (double bad in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new WeightRegularization { L1 = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new WeightRegularization { L2 = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new WeightRegularization { MaxNorm = bad });
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightRegularization { MaxNorm = 0 });
    }

    private static double StepFromTwo(Optimizer optimizer, double l2)
    {
        Model<double> model = new Sequential(new Dense(1) { UseBias = false }).ToArchitecture(LayerShape.Vector(1)).Build<double>(0);
        OptimizerState<double> state = optimizer.Start(model.Parameters);
        model.Parameters.Values[0] = 2;
        model.Parameters.Gradients[0] = 0.5;
        new WeightRegularizer<double>(model.Parameters, new WeightRegularization { L2 = l2 }).AddGradients();
        state.Step(model.Kernels, Rate, gradientScale: 1);
        return model.Parameters.Values[0];
    }

    private static Model<double> Build() =>
        new Sequential(new Lstm(3) { ReturnSequences = true }, new Lstm(4), new Dense(2)).ToArchitecture(LayerShape.Sequence(2)).Build<double>(1);

    private static Model<float> BuildSingle() => new Sequential(new Lstm(12), new Dense(1)).Build(features: 1, seed: 2);
}

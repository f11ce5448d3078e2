using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Recurrent;

/// <summary>Options of cells: how many parameters each brings, and which do not go together.</summary>
public sealed class RecurrentOptionTests
{
    public static TheoryData<Layer, string> Senseless => new()
    {
        { new Lstm(4) { CoupledGates = true, OmitInputGate = true }, "OmitInputGate" },
        { new Lstm(4) { CoupledGates = true, OmitForgetGate = true }, "OmitForgetGate" },
        { new Lstm(4) { OmitForgetGate = true, ForgetBias = 2 }, "ForgetBias" },
        { new Lstm(4) { CoupledGates = true, ForgetBias = 2 }, "ForgetBias" },
        { new Lstm(4) { ForgetBias = double.NaN }, "ForgetBias" },
        { new Lstm(4) { OmitInputGate = true, OmitForgetGate = true, OmitOutputGate = true, Peepholes = true }, "Peepholes" },
        { new Lstm(4) { OmitInputGate = true, OmitForgetGate = true, OmitOutputGate = true, FullGateRecurrence = true }, "FullGateRecurrence" },
        { new Lstm(4) { ProjectionSize = 4 }, "ProjectionSize" },
        { new Lstm(4) { ProjectionSize = -1 }, "ProjectionSize" },
        { new Lstm(4) { LayerNormalization = true, Peepholes = true }, "LayerNormalization" },
        { new Lstm(4) { LayerNormalization = true, ProjectionSize = 2 }, "LayerNormalization" },
        { new Lstm(4) { Clip = -1 }, "Clip" },
        { new Lstm(4) { GateActivation = new ActivationFunction((Activation)99, 0, 0) }, "GateActivation" },
        { new Lstm(4) { OutputActivation = new ActivationFunction(Activation.Elu, double.NaN, 0) }, "OutputActivation" },
        { new Gru(4) { CellZoneout = 0.1 }, "CellZoneout" },
        { new SLstm(4) { CellZoneout = 0.1 }, "CellZoneout" },
        { new SimpleRnn(4) { Clip = double.PositiveInfinity }, "Clip" },
        { new Bidirectional(new Gru(4) { GoBackwards = true }), "GoBackwards" },
        { new Bidirectional(new Dense(4)), "recurrent layer" },
        { new Bidirectional(new Gru(4)) { Merge = (BidirectionalMerge)9 }, "merge" },
    };

    [Theory]
    [MemberData(nameof(Senseless))]
    public void WhatMakesNoSenseIsRefusedByName(Layer layer, string name)
    {
        LayerException error = Assert.Throws<LayerException>(() => new Sequential(layer with { Name = "odd" }).Build(features: 2));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains("odd", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("lstm", 72)] // 4(3·2 + 3·3 + 3)
    [InlineData("peephole", 81)]
    [InlineData("coupled", 54)]
    [InlineData("coupled peephole", 60)]
    [InlineData("no input gate", 60)]
    [InlineData("no gate", 18)]
    [InlineData("full gate recurrence", 162)] // and 9 matrices [3, 3]
    [InlineData("projected", 66)] // 4(3·2 + 3·2 + 3) + 2·3
    [InlineData("normalised", 102)] // and gains 12 + 12 + 3, bias 3
    [InlineData("gru", 57)] // 3(3·2 + 3·3 + 3) + 3
    [InlineData("gru, reset before", 54)]
    [InlineData("rnn", 18)]
    [InlineData("slstm", 72)]
    public void TheNumberOfParametersIsThatOfTheEquations(string name, int expected) =>
        Assert.Equal(expected, new Sequential(RecurrentSamples.All[name]).Build(features: 2).Parameters.Count);

    [Fact]
    public void TheForgetGateStartsWithItsBias()
    {
        Model<float> model = new Sequential(new Lstm(2) { OmitInputGate = true, ForgetBias = 3 }).Build(features: 1);
        Assert.Equal([3f, 3f, 0f, 0f, 0f, 0f], model.Parameters.All.Single(parameter => parameter.Name == "lstm_1.bias").Values.ToArray());
    }

    [Fact]
    public void AMissingGateShowsAsOpenAndACoupledOneAsTheRest()
    {
        Model<double> model = new Sequential(new Lstm(2) { CoupledGates = true, OmitOutputGate = true }).ToArchitecture(LayerShape.Sequence(1)).Build<double>(seed: 1);
        model.Forward(new Batch<double>(new double[] { 1, -1, 2 }, 1, 3, 1));
        LstmTrace trace = Assert.IsType<LstmTrace>(Assert.Single(model.Trace()));
        Assert.All(trace.OutputGate.Cast<double>(), gate => Assert.Equal(1, gate));
        for (int step = 0; step < 3; step++)
            Assert.Equal(1, trace.InputGate[step, 1] + trace.ForgetGate[step, 1], Tolerances.Exact);
    }
}

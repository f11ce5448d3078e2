namespace Gatelight.Kernels.Tests;

public sealed class RecurrentVariantTests
{
    [Fact]
    public void A_new_variant_is_the_plain_LSTM()
    {
        LstmVariant variant = new();
        Assert.Equal(LstmVariant.Default, variant);
        Assert.Equal((0, 1, 2, 3), (variant.InputBlock, variant.ForgetBlock, variant.CandidateBlock, variant.OutputBlock));
        Assert.Equal((4, 0), (variant.Blocks, variant.PeepholeBlocks));
        Assert.False(variant.NeedsPreActivations);
        Assert.Equal(GruVariant.Default, new GruVariant());
        Assert.False(GruVariant.Default.NeedsPreActivations);
    }

    [Theory]
    [InlineData(true, true, true, false, 0, 1, 2, 3, 0, 1, 2)]
    [InlineData(false, true, true, false, -1, 0, 1, 2, -1, 0, 1)]
    [InlineData(true, false, true, false, 0, -1, 1, 2, 0, -1, 1)]
    [InlineData(true, true, false, false, 0, 1, 2, -1, 0, 1, -1)]
    [InlineData(false, false, false, false, -1, -1, 0, -1, -1, -1, -1)]
    [InlineData(true, true, true, true, 0, -1, 1, 2, 0, -1, 1)]
    public void Blocks_hold_the_gates_that_exist_in_order(
        bool input, bool forget, bool output, bool coupled, int i, int f, int g, int o, int peepI, int peepF, int peepO)
    {
        LstmVariant variant = new() { InputGate = input, ForgetGate = forget, OutputGate = output, Coupled = coupled, Peepholes = true };
        Assert.Equal((i, f, g, o), (variant.InputBlock, variant.ForgetBlock, variant.CandidateBlock, variant.OutputBlock));
        Assert.Equal((peepI, peepF, peepO), (variant.InputPeephole, variant.ForgetPeephole, variant.OutputPeephole));
        Assert.Equal(new[] { i, f, g, o }.Count(block => block >= 0), variant.Blocks);
        Assert.Equal(variant.Blocks - 1, variant.PeepholeBlocks);
    }

    [Fact]
    public void Pre_activations_are_needed_where_the_value_does_not_tell_the_slope()
    {
        Assert.True(new LstmVariant { Clip = 1 }.NeedsPreActivations);
        Assert.True(new LstmVariant { GateActivation = Activation.HardSigmoid }.NeedsPreActivations);
        Assert.True(new LstmVariant { CandidateActivation = Activation.Relu }.NeedsPreActivations);
        Assert.False(new LstmVariant { OutputActivation = Activation.Relu, CandidateActivation = Activation.Linear }.NeedsPreActivations);
        Assert.True(new GruVariant { CandidateActivation = Activation.Softsign }.NeedsPreActivations);
    }
}

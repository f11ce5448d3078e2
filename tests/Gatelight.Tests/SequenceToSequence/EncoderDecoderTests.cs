using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.SequenceToSequence;

namespace Gatelight.Tests.SequenceToSequence;

public sealed class EncoderDecoderTests
{
    public static TheoryData<EncoderDecoder> Variants() =>
    [
        Small(),
        Small() with { Attention = null },
        Small() with { Attention = new AdditiveAttention(3), Layers = 2 },
        Small() with { IsBidirectional = true, Layers = 2 },
        Small() with { Cell = new Gru(4), IsBidirectional = true },
        Small() with { Cell = new SLstm(3) },
        Small() with { Cell = new Lstm(4) { ProjectionSize = 3 } },
        Small() with { Source = new Numbers(2), Target = new Numbers(1), IsBidirectional = true, Attention = new MultiplicativeAttention() },
    ];

    [Theory]
    [MemberData(nameof(Variants))]
    public void GradientsEqualCentralDifferences(EncoderDecoder description)
    {
        ModelArchitecture architecture = description.TrainingArchitecture();
        SeededRandom random = new(4);
        int[] sourceLengths = [3, 1, 2];
        int[] targetLengths = [2, 4, 1];
        bool areNumbers = description.Source is Numbers;
        GradientCheck.Check(
            architecture, [Draw(architecture.Inputs[0], 3, sourceLengths), Draw(architecture.Inputs[1], 4, targetLengths)], seed: 2, inputsHaveGradient: areNumbers);

        Batch<double> Draw(LayerShape shape, int steps, int[] lengths)
        {
            int count = lengths.Length * steps * shape.Width;
            double[] values = areNumbers ? GradientCheck.Normals(random, count) : [.. Enumerable.Range(0, count).Select(_ => (double)random.NextBelow(3))];
            return new Batch<double>(values, lengths.Length, steps, shape.Width, lengths);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void EveryWeightBelongsToTheEncoderOrToTheDecoder(EncoderDecoder description)
    {
        string[] encoder = Names(description.EncoderArchitecture());
        string[] decoder = Names(description.DecoderArchitecture());
        Assert.Equal(Names(description.TrainingArchitecture()), encoder.Concat(decoder));
        Assert.Distinct([.. encoder, .. decoder]);

        static string[] Names(ModelArchitecture architecture) => [.. architecture.Build<float>().Parameters.All.Select(parameter => parameter.Name)];
    }

    [Fact]
    public void TheSummaryShowsTwoTimeAxes()
    {
        // Encoder: 4·6·(4 + 6 + 1); decoder: 4·6·(3 + 6 + 1); attended: 6·(12 + 1); output: 6·(6 + 1).
        Assert.Equal(
            """
            Layer              Kind                     Output        Parameters  Reads
            input_1            Input                    [B, T, 1]              0
            input_2            Input                    [B, T1, 1]             0
            source_embedding   Embedding                 [B, T, 4]             20  input_1
            encoder_1          Lstm (returnState)       [B, T, 6], [B, 6], [B, 6]         264  source_embedding
            target_embedding   Embedding                 [B, T1, 3]            18  input_2
            decoder_1          Lstm (returnState)       [B, T1, 6], [B, 6], [B, 6]         240  target_embedding, encoder_1[1], encoder_1[2]
            attention          MultiplicativeAttention (score general)  [B, T1, 6]            36  decoder_1, encoder_1
            context_and_state  Concatenate              [B, T1, 12]            0  attention, decoder_1
            attended           Dense                    [B, T1, 6]            78  context_and_state
            output             Dense                    [B, T1, 6]            42  attended
            Parameters: 698
            """.Split('\n').Select(Squeeze),
            ReversalTask.Description(hiddenSize: 6).Build().Network.Summary().Split('\n').Select(Squeeze));

        static string Squeeze(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void ADescriptionThatMakesNoSenseIsRefused()
    {
        Refused(Small() with { Layers = 0 }, "Layers");
        Refused(Small() with { Dropout = 1 }, "Dropout");
        Refused(Small() with { Cell = new Lstm(5), IsBidirectional = true }, "even");
        Refused(Small() with { Cell = new Lstm(4) { ProjectionSize = 2 }, IsBidirectional = true }, "projection");
        Refused(Small() with { Cell = new Lstm(4) { GoBackwards = true } }, "GoBackwards");
        Refused(Small() with { Attention = new MultiplicativeAttention { IsCausal = true } }, "IsCausal");
        Refused(Small() with { Source = new Tokens(0) }, "Vocabulary");
        Refused(Small() with { Source = new Tokens(3) { EmbeddingWidth = 0 } }, "EmbeddingWidth");
        Refused(Small() with { Target = new Numbers(0) }, "Width");

        static void Refused(EncoderDecoder description, string name)
        {
            LayerException error = Assert.Throws<LayerException>(() => description.Build());
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    private static EncoderDecoder Small() => ReversalTask.Description(hiddenSize: 4) with
    {
        Source = new Tokens(3) { EmbeddingWidth = 2 },
        Target = new Tokens(2) { EmbeddingWidth = 2 },
    };
}

using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Layers;

/// <summary>Attention between sequences of different lengths on either side, empty ones among them.</summary>
public sealed class AttentionGradientTests
{
    private const int QueryWidth = 3;
    private const int MemoryWidth = 2;

    private static readonly int[] QueryLengths = [4, 0, 2, 3, 1, 4];
    private static readonly int[] MemoryLengths = [1, 3, 0, 5, 5, 2];

    public static TheoryData<Layer, int> Kinds() => new()
    {
        { new AdditiveAttention(5), MemoryWidth },
        { new MultiplicativeAttention(), QueryWidth },
        { new MultiplicativeAttention { Score = AttentionScore.ScaledDot }, QueryWidth },
        { new MultiplicativeAttention { Score = AttentionScore.General }, MemoryWidth },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EachSideHasLengthsOfItsOwn(Layer layer, int memoryWidth)
    {
        ModelGraph graph = new();
        GraphSource query = graph.Input(LayerShape.Sequence(QueryWidth, axis: 1));
        GraphSource memory = graph.Input(LayerShape.Sequence(memoryWidth));
        GradientCheck.Check(graph.ToArchitecture(graph.Add(layer, query, memory)), [Queries(), Memory(memoryWidth)], seed: 4);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheQueryMayBeAVector(Layer layer, int memoryWidth)
    {
        ModelGraph graph = new();
        GraphSource query = graph.Input(LayerShape.Vector(QueryWidth));
        GraphSource memory = graph.Input(LayerShape.Sequence(memoryWidth));
        Batch<double> queries = Batch<double>.Vectors(GradientCheck.Normals(new SeededRandom(1), MemoryLengths.Length * QueryWidth), MemoryLengths.Length, QueryWidth);
        GradientCheck.Check(graph.ToArchitecture(graph.Add(layer, query, memory)), [queries, Memory(memoryWidth)], seed: 4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ASequenceMayAttendToItself(bool isCausal)
    {
        ModelGraph graph = new();
        GraphSource sequence = graph.Input(LayerShape.Sequence(MemoryWidth));
        GraphSource hidden = graph.Add(new Lstm(3) { ReturnSequences = true }, sequence);
        GraphSource context = graph.Add(new AdditiveAttention(4) { IsCausal = isCausal }, hidden, hidden);
        GradientCheck.Check(graph.ToArchitecture(graph.Add(new SelfAttentionPooling(3), context)), [Memory(MemoryWidth)], seed: 4);
    }

    [Fact]
    public void ADecoderThatAttendsToItsEncoder()
    {
        ModelGraph graph = new();
        GraphSource source = graph.Input(LayerShape.Sequence(MemoryWidth));
        GraphSource target = graph.Input(LayerShape.Sequence(QueryWidth, axis: 1));
        GraphSource memory = graph.Add(new Lstm(3) { ReturnSequences = true, ReturnState = true }, source);
        GraphSource decoder = graph.Add(new Lstm(3) { ReturnSequences = true }, target, memory[1], memory[2]);
        GraphSource context = graph.Add(new MultiplicativeAttention { Score = AttentionScore.General }, decoder, memory);
        GraphSource output = graph.Add(new Dense(2), graph.Add(new Concatenate(), context, decoder));
        GradientCheck.Check(graph.ToArchitecture(output), [Memory(MemoryWidth), Queries()], seed: 4);
    }

    private static Batch<double> Queries() => Batch(new SeededRandom(1), 4, QueryWidth, QueryLengths);

    private static Batch<double> Memory(int width) => Batch(new SeededRandom(2), 5, width, MemoryLengths);

    private static Batch<double> Batch(SeededRandom random, int steps, int width, int[] lengths) =>
        new(GradientCheck.Normals(random, lengths.Length * steps * width), lengths.Length, steps, width, lengths);
}

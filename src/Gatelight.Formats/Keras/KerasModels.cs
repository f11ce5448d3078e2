namespace Gatelight.Formats.Keras;

/// <summary>Keras models that are layers of another model.</summary>
internal static class KerasModels
{
    internal static IEnumerable<KerasLayerKind> Kinds =>
    [
        new("Functional", MaskUse.PassesOn, Inner, "its layers"), new("Sequential", MaskUse.PassesOn, Inner, "its layers"),
    ];

    private static KerasTensor[] Inner(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        var graph = KerasGraph.Read(layer.Kind, layer.Element, layer.Name);
        return graph.Run(build, layer.Weights, inputs, layer.NeedsWhole, layer.AxisShift);
    }
}

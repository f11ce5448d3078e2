namespace Gatelight.Explain;

/// <summary>The methods by name.</summary>
public static class AttributionMethods
{
    /// <summary>Every method, with its default settings.</summary>
    public static IReadOnlyList<IAttributionMethod> All { get; } =
    [
        new Saliency(),
        new InputTimesGradient(),
        new IntegratedGradients(),
        new TemporalIntegratedGradients(),
        new SmoothGrad(),
        new VarGrad(),
        new GradientShap(),
        new LayerwiseRelevance(),
        new LayerwiseRelevance { ProductRule = RelevanceProductRule.Half },
        new LayerwiseRelevance { ProductRule = RelevanceProductRule.Proportional },
        new DeepLift(),
        new ContextualDecomposition(),
        new MemoryLedger(),
        new Occlusion(),
        new Ablation(),
        new Lime(),
        new KernelShap(),
        new ShapleySampling(),
        new ExactShapley(),
        new OwenValues(),
        new TimeShap(),
        new TemporalSaliencyRescaling(),
        new LearnedMask(),
        new AttentionWeights(),
    ];

    /// <summary>Three quick methods that fail for different reasons: one along the gradient, one by rule, one by asking again.</summary>
    public static IReadOnlyList<IAttributionMethod> Default { get; } = [Find("integrated-gradients"), Find("memory-ledger"), Find("occlusion")];

    /// <summary>A method by name.</summary>
    /// <param name="name">The name, as in <c>integrated-gradients</c>.</param>
    /// <exception cref="ExplanationException">There is no such method; the message names the nearest and lists all.</exception>
    public static IAttributionMethod Find(string name) =>
        All.FirstOrDefault(method => string.Equals(method.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ExplanationException($"There is no method '{Data.OneLine.Of(name)}'{Nearest(name)}; choose one of {string.Join(", ", All.Select(method => method.Name))}.");

    private static string Nearest(string name) =>
        Data.NearestName.Of(name, [.. All.Select(method => method.Name)]) is { } nearest ? $" (did you mean '{nearest}'?)" : string.Empty;
}

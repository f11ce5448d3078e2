using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>The settings that the command line gives to every method that has them.</summary>
internal sealed record MethodSetup
{
    /// <summary>The seed of what is drawn.</summary>
    public int Seed { get; init; }

    /// <summary>The most inputs that a method may ask about; null for each method's own.</summary>
    public int? Budget { get; init; }

    /// <summary>What is taken away together; null for each method's own choice.</summary>
    public Players? Players { get; init; }

    /// <summary>Told how far a method is.</summary>
    public IProgress<ExplanationProgress>? Progress { get; init; }

    /// <summary>A method with these settings; a method that has none of them as it is.</summary>
    /// <param name="method">The method with its own settings.</param>
    /// <param name="background">Inputs of the same shape as the one explained; may be empty.</param>
    public IAttributionMethod Of(IAttributionMethod method, IReadOnlyList<double[]> background) => method switch
    {
        SmoothGrad smooth => new SmoothGrad { Seed = Seed, Samples = smooth.Samples, Inner = smooth.Inner },
        VarGrad variance => new VarGrad { Seed = Seed, Samples = variance.Samples, Inner = variance.Inner },
        GradientShap => new GradientShap { Seed = Seed, Background = background, Samples = Math.Clamp(Budget ?? 256, 2, 100_000) },
        Occlusion own => new Occlusion { Seed = Seed, Budget = Budget ?? own.Budget, Players = Players ?? own.Players, Progress = Progress },
        Ablation own => new Ablation { Seed = Seed, Budget = Budget ?? own.Budget, Players = Players ?? own.Players, Progress = Progress },
        Lime own => new Lime { Seed = Seed, Budget = Budget ?? own.Budget, Players = Players ?? own.Players, Progress = Progress },
        KernelShap own => new KernelShap { Seed = Seed, Budget = Budget ?? own.Budget, Players = Players ?? own.Players, Progress = Progress },
        ShapleySampling own => new ShapleySampling { Seed = Seed, Budget = Budget ?? own.Budget, Players = Players ?? own.Players, Progress = Progress },
        ExactShapley own => new ExactShapley { Seed = Seed, Budget = Budget ?? own.Budget, Players = Players ?? own.Players, Progress = Progress },
        OwenValues own => new OwenValues { Seed = Seed, Budget = Budget ?? own.Budget, Players = Players ?? own.Players, Progress = Progress },
        TimeShap own => new TimeShap { Seed = Seed, Budget = Budget ?? own.Budget, Progress = Progress },
        _ => method,
    };
}

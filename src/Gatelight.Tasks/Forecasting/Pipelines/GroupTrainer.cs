using System.Collections.Immutable;
using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Schedules;
using Gatelight.Tasks.Forecasting.Series;
using Gatelight.Training;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>Fits a group: the pipeline's scales, then its networks, all on the rows given.</summary>
internal sealed class GroupTrainer(ForecastOptions options, Action? networkDone, CancellationToken cancellation)
{
    private const double LearningRate = 0.005;
    private const double WeightDecay = 0.5;
    private const double Warmup = 0.05;
    private const double LastRate = 0.02;
    private const double HeadGain = 0.1; // small first corrections: training starts at the anchor
    private const double LeastScale = 1e-9; // of the largest value: what is smaller is rounding
    private const int LargestBatch = 256;

    /// <summary>Fits a group.</summary>
    /// <param name="series">The training rows.</param>
    /// <param name="spec">The scale, anchor and look-back.</param>
    /// <param name="shrinkage">λ.</param>
    /// <param name="members">The number of networks.</param>
    /// <param name="stream">Keeps the seeds of different groups and folds apart.</param>
    internal ForecastGroup Fit(TimeSeries series, GroupSpec spec, double shrinkage, int members, int stream)
    {
        int firstOrigin = GroupPipeline.EarliestOrigin(spec.Anchor.Season, spec.Window);
        if (series.Count < firstOrigin + 2)
            throw TooFewRows(series, spec);
        GroupPipeline unscaled = new()
        {
            Scale = spec.Scale,
            Anchor = spec.Anchor.Fit(GroupView.Scaled(series, spec.Scale)),
            Window = spec.Window,
            Columns = Columns(series),
            TargetScale = 1,
            Shrinkage = shrinkage,
        };
        GroupView view = new(unscaled, series);
        int[] origins = [.. Enumerable.Range(firstOrigin, series.Count - 1 - firstOrigin)];
        double[] inputs = Inputs(view, unscaled, origins);
        double least = LeastScale * Enumerable.Range(0, series.Count).Max(row => Math.Abs(view[row]));
        (float[] targets, float[] weights, double targetScale) = Targets(view, origins, series.Count, least);
        GroupPipeline pipeline = unscaled with { Columns = Fitted(unscaled.Columns, inputs, least), TargetScale = targetScale };
        TrainingSet examples = new(Scaled(inputs, pipeline.Columns), targets, origins.Length, spec.Window, pipeline.Columns.Length, lengths: null, weights);
        return new ForecastGroup(pipeline, Train(examples, members, stream));
    }

    internal static InvalidInputException TooFewRows(TimeSeries series, GroupSpec spec) =>
        new($"{series.Source} has {series.Count} rows to train on; a look-back of {spec.Window} with a season of {spec.Anchor.Season} needs at least {GroupPipeline.EarliestOrigin(spec.Anchor.Season, spec.Window) + 2}; add older rows, or ask for less with --window or --season.");

    private Model<float>[] Train(TrainingSet examples, int members, int stream)
    {
        ModelArchitecture architecture = new Sequential(new Lstm(options.HiddenSize), new Dense(options.Horizon)).ToArchitecture(LayerShape.Sequence(examples.Inputs[0].Features));
        Model<float>[] models = new Model<float>[members];
        Parallel.For(0, members, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation }, member =>
        {
            int seed = (int)(SeededRandom.Derive(options.Seed, stream * 1000 + member) >> 33);
            Model<float> model = architecture.Build<float>(seed);
            ShrinkHead(model);
            new Trainer(model, TrainingOptions(examples.Count, seed)).Fit(examples, cancellation: cancellation);
            models[member] = model;
            networkDone?.Invoke();
        });
        return models;
    }

    private TrainingOptions TrainingOptions(int examples, int seed)
    {
        int batch = Math.Min(examples, LargestBatch);
        int stepsAnEpoch = (examples + batch - 1) / batch;
        return new TrainingOptions
        {
            Epochs = Math.Max(1, (options.TrainingSteps + stepsAnEpoch - 1) / stepsAnEpoch),
            BatchSize = batch,
            Shuffle = examples > batch,
            Loss = new Huber(1),
            Optimizer = new AdamW(LearningRate) { WeightDecay = WeightDecay },
            Schedule = new CosineSchedule(Warmup, LastRate),
            ClipNorm = 1,
            Seed = seed,
        };
    }

    private static void ShrinkHead(Model<float> model)
    {
        foreach (ref float weight in model.Parameters.All.Single(parameter => parameter.Name == "dense_1.weight").Values)
            weight *= (float)HeadGain;
        model.Parameters.MarkChanged();
    }

    private ImmutableArray<InputColumn> Columns(TimeSeries series)
    {
        List<InputColumn> columns =
        [
            new("deviation from season", InputColumnKind.Deviation, 0, 1),
            new("one-step surprise", InputColumnKind.Surprise, 0, 1),
        ];
        if (options.Calendar)
            columns.AddRange(CalendarFeatures.Names(series.Frequency).Select(name => new InputColumn(name, InputColumnKind.Calendar, 0, 1)));
        columns.AddRange(series.Covariates.Select(covariate => new InputColumn(covariate.Name, InputColumnKind.Covariate, 0, 1)));
        return [.. columns];
    }

    private static double[] Inputs(GroupView view, GroupPipeline pipeline, int[] origins)
    {
        int size = pipeline.Window * pipeline.Columns.Length;
        double[] inputs = new double[origins.Length * size];
        for (int n = 0; n < origins.Length; n++)
            view.WriteInput(origins[n], inputs.AsSpan(n * size, size));
        return inputs;
    }

    // Targets beyond the last row weigh nothing.
    private (float[] Targets, float[] Weights, double Scale) Targets(GroupView view, int[] origins, int rows, double least)
    {
        float[] targets = new float[origins.Length * options.Horizon];
        float[] weights = new float[targets.Length];
        double squares = 0;
        int known = 0;
        for (int n = 0; n < targets.Length; n++)
        {
            int origin = origins[n / options.Horizon];
            int step = n % options.Horizon + 1;
            if (origin + step >= rows)
                continue;
            double deviation = view[origin + step] - view.Anchor.At(origin, step);
            targets[n] = (float)deviation;
            weights[n] = 1;
            squares += deviation * deviation;
            known++;
        }

        // Where the anchor left nothing to correct, corrections must stay next to nothing.
        double scale = NotZero(Math.Max(Math.Sqrt(squares / known), least));
        for (int n = 0; n < targets.Length; n++)
            targets[n] = (float)(targets[n] / scale);
        return (targets, weights, scale);
    }

    private static ImmutableArray<InputColumn> Fitted(ImmutableArray<InputColumn> columns, double[] inputs, double least)
    {
        InputColumn[] fitted = [.. columns];
        for (int column = 0; column < fitted.Length; column++)
        {
            if (fitted[column].Kind == InputColumnKind.Calendar)
                continue;
            double[] values = [.. inputs.Where((_, index) => index % fitted.Length == column)];
            // A deviation and a surprise of 0 mean "as expected" and must stay 0.
            bool isCovariate = fitted[column].Kind == InputColumnKind.Covariate;
            double offset = isCovariate ? values.Average() : 0;
            double scale = Math.Sqrt(values.Average(value => (value - offset) * (value - offset)));
            double rounding = isCovariate ? LeastScale * Math.Abs(offset) : least;
            fitted[column] = fitted[column] with { Offset = offset, Scale = NotZero(scale > rounding ? scale : 0) };
        }

        return [.. fitted];
    }

    private static float[] Scaled(double[] inputs, ImmutableArray<InputColumn> columns)
    {
        float[] scaled = new float[inputs.Length];
        for (int n = 0; n < scaled.Length; n++)
        {
            InputColumn column = columns[n % columns.Length];
            scaled[n] = (float)((inputs[n] - column.Offset) / column.Scale);
        }

        return scaled;
    }

    private static double NotZero(double scale) => scale > 0 && double.IsFinite(scale) ? scale : 1;
}

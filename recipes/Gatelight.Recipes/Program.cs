using Gatelight.Recipes;
using Gatelight.Recipes.ClassicTasks;

using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

if (args.Length == 0)
{
    foreach (IRecipe recipe in RecipeCatalog.All)
        Console.WriteLine($"{recipe.Name,-28} {recipe.Description}");
    return 0;
}

if (RecipeCatalog.Find(args[0]) is not { } chosen)
{
    Console.Error.WriteLine($"There is no recipe '{args[0]}'. Run without arguments to list them.");
    return 2;
}

string? figure = args.Length > 1 && chosen is VanishingGradient && args[1].EndsWith(".png", StringComparison.Ordinal) ? args[1] : null;
int seeds = 1;
if (args.Length > 1 && figure is null && (chosen is not ClassicTask || !int.TryParse(args[1], out seeds) || seeds < 1))
{
    Console.Error.WriteLine($"'{args[1]}' means nothing to {chosen.Name}; a classic task takes a number of seeds, and vanishing-gradient a file name that ends in .png.");
    return 2;
}

try
{
    if (figure is not null)
        VanishingGradient.Draw(figure, seed: 1, stop.Token);
    else if (chosen is ClassicTask task)
        task.Run(Console.Out, seeds, stop.Token);
    else
        chosen.Run(Console.Out, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped.");
    return 1;
}

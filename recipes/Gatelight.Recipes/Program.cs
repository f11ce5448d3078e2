using Gatelight.Recipes;

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

try
{
    chosen.Run(Console.Out, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped.");
    return 1;
}

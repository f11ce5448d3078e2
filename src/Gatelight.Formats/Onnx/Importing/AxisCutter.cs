namespace Gatelight.Formats.Onnx.Importing;

/// <summary>Cuts the parts of all axes anew, as a Reshape asks for.</summary>
internal static class AxisCutter
{
    /// <summary>The axes after a reshape.</summary>
    /// <param name="x">What is reshaped.</param>
    /// <param name="wanted">The sizes: fixed, 0 to keep one, -1 to work one out, or the axis whose size it is.</param>
    /// <exception cref="NoLayerException">The values of several samples or steps would be mixed.</exception>
    internal static IReadOnlyList<IReadOnlyList<Atom>> Cut(SignalValue x, IReadOnlyList<Atom> wanted)
    {
        List<Atom> atoms = [.. x.Axes.SelectMany(axis => axis).Where(atom => atom.Kind != AxisKind.Feature || atom.Size != 1)];
        Atom[] sizes = [.. wanted.Select((size, axis) => size is { Kind: AxisKind.Unknown, Size: 0 } && axis < x.Axes.Count ? Keep(x.Axes[axis]) : size)];
        int free = Array.FindIndex(sizes, size => size is { Kind: AxisKind.Unknown, Size: -1 });
        List<Atom>[] axes = new List<Atom>[sizes.Length];
        int end = free < 0 ? sizes.Length : free;
        for (int axis = 0; axis < end; axis++)
            axes[axis] = TakeFirst(atoms, sizes[axis], x);
        for (int axis = sizes.Length - 1; axis > end; axis--)
            axes[axis] = TakeLast(atoms, sizes[axis], x);
        if (free >= 0)
        {
            axes[free] = [.. atoms];
            atoms.Clear();
        }

        return atoms.Count == 0 ? axes : throw Unfit(x);
    }

    private static Atom Keep(IReadOnlyList<Atom> axis) => axis switch
    {
        [] => new Atom(AxisKind.Unknown, 1),
        [var one] => one,
        _ when axis.All(atom => atom.Kind == AxisKind.Feature) => Atom.Features(axis.Aggregate(1, (product, atom) => product * atom.Size)),
        _ => throw new NoLayerException("keeps an axis that samples and steps share"),
    };

    private static List<Atom> TakeFirst(List<Atom> atoms, Atom size, SignalValue x)
    {
        List<Atom> taken = [];
        if (size.Kind is AxisKind.Batch or AxisKind.Time)
        {
            if (atoms.Count == 0 || atoms[0].Kind != size.Kind)
                throw Unfit(x);
            taken.Add(atoms[0]);
            atoms.RemoveAt(0);
            return taken;
        }

        long left = size.Size;
        while (left > 1)
        {
            if (atoms.Count == 0)
                throw Unfit(x);
            Atom first = atoms[0];
            if (first.Size > 0 && left % first.Size == 0)
            {
                taken.Add(first);
                atoms.RemoveAt(0);
                left /= first.Size;
            }
            else if (first.Kind == AxisKind.Feature && first.Size % left == 0)
            {
                taken.Add(Atom.Features((int)left));
                atoms[0] = Atom.Features((int)(first.Size / left));
                left = 1;
            }
            else if (first.Kind == AxisKind.Batch && taken.Count == 0)
            {
                // A batch of the size that was exported; any other works as well.
                taken.Add(first);
                atoms.RemoveAt(0);
                left = 1;
            }
            else
            {
                throw Unfit(x);
            }
        }

        // A batch of one that was exported with a fixed size.
        if (size.Size == 1 && atoms.Count > 0 && atoms[0] is { Kind: AxisKind.Batch, Size: 1 })
        {
            taken.Add(atoms[0]);
            atoms.RemoveAt(0);
        }

        return taken;
    }

    private static List<Atom> TakeLast(List<Atom> atoms, Atom size, SignalValue x)
    {
        List<Atom> taken = [];
        if (size.Kind is AxisKind.Batch or AxisKind.Time)
        {
            if (atoms.Count == 0 || atoms[^1].Kind != size.Kind)
                throw Unfit(x);
            taken.Add(atoms[^1]);
            atoms.RemoveAt(atoms.Count - 1);
            return taken;
        }

        long left = size.Size;
        while (left > 1)
        {
            if (atoms.Count == 0)
                throw Unfit(x);
            Atom last = atoms[^1];
            if (last.Size > 0 && left % last.Size == 0)
            {
                taken.Insert(0, last);
                atoms.RemoveAt(atoms.Count - 1);
                left /= last.Size;
            }
            else if (last.Kind == AxisKind.Feature && last.Size % left == 0)
            {
                taken.Insert(0, Atom.Features((int)left));
                atoms[^1] = Atom.Features((int)(last.Size / left));
                left = 1;
            }
            else
            {
                throw Unfit(x);
            }
        }

        return taken;
    }

    private static NoLayerException Unfit(SignalValue x) => new($"cuts {x.Layout} so that samples, steps and features mix");
}

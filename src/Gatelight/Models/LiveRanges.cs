using System.Collections;
using System.Numerics;

namespace Gatelight.Models;

/// <summary>
/// The stretches of the flat buffers that hold gradients since they were last cleared, in ascending order: every parameter as a whole, but of one
/// with <see cref="Parameter{T}.HasSparseGradient"/> the rows that got a gradient alone. Walking it allocates nothing.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly struct LiveRanges<T> : IEnumerable<LiveRange<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ParameterStore<T> _store;

    internal LiveRanges(ParameterStore<T> store) => _store = store;

    /// <summary>Starts the walk.</summary>
    public Enumerator GetEnumerator() => new(_store);

    IEnumerator<LiveRange<T>> IEnumerable<LiveRange<T>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The walk.</summary>
    public struct Enumerator : IEnumerator<LiveRange<T>>
    {
        private readonly ParameterStore<T> _store;
        private int _parameter = -1;
        private int _row;

        internal Enumerator(ParameterStore<T> store) => _store = store;

        /// <inheritdoc/>
        public LiveRange<T> Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            while (true)
            {
                if (_parameter >= 0 && _store.All[_parameter] is { TouchedRows: { } rows } table)
                {
                    (int first, int length) = rows.RunFrom(_row);
                    if (length > 0)
                    {
                        int width = table.Length / table.Shape[0];
                        _row = first + length;
                        Current = new LiveRange<T>(table, table.Offset + first * width, length * width);
                        return true;
                    }
                }

                if (++_parameter >= _store.All.Count)
                    return false;
                _row = 0;
                Parameter<T> next = _store.All[_parameter];
                if (next.TouchedRows is null)
                {
                    Current = new LiveRange<T>(next, next.Offset, next.Length);
                    return true;
                }
            }
        }

        /// <inheritdoc/>
        public void Reset() => (_parameter, _row) = (-1, 0);

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}

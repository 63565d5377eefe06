/**
 * Where the rows of a long list stand: unmeasured ones count as of the usual height. Heights belong to rows, not to
 * places, so that a row that leaves does not hand its height to the next.
 */
export class RowPlaces {
  private readonly heights = new Map<number, number>();
  private readonly listeners = new Set<() => void>();
  private changes = 0;

  constructor(private readonly usual: number) {}

  /** The tops of the rows, and at the end the height of all. */
  starts(ids: number[]): number[] {
    const starts = [0];
    let top = 0;
    for (const id of ids) starts.push((top += this.heights.get(id) ?? this.usual));
    return starts;
  }

  /** Keep what was measured; returns by how much it differs from what was thought. */
  measure(id: number, height: number): number {
    const difference = height - (this.heights.get(id) ?? this.usual);
    // A row that is not shown at all has no height, and keeps what it had.
    if (difference === 0 || height === 0) return 0;
    this.heights.set(id, height);
    this.changes += 1;
    for (const listener of this.listeners) listener();
    return difference;
  }

  // For useSyncExternalStore, hence bound.
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly version = (): number => this.changes;
}

/** The row at this many pixels below the top of the list. */
export function rowAt(starts: number[], offset: number): number {
  let low = 0;
  let high = Math.max(0, starts.length - 2);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

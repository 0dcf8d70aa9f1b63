/** Closed ranges of numbers, ascending and never touching: [[1, 4], [7, 9]]. */
export type Ranges = [number, number][]

export function union(...many: readonly (readonly (readonly [number, number])[])[]): Ranges {
  const sorted = many.flat().sort((a, b) => a[0] - b[0])
  const merged: Ranges = []
  for (const [from, to] of sorted) {
    const last = merged.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

export function includes(ranges: readonly (readonly [number, number])[], value: number): boolean {
  return ranges.some(([from, to]) => from <= value && value <= to)
}

export function covers(outer: Ranges, inner: Ranges): boolean {
  return JSON.stringify(union(outer, inner)) === JSON.stringify(union(outer))
}

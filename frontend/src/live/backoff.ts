import type { Random } from './clock'

const BASE = 500
const CAP = 20_000
/** Nobody is looking at a hidden tab, so it may come back a little later. */
const CAP_HIDDEN = 30_000

/**
 * Full jitter: anything between nothing and a doubling ceiling. When a server restarts, a whole council
 * comes back spread out instead of in waves.
 */
export function backoff(attempt: number, random: Random, hidden = false): number {
  const ceiling = Math.min(hidden ? CAP_HIDDEN : CAP, BASE * 2 ** Math.min(attempt, 16))
  return Math.round(random() * ceiling)
}

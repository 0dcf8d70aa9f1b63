import type { Step, Workshop } from './views'

/** Allowed by the server for what was on its way when the time was out. */
export const GRACE = 2_000

/** When a step's time is out for somebody with `extra` per cent more time; null without an end. */
export function endsFor(step: Step, extra: number): number | null {
  if (!step.ends_at || !step.opened_at) return null
  const opened = Date.parse(step.opened_at)
  const ends = Date.parse(step.ends_at)
  return ends + ((ends - opened) * extra) / 100
}

/** Milliseconds until the time is out; null where no clock runs. */
export function timeLeft(step: Step, workshop: Workshop, extra: number, now: number): number | null {
  if (step.state !== 'open' || workshop.state !== 'running') return null
  const ends = endsFor(step, extra)
  return ends === null ? null : Math.max(0, ends - now)
}

export type Openness = 'open' | 'planned' | 'closed' | 'out' | 'locked' | 'paused' | 'not-begun' | 'over'

/** Whether one can contribute now, and if not, why. What is sent all the same waits for the hosts. */
export function openness(step: Step, workshop: Workshop, extra: number, now: number): Openness {
  if (workshop.state === 'ended' || workshop.state === 'cancelled') return 'over'
  if (workshop.state === 'paused') return 'paused'
  if (workshop.state !== 'running') return 'not-begun'
  if (step.state === 'planned') return 'planned'
  if (step.state === 'closed') return 'closed'
  if (workshop.locked) return 'locked'
  const ends = endsFor(step, extra)
  return ends === null || now <= ends + GRACE ? 'open' : 'out'
}

/** Minutes and seconds as a clock has them. */
export function asClock(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

export const WARNINGS = [300_000, 60_000, 0] as const
export type Warning = (typeof WARNINGS)[number]

/** Which warning is due when the time left falls from `before` to `after`. */
export function warningBetween(before: number | null, after: number | null): Warning | null {
  if (before === null || after === null) return null
  // The clock jumped, or the phone slept: only the latest of what was passed is worth saying.
  return WARNINGS.findLast((limit) => before > limit && after <= limit) ?? null
}

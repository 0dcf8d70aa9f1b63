/** Time and chance come from outside, so that every rule about waiting can be tested without waiting. */
export type Cancel = () => void

export interface Clock {
  now(): number
  after(ms: number, run: () => void): Cancel
}

export type Random = () => number

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const id = setTimeout(run, ms)
    return () => clearTimeout(id)
  },
}

export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((done) => void clock.after(ms, done))
}

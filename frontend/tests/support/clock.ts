import type { Cancel, Clock } from '../../src/live/clock'

interface Timer {
  at: number
  order: number
  run: () => void
}

/** Lets everything that is already decided happen, without any time passing. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve()
}

/** Time that passes only when a test says so. */
export class FakeClock implements Clock {
  private time = 1_000_000
  private order = 0
  private timers = new Set<Timer>()

  now(): number {
    return this.time
  }

  after(ms: number, run: () => void): Cancel {
    const timer = { at: this.time + ms, order: this.order++, run }
    this.timers.add(timer)
    return () => void this.timers.delete(timer)
  }

  async pass(ms: number): Promise<void> {
    const until = this.time + ms
    await settle()
    for (let next = this.next(until); next; next = this.next(until)) {
      this.timers.delete(next)
      this.time = Math.max(this.time, next.at)
      next.run()
      await settle()
    }
    this.time = until
    await settle()
  }

  private next(until: number): Timer | undefined {
    return [...this.timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0]
  }
}

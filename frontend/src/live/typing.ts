import type { Clock } from './clock'

const EVERY = 3_000

/** "Somebody is writing" is said once in a while, "no longer" only after it has been said. */
export class TypingPace {
  private saidAt = new Map<string, number>()

  constructor(private clock: Clock) {}

  allows(stream: string, on: boolean): boolean {
    if (!on) return this.saidAt.delete(stream)
    const now = this.clock.now()
    if (now - (this.saidAt.get(stream) ?? -EVERY) < EVERY) return false
    this.saidAt.set(stream, now)
    return true
  }
}

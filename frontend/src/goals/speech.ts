import type { Clock } from '../live/clock'

const AT_MOST_EVERY = 4_000
const SETTLING = 400

/** Tells a screen reader what changed, gathered up and at most once in a few seconds; the newest word on each thing. */
export class Speech {
  private gathered = new Map<string, string>()
  private lastSaid: number
  private isPlanned = false

  constructor(
    private say: (words: string) => void,
    private clock: Clock,
  ) {
    this.lastSaid = clock.now() - AT_MOST_EVERY
  }

  news(id: string, words: string): void {
    this.gathered.set(id, words)
    if (this.isPlanned) return
    this.isPlanned = true
    const wait = Math.max(SETTLING, this.lastSaid + AT_MOST_EVERY - this.clock.now())
    this.clock.after(wait, () => this.speak())
  }

  private speak(): void {
    const words = [...this.gathered.values()].join('. ')
    this.gathered.clear()
    this.isPlanned = false
    this.lastSaid = this.clock.now()
    this.say(words)
  }
}

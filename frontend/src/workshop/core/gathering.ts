import type { Cancel, Clock } from '../../live/clock'

const AT_MOST_EVERY = 5_000
const TOGETHER = 500

/** Gathers what arrives under names and tells it at most every five seconds, so that a lively room talks over nobody. */
export class Gathering<K extends string> {
  private counts = new Map<K, number>()
  private lastTold = -Infinity
  private cancel: Cancel | null = null

  constructor(
    private tell: (counts: Map<K, number>) => void,
    private clock: Clock,
  ) {}

  add(name: K): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
    // Never at once: what arrives together is told together.
    const wait = Math.max(TOGETHER, this.lastTold + AT_MOST_EVERY - this.clock.now())
    this.cancel ??= this.clock.after(wait, () => this.flush())
  }

  /** Nothing of what was gathered is worth telling any more. */
  forget(): void {
    this.counts.clear()
  }

  private flush(): void {
    const { counts } = this
    this.cancel = null
    this.counts = new Map()
    if (counts.size === 0) return
    this.lastTold = this.clock.now()
    this.tell(counts)
  }
}

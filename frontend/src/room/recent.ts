import type { Clock } from '../live/clock'
import { Emitter } from '../live/emitter'

const SHOWN_FOR = 4_000

/** Messages whose last change the server has just confirmed: "Sparat" stands there for a moment. */
export class Recent {
  readonly changes = new Emitter<void>()
  private shown = new Set<string>()
  /** Answers to own posts, for good: such a message stands for its own post and no other. */
  readonly answered = new Set<string>()

  constructor(private clock: Clock) {}

  has(id: string): boolean {
    return this.shown.has(id)
  }

  add(id: string, isPost: boolean): void {
    if (isPost) this.answered.add(id)
    this.shown.add(id)
    this.changes.tell()
    this.clock.after(SHOWN_FOR, () => {
      this.shown.delete(id)
      this.changes.tell()
    })
  }
}

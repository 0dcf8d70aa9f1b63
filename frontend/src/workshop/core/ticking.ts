import type { Cancel, Clock } from '../../live/clock'
import { Emitter } from '../../live/emitter'
import type { Store } from './store'
import { openness, timeLeft, warningBetween, type Openness, type Warning } from './timing'
import type { Step } from './views'

const SECOND = 1_000

/** The clock of the open step: tells each second, and once when a warning is due or contributing ends. */
export class Ticking {
  readonly ticks = new Emitter<void>()
  readonly warnings = new Emitter<{ step: Step; warning: Warning }>()
  private cancel: Cancel = () => {}
  private before: { step: string; left: number | null; openness: Openness } | null = null

  constructor(
    private store: Store,
    private clock: Clock,
  ) {}

  start(): void {
    this.look()
    this.plan()
  }

  stop(): void {
    this.cancel()
  }

  /** Milliseconds left of a step for the one who looks. */
  left(step: Step): number | null {
    return timeLeft(step, this.store.workshop, this.store.extra, this.store.serverNow)
  }

  openness(step: Step): Openness {
    return openness(step, this.store.workshop, this.store.extra, this.store.serverNow)
  }

  private plan(): void {
    this.cancel = this.clock.after(SECOND, () => {
      this.look()
      this.ticks.tell()
      this.plan()
    })
  }

  private look(): void {
    const { step } = this.store
    if (this.store.goneReason !== null || !step) {
      this.before = null
      return
    }
    const now = { step: step.id, left: this.left(step), openness: this.openness(step) }
    const { before } = this
    this.before = now
    if (before?.step !== now.step) return
    const warning = warningBetween(before.left, now.left)
    if (warning !== null) this.warnings.tell({ step, warning })
    if (before.openness !== now.openness) this.store.changes.tell()
  }
}

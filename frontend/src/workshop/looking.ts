import { Emitter } from '../live/emitter'
import type { Store } from './core/store'
import type { Step } from './core/views'

/** Which step one looks at: the one the room is at, unless one has turned back to another. */
export class Looking {
  readonly changes = new Emitter<void>()
  private at: string | null = null

  constructor(private store: Store) {}

  get step(): Step | null {
    return this.store.get('step', this.at) ?? this.store.step
  }

  get isElsewhere(): boolean {
    return this.at !== null && this.at !== this.store.workshop.step
  }

  turnTo(step: string | null): void {
    this.at = step === this.store.workshop.step ? null : step
    this.changes.tell()
  }
}

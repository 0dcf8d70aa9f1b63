import type { Cancel, Clock } from './clock'
import { Emitter } from './emitter'
import { covers, includes, union, type Ranges } from './ranges'

const SAVE_AFTER = 2_000
const RETRY_AFTER = 15_000

/** Which messages this person has really had before their eyes, on any of their screens. */
export class ReadTracker {
  readonly changes = new Emitter<void>()
  private known: Ranges
  private fresh: Ranges = []
  private cancelSave: Cancel | null = null

  constructor(
    ranges: Ranges,
    private save: (ranges: Ranges) => Promise<Ranges>,
    private clock: Clock,
  ) {
    this.known = union(ranges)
  }

  has(seq: number): boolean {
    return includes(this.known, seq) || includes(this.fresh, seq)
  }

  /** `after` is the message just before, so that the numbers between (edits, reactions) do not split the ranges. */
  see(seq: number, after: number | null): void {
    const from = after === null ? seq : after + 1
    if (includes(this.known, seq) || includes(this.fresh, seq)) return
    this.fresh = union(this.fresh, [[Math.min(from, seq), seq]])
    this.plan(SAVE_AFTER)
    this.changes.tell()
  }

  /** Another screen of the same person has reported. */
  merge(ranges: Ranges): void {
    if (covers(this.known, ranges)) return
    this.known = union(this.known, ranges)
    this.changes.tell()
  }

  /** The page is going away: what is seen is seen. */
  async flush(): Promise<void> {
    this.cancelSave?.()
    this.cancelSave = null
    const sent = this.fresh
    if (sent.length === 0) return
    try {
      const answer = await this.save(sent)
      this.known = union(this.known, sent, answer)
      this.fresh = this.fresh.filter(([from, to]) => !(includes(sent, from) && includes(sent, to)))
      this.changes.tell()
    } catch {
      this.plan(RETRY_AFTER)
    }
  }

  private plan(ms: number): void {
    this.cancelSave ??= this.clock.after(ms, () => void this.flush())
  }
}

import { backoff } from './backoff'
import { pause, type Clock, type Random } from './clock'
import { advance, isBehind, type Position } from './position'
import type { LiveEvent, Presence, Somebody, Views } from './protocol'

/** What the owner of a stream does with what arrives. */
export interface StreamHandlers {
  apply(events: LiveEvent[], views: Views): void
  /**
   * Loads everything anew and says from where to go on. `head` is where the server stands, for streams
   * that carry only passing notes and have nothing to load.
   */
  loadSnapshot(head: Position): Promise<Position>
  presence?(presence: Presence): void
  typing?(people: Somebody[]): void
  note?(kind: string, data: Record<string, unknown>): void
  gone?(reason: string): void
}

/** idle: no link; asked: waiting for `subd`; live: in step; loading: fetching a snapshot; gone: the right is lost. */
export type Phase = 'idle' | 'asked' | 'live' | 'loading' | 'gone'

export type TakeVerdict = 'in-step' | 'hole' | 'other-epoch' | 'ignored'

/** Thrown by `loadSnapshot` when no further try makes sense. */
export class NotThere extends Error {}

/** One stream as seen from this browser, whichever way its events travel. */
export class Subscription {
  phase: Phase = 'idle'
  askId = 0
  askedAt = 0
  private loads = 0
  private loading: Promise<void> | null = null

  constructor(
    readonly stream: string,
    public position: Position | null,
    readonly handlers: StreamHandlers,
    readonly ephemeral: boolean,
    private clock: Clock,
    private random: Random,
  ) {}

  take(epoch: string, events: LiveEvent[], views: Views): TakeVerdict {
    if (!this.position || this.phase === 'loading' || this.phase === 'gone') return 'ignored'
    const step = advance(this.position, epoch, events)
    this.position = step.position
    if (step.applied.length > 0) this.handlers.apply(step.applied, views)
    return step.verdict
  }

  isBehind(epoch: string, head: number): boolean {
    return this.phase !== 'gone' && (!this.position || isBehind(this.position, epoch, head))
  }

  inStep(): void {
    this.phase = 'live'
    this.loads = 0
  }

  end(reason: string): void {
    if (this.phase === 'gone') return
    this.phase = 'gone'
    this.handlers.gone?.(reason)
  }

  /** Keeps trying until there is a snapshot or the stream turns out to be gone. Two that ask share one load. */
  reload(head: Position): Promise<void> {
    if (this.phase === 'gone') return Promise.resolve()
    this.phase = 'loading'
    this.loading ??= this.load(head).finally(() => (this.loading = null))
    return this.loading
  }

  private async load(head: Position): Promise<void> {
    while (!this.hasEnded()) {
      // The first load is at once; a server that keeps asking for new ones must not be hammered.
      if (this.loads > 0) await pause(this.clock, backoff(this.loads, this.random))
      this.loads += 1
      try {
        const position = await this.handlers.loadSnapshot(head)
        if (this.hasEnded()) return
        this.position = position
        this.phase = 'idle'
        return
      } catch (error) {
        if (error instanceof NotThere) return this.end('missing')
      }
    }
  }

  private hasEnded(): boolean {
    return this.phase === 'gone'
  }
}

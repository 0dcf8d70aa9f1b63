import { backoff } from './backoff'
import type { Cancel, Clock, Random } from './clock'
import type { Position } from './position'
import type { LiveEvent, Presence, Somebody, Views } from './protocol'
import type { Subscription } from './subscription'

export interface PollAnswer {
  stream: string
  epoch: string
  head: number
  mode: 'events' | 'reset'
  events: LiveEvent[]
  views: Views
  presence?: Presence
  typing?: { people: Somebody[] }
  /** Who is here and who types, in short; the server answers at once when it is another. */
  mood?: string
}

export type PollResult =
  | { kind: 'answer'; answer: PollAnswer }
  | { kind: 'gone' }
  | { kind: 'signed-out' }
  | { kind: 'failed'; retryAfter?: number }

export type PollFetch = (
  stream: string,
  position: Position | null,
  wait: number,
  signal: AbortSignal,
  mood: string,
) => Promise<PollResult>

export interface PollReport {
  ok(): void
  failed(): void
  signedOut(): void
  changed(): void
}

const WAIT_SECONDS = 25
/** An empty answer should have been waited for; when it was not, the pace is held down here. */
const LEAST_PAUSE = 1_000

/** The same stream over plain HTTP, for networks that block sockets. */
export class PollLoop {
  private running = false
  private failures = 0
  /** The first question does not wait, so that the page soon knows where it stands. */
  private wait = 0
  private hasMoved = false
  private mood = ''
  private aborter = new AbortController()
  private cancelPause: Cancel = () => {}
  private resume: () => void = () => {}

  constructor(
    private subscription: Subscription,
    private fetchEvents: PollFetch,
    private clock: Clock,
    private random: Random,
    private report: PollReport,
  ) {}

  start(): void {
    if (this.running) return
    this.running = true
    void this.run()
  }

  stop(): void {
    this.running = false
    this.aborter.abort()
    this.wake()
  }

  /** Ends a pause early, when there is reason to believe that the net is back. */
  wake(): void {
    this.cancelPause()
    this.resume()
  }

  private async run(): Promise<void> {
    while (this.running && this.subscription.phase !== 'gone') {
      const began = this.clock.now()
      const wait = this.wait
      const result = await this.ask(wait)
      if (!this.running) return
      const rest = await this.digest(result)
      if (rest === null) return
      const tooFast = wait > 0 && result.kind === 'answer' && !this.hasMoved
      const due = tooFast ? began + LEAST_PAUSE - this.clock.now() : 0
      if (Math.max(rest, due) > 0) await this.pauseFor(Math.max(rest, due))
    }
  }

  private async ask(wait: number): Promise<PollResult> {
    try {
      const { stream, position } = this.subscription
      return await this.fetchEvents(stream, position, wait, this.aborter.signal, this.mood)
    } catch {
      return { kind: 'failed' }
    }
  }

  /** How long to pause before the next question; null when there is none. */
  private async digest(result: PollResult): Promise<number | null> {
    this.hasMoved = false
    this.wait = 0
    switch (result.kind) {
      case 'gone':
        this.subscription.end('rights')
        this.report.changed()
        return null
      case 'signed-out':
        this.report.signedOut()
        return null
      case 'failed':
        this.failures += 1
        this.report.failed()
        return result.retryAfter ?? backoff(this.failures, this.random)
      case 'answer':
        this.failures = 0
        this.report.ok()
        return this.apply(result.answer)
    }
  }

  private async apply(answer: PollAnswer): Promise<number> {
    const { subscription } = this
    this.mood = answer.mood ?? ''
    if (answer.presence) subscription.handlers.presence?.(answer.presence)
    if (answer.typing) subscription.handlers.typing?.(answer.typing.people)
    if (answer.mode === 'reset' || !subscription.position) return this.reload(answer)
    const verdict = subscription.take(answer.epoch, answer.events, answer.views)
    if (verdict === 'other-epoch') return this.reload(answer)
    // A hole in an answer cannot be mended by asking faster.
    if (verdict !== 'in-step') return LEAST_PAUSE
    subscription.inStep()
    this.report.changed()
    this.hasMoved = answer.events.length > 0
    this.wait = WAIT_SECONDS
    return 0
  }

  private async reload(answer: PollAnswer): Promise<number> {
    const loading = this.subscription.reload({ epoch: answer.epoch, seq: answer.head })
    this.report.changed()
    await loading
    this.report.changed()
    return 0
  }

  private pauseFor(ms: number): Promise<void> {
    return new Promise((done) => {
      this.resume = done
      this.cancelPause = this.clock.after(ms, done)
    })
  }
}

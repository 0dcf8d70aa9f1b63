import type { Clock, Random } from './clock'
import { PollLoop, type PollFetch } from './poll'
import type { Subscription } from './subscription'

export interface PollerHooks {
  answered(): void
  /** It works again after having failed. */
  recovered(): void
  signedOut(): void
  changed(): void
}

/** The other way in: one long poll per stream, as long as no socket is open. */
export class Poller {
  isRunning = false
  /** null until the first answer or failure. */
  works: boolean | null = null
  private loops = new Map<string, PollLoop>()

  constructor(
    private fetchEvents: PollFetch,
    private clock: Clock,
    private random: Random,
    private hooks: PollerHooks,
  ) {}

  start(subscriptions: Iterable<Subscription>): void {
    if (this.isRunning) return
    this.isRunning = true
    this.works = null
    for (const subscription of subscriptions) this.add(subscription)
  }

  add(subscription: Subscription): void {
    // Passing notes have no numbers to ask from, so they travel by socket alone.
    if (!this.isRunning || subscription.ephemeral) return
    const loop = new PollLoop(subscription, this.fetchEvents, this.clock, this.random, {
      ok: () => this.report(true),
      failed: () => this.report(false),
      signedOut: this.hooks.signedOut,
      changed: this.hooks.changed,
    })
    this.loops.set(subscription.stream, loop)
    loop.start()
  }

  remove(stream: string): void {
    this.loops.get(stream)?.stop()
    this.loops.delete(stream)
  }

  wake(): void {
    for (const loop of this.loops.values()) loop.wake()
  }

  stop(): void {
    this.isRunning = false
    this.works = null
    for (const loop of this.loops.values()) loop.stop()
    this.loops.clear()
  }

  private report(works: boolean): void {
    const isBack = works && this.works === false
    this.works = works
    if (works) this.hooks.answered()
    if (isBack) this.hooks.recovered()
    this.hooks.changed()
  }
}

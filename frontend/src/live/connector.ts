import { backoff } from './backoff'
import type { Cancel, Clock, Random } from './clock'
import type { Page } from './page'
import { closeFamily, STOPS, type ClientFrame, type ServerFrame } from './protocol'
import { SocketLink, type Wire } from './socket'

export interface ConnectorHooks {
  welcome(): void
  frame(frame: ServerFrame): void
  lost(): void
  stopped(reason: 'signed-out' | 'hat-ended' | 'protocol'): void
  /** Sockets do not get through here: go another way meanwhile. */
  fallBack(): void
}

/** After this many attempts without a welcome the network is taken to block sockets. */
const ATTEMPTS_BEFORE_FALLBACK = 2
const RETRY_WHILE_POLLING = 60_000
const STABLE_AFTER = 10_000
/** An overloaded server is left alone for seconds, not for half a second. */
const BACK_OFF_FROM = 3

/** Decides when a socket is opened, and when again. */
export class Connector {
  hasEverWorked = false
  private link: SocketLink | null = null
  private attempts = 0
  private unwelcomed = 0
  private drainUntil = 0
  private over = false
  private cancelRetry: Cancel = () => {}
  private cancelStable: Cancel = () => {}
  private cancelDrain: Cancel = () => {}

  constructor(
    private openWire: () => Wire,
    private hello: { client: string; actingFor: string },
    private clock: Clock,
    private random: Random,
    private page: Page,
    private hooks: ConnectorHooks,
  ) {}

  get isWelcomed(): boolean {
    return this.link?.welcomed ?? false
  }

  open(): void {
    this.cancelRetry()
    if (this.over || this.link) return
    try {
      this.link = new SocketLink(this.openWire(), this.hello, this.clock, {
        frame: (frame) => this.receive(frame),
        closed: (code) => this.closed(code),
      })
    } catch {
      // Some browsers throw where others fail later, for example under a policy that forbids sockets.
      this.closed(0)
    }
  }

  send(frame: ClientFrame): void {
    this.link?.send(frame)
  }

  /** Something suggests that the net is back: prove an open link, or try a new one. */
  retryNow(): void {
    if (this.link) this.link.probe()
    else this.open()
  }

  stop(): void {
    this.over = true
    this.letGo()
    this.cancelRetry()
  }

  private receive(frame: ServerFrame): void {
    if (frame.t === 'welcome') {
      this.hasEverWorked = true
      this.unwelcomed = 0
      this.drainUntil = 0
      this.cancelStable = this.clock.after(STABLE_AFTER, () => (this.attempts = 0))
      this.hooks.welcome()
    } else if (frame.t === 'drain') {
      this.drain(frame.after)
    } else {
      this.hooks.frame(frame)
    }
  }

  /** The server goes down in good order and has given everybody a moment of their own to return. */
  private drain(after: number): void {
    this.drainUntil = this.clock.now() + after
    this.cancelDrain = this.clock.after(after, () => {
      this.letGo()
      this.hooks.lost()
      this.open()
    })
  }

  private closed(code: number): void {
    const wasWelcomed = this.isWelcomed
    this.letGo()
    if (!wasWelcomed) this.unwelcomed += 1
    this.hooks.lost()
    const family = closeFamily(code)
    if (family === 'stop') {
      this.over = true
      return this.hooks.stopped(STOPS[code] ?? 'protocol')
    }
    const delay = this.delay(family)
    this.attempts += 1
    this.cancelRetry = this.clock.after(delay, () => this.open())
    if (this.unwelcomed >= ATTEMPTS_BEFORE_FALLBACK) this.hooks.fallBack()
  }

  private delay(family: 'back-off' | 'now' | 'lost'): number {
    const drained = this.drainUntil - this.clock.now()
    if (drained > 0) return drained
    if (this.unwelcomed >= ATTEMPTS_BEFORE_FALLBACK) return RETRY_WHILE_POLLING
    if (family === 'now' && this.attempts === 0) return 0
    const attempt = family === 'back-off' ? Math.max(this.attempts, BACK_OFF_FROM) : this.attempts
    return backoff(attempt, this.random, this.page.isHidden())
  }

  private letGo(): void {
    this.cancelStable()
    this.cancelDrain()
    this.link?.close()
    this.link = null
  }
}

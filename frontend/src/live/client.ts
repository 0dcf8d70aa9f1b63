import type { Cancel, Clock, Random } from './clock'
import { Connector } from './connector'
import { Emitter } from './emitter'
import { judgeLink, sameState, type LinkState } from './link-state'
import type { Page } from './page'
import type { PollFetch } from './poll'
import { Poller } from './poller'
import type { Position } from './position'
import type { ServerFrame } from './protocol'
import type { Wire } from './socket'
import { Subscription, type StreamHandlers } from './subscription'
import { TypingPace } from './typing'

export interface LiveOptions {
  client: string
  actingFor: string
  openWire: () => Wire
  fetchEvents: PollFetch
  sendTyping: (stream: string, on: boolean) => void
  clock: Clock
  random: Random
  page: Page
  /** For networks known to block sockets, and for tests. */
  forcePolling?: boolean
}

type Frame<T extends ServerFrame['t']> = Extract<ServerFrame, { t: T }>

/** An unanswered `sub` is repeated when a heartbeat shows that it got lost. */
const ASK_AGAIN_AFTER = 5_000
/** The server resets a stream by itself when its numbering begins anew. */
const UNASKED = 0
/** Answers to `sub` that a repeat could change; every other error means that the stream is not ours. */
const PASSING_ERRORS = new Set(['too-fast', 'unavailable'])

/** Many streams over one link, kept in step whatever happens to the link. */
export class LiveClient {
  readonly states = new Emitter<LinkState>()
  state: LinkState = { kind: 'connecting' }
  private subscriptions = new Map<string, Subscription>()
  private connector: Connector
  private poller: Poller
  private ended: 'signed-out' | 'hat-ended' | 'protocol' | 'stopped' | null = null
  private lastContact: number
  private nextId = 1
  private pace: TypingPace
  private cleanUp: Cancel[] = []

  constructor(private options: LiveOptions) {
    const { clock, random, page } = options
    this.lastContact = clock.now()
    this.pace = new TypingPace(clock)
    this.connector = new Connector(options.openWire, options, clock, random, page, {
      welcome: () => this.onWelcome(),
      frame: (frame) => this.onFrame(frame),
      lost: () => this.onLost(),
      stopped: (reason) => this.end(reason),
      fallBack: () => this.poller.start(this.subscriptions.values()),
    })
    this.poller = new Poller(options.fetchEvents, clock, random, {
      answered: () => this.touch(),
      // Where sockets have worked before they deserve a new try as soon as the server is back.
      recovered: () => this.connector.hasEverWorked && this.connector.open(),
      signedOut: () => this.end('signed-out'),
      changed: () => this.refresh(),
    })
  }

  start(): void {
    const { page, forcePolling } = this.options
    this.cleanUp = [page.onWake(() => this.retryNow()), page.onOffline(() => this.refresh())]
    if (forcePolling) this.poller.start(this.subscriptions.values())
    else this.connector.open()
    this.refresh()
  }

  stop(): void {
    this.end('stopped')
  }

  /** `after` null means that there is nothing to catch up with: the first answer says where to begin. */
  subscribe(stream: string, after: Position | null, handlers: StreamHandlers): Cancel {
    const { clock, random } = this.options
    const subscription = new Subscription(stream, after, handlers, after === null, clock, random)
    this.subscriptions.set(stream, subscription)
    if (this.connector.isWelcomed) this.ask(subscription)
    this.poller.add(subscription)
    return () => this.unsubscribe(stream)
  }

  typing(stream: string, on: boolean): void {
    if (!this.pace.allows(stream, on)) return
    if (this.connector.isWelcomed) this.connector.send({ t: 'typing', stream, on })
    else if (this.poller.isRunning) this.options.sendTyping(stream, on)
  }

  retryNow(): void {
    if (this.ended) return
    if (!this.options.forcePolling) this.connector.retryNow()
    this.poller.wake()
    this.refresh()
  }

  private onWelcome(): void {
    this.touch()
    this.poller.stop()
    for (const subscription of this.subscriptions.values()) {
      if (subscription.phase !== 'loading') this.ask(subscription)
    }
    this.refresh()
  }

  private onLost(): void {
    for (const subscription of this.subscriptions.values()) {
      if (subscription.phase === 'live' || subscription.phase === 'asked') subscription.phase = 'idle'
    }
    this.refresh()
  }

  private onFrame(frame: ServerFrame): void {
    this.touch()
    if (frame.t === 'hb') this.onHeartbeat(frame)
    else if (frame.t === 'error') this.onError(frame)
    else if ('stream' in frame) {
      const subscription = this.subscriptions.get(frame.stream)
      if (subscription) this.onStreamFrame(subscription, frame)
    }
    this.refresh()
  }

  private onStreamFrame(subscription: Subscription, frame: Extract<ServerFrame, { stream: string }>): void {
    const { handlers } = subscription
    switch (frame.t) {
      case 'subd':
        return this.onSubscribed(subscription, frame)
      case 'ev':
        return this.onEvents(subscription, frame)
      case 'presence':
        return handlers.presence?.(frame)
      case 'typing':
        return handlers.typing?.(frame.people)
      case 'note':
        return handlers.note?.(frame.kind, frame.data)
      case 'gone':
        return subscription.end(frame.reason)
    }
  }

  private onSubscribed(subscription: Subscription, frame: Frame<'subd'>): void {
    const head = { epoch: frame.epoch, seq: frame.head }
    if (frame.id === UNASKED && frame.mode === 'reset') return this.reload(subscription, head)
    // An answer to an earlier question says nothing about the latest one.
    if (frame.id !== subscription.askId || subscription.phase !== 'asked') return
    if (frame.mode === 'live') subscription.inStep()
    else this.reload(subscription, head)
  }

  private onEvents(subscription: Subscription, frame: Frame<'ev'>): void {
    const verdict = subscription.take(frame.epoch, frame.events, frame.views)
    const last = frame.events.at(-1)
    if (verdict === 'other-epoch' && last) this.reload(subscription, { epoch: frame.epoch, seq: last.seq })
    // While a question is out its answer will fill the hole; asking twice would only double the traffic.
    if (verdict === 'hole' && subscription.phase === 'live') this.ask(subscription)
  }

  private onHeartbeat(frame: Frame<'hb'>): void {
    const now = this.options.clock.now()
    for (const subscription of this.subscriptions.values()) {
      const head = frame.heads[subscription.stream]
      const isWaiting = subscription.phase === 'asked' && now - subscription.askedAt < ASK_AGAIN_AFTER
      if (subscription.phase === 'loading' || subscription.phase === 'gone' || isWaiting) continue
      // A stream that is not mentioned is one the server does not know we follow.
      if (!head || subscription.isBehind(head[0], head[1]) || subscription.phase !== 'live') this.ask(subscription)
    }
  }

  private onError(frame: Frame<'error'>): void {
    for (const subscription of this.subscriptions.values()) {
      if (frame.id === undefined || frame.id !== subscription.askId || subscription.phase !== 'asked') continue
      // A passing error is mended by the next heartbeat, which asks again.
      if (!PASSING_ERRORS.has(frame.code)) subscription.end(frame.code)
    }
  }

  private ask(subscription: Subscription): void {
    if (subscription.phase === 'gone') return
    const { position, stream } = subscription
    subscription.phase = 'asked'
    subscription.askId = this.nextId++
    subscription.askedAt = this.options.clock.now()
    const { epoch, seq } = position ?? { epoch: '', seq: 0 }
    this.connector.send({ t: 'sub', id: subscription.askId, stream, epoch, after: seq })
  }

  private reload(subscription: Subscription, head: Position): void {
    void subscription.reload(head).then(() => {
      if (this.connector.isWelcomed && subscription.phase === 'idle') this.ask(subscription)
      this.refresh()
    })
  }

  private unsubscribe(stream: string): void {
    if (!this.subscriptions.delete(stream)) return
    if (this.connector.isWelcomed) this.connector.send({ t: 'unsub', stream })
    this.poller.remove(stream)
    this.refresh()
  }

  private end(reason: 'signed-out' | 'hat-ended' | 'protocol' | 'stopped'): void {
    if (this.ended) return
    this.ended = reason
    this.connector.stop()
    this.poller.stop()
    for (const cancel of this.cleanUp) cancel()
    this.refresh()
  }

  private touch(): void {
    this.lastContact = this.options.clock.now()
  }

  private refresh(): void {
    const followed = [...this.subscriptions.values()].filter(({ ephemeral }) => !ephemeral)
    const next = judgeLink({
      ended: this.ended,
      isWelcomed: this.connector.isWelcomed,
      pollWorks: this.poller.works,
      isOnline: this.options.page.isOnline(),
      lastContact: this.lastContact,
      phases: followed.map(({ phase }) => phase),
    })
    if (sameState(this.state, next)) return
    this.state = next
    this.states.tell(next)
  }
}

import type { Cancel, Clock } from './clock'
import { readFrame, type ClientFrame, type ServerFrame } from './protocol'

/** The part of the browser's WebSocket that is used here. */
export interface Wire {
  onopen: ((event: never) => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
  onerror: ((event: never) => void) | null
  send(text: string): void
  close(code?: number): void
}

export interface SocketReport {
  frame(frame: ServerFrame): void
  closed(code: number): void
}

/** A proxy that swallows the handshake must not hold the page up for long. */
const WELCOME_WITHIN = 6_000
const ACK_EVERY = 32
const ACK_WITHIN = 2_000
const PONG_WITHIN = 5_000
/** The browser's own code for a link that broke without a word. */
const ABNORMAL = 1006

/** One connection, from the attempt to the end. It is never used again after `closed`. */
export class SocketLink {
  welcomed = false
  lastFrame: number
  private received = 0
  private acked = 0
  private heartbeat = 25_000
  private over = false
  private cancelWatch: Cancel = () => {}
  private cancelAck: Cancel | null = null
  private cancelProbe: Cancel | null = null

  constructor(
    private wire: Wire,
    hello: { client: string; actingFor: string },
    private clock: Clock,
    private report: SocketReport,
  ) {
    this.lastFrame = clock.now()
    this.cancelWatch = clock.after(WELCOME_WITHIN, () => this.end(ABNORMAL))
    wire.onopen = () => this.send({ t: 'hello', client: hello.client, acting_for: hello.actingFor })
    wire.onmessage = ({ data }) => this.receive(data)
    wire.onclose = ({ code }) => this.end(code)
    // `close` always follows `error`, and tells more.
    wire.onerror = null
  }

  send(frame: ClientFrame): void {
    if (!this.over) this.wire.send(JSON.stringify(frame))
  }

  /** Closes on our initiative; no report, because the caller knows. */
  close(): void {
    this.detach()
  }

  /** After sleep a link can look open and be dead: ask, and give up when nothing answers. */
  probe(): void {
    if (this.over || !this.welcomed || this.cancelProbe) return
    this.send({ t: 'ping', c: this.clock.now() })
    this.cancelProbe = this.clock.after(PONG_WITHIN, () => this.end(ABNORMAL))
  }

  private receive(data: unknown): void {
    if (this.over) return
    this.lastFrame = this.clock.now()
    this.cancelProbe?.()
    this.cancelProbe = null
    const frame = readFrame(data)
    if (!frame) return
    if (frame.t === 'welcome') this.beginWatch(frame.heartbeat)
    if (frame.t === 'ev') this.count(frame.events.length)
    this.report.frame(frame)
  }

  private beginWatch(heartbeat: number): void {
    this.welcomed = true
    this.heartbeat = heartbeat
    this.cancelWatch()
    this.watch()
  }

  /** Two silent heartbeats mean that nobody is there any more. */
  private watch(): void {
    const silence = this.clock.now() - this.lastFrame
    const left = 2 * this.heartbeat - silence
    if (left <= 0) return this.end(ABNORMAL)
    this.cancelWatch = this.clock.after(left, () => this.watch())
  }

  private count(events: number): void {
    this.received += events
    if (this.received - this.acked >= ACK_EVERY) this.ack()
    else this.cancelAck ??= this.clock.after(ACK_WITHIN, () => this.ack())
  }

  private ack(): void {
    this.cancelAck?.()
    this.cancelAck = null
    if (this.received === this.acked) return
    this.acked = this.received
    this.send({ t: 'ack', n: this.received })
  }

  private end(code: number): void {
    if (this.over) return
    this.detach()
    this.report.closed(code)
  }

  /** A dead network delays the browser's own `close` event by minutes, so the wire is let go at once. */
  private detach(): void {
    if (this.over) return
    this.over = true
    this.cancelWatch()
    this.cancelAck?.()
    this.cancelProbe?.()
    this.wire.onopen = this.wire.onmessage = this.wire.onclose = null
    this.wire.close(1000)
  }
}

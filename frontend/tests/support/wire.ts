import type { ClientFrame, ServerFrame } from '../../src/live/protocol'
import type { Wire } from '../../src/live/socket'

/** A socket whose other end is in the hands of the test. */
export class FakeWire implements Wire {
  onopen: Wire['onopen'] = null
  onmessage: Wire['onmessage'] = null
  onclose: Wire['onclose'] = null
  onerror: Wire['onerror'] = null
  sent: ClientFrame[] = []
  isClosed = false
  onSend: (frame: ClientFrame) => void = () => {}

  send(text: string): void {
    const frame = JSON.parse(text) as ClientFrame
    this.sent.push(frame)
    this.onSend(frame)
  }

  close(): void {
    this.isClosed = true
  }

  open(): void {
    this.onopen?.(undefined as never)
  }

  say(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }

  welcome(): void {
    this.open()
    this.say({ t: 'welcome', connection: 'c1', heartbeat: 25_000, limits: { subscriptions: 64, frame: 65_536 } })
  }

  drop(code = 1006): void {
    this.onclose?.({ code })
  }

  frames<T extends ClientFrame['t']>(kind: T): Extract<ClientFrame, { t: T }>[] {
    return this.sent.filter((frame): frame is Extract<ClientFrame, { t: T }> => frame.t === kind)
  }
}

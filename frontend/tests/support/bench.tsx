import { act, cleanup, render, screen } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import type { Bootstrap, Message, Snapshot } from '../../src/api/types'
import type { Views } from '../../src/live/protocol'
import { MemoryStorage } from '../../src/live/storage'
import { Room } from '../../src/room/parts/Room'
import { SessionProvider, type Session } from '../../src/room/session'
import { makeSession, startSession } from '../../src/room/start'
import { FakeClock, settle } from './clock'
import { event } from './events'
import { sharedLock } from './outbox'
import { FakePage } from './page'
import { ME, ROOM, snapshot, uuid } from './room'
import { FakeWire } from './wire'

export interface Call {
  method: string
  path: string
  body: unknown
  headers: Headers
}

type Reply = { status?: number; json: unknown } | 'no net'

/** A room on the screen, with the server in the test's hands. */
export class RoomBench {
  clock = new FakeClock()
  page = new FakePage()
  storage = new MemoryStorage()
  wires: FakeWire[] = []
  calls: Call[] = []
  replies: { match: string; reply: (call: Call) => Reply }[] = []
  user = userEvent.setup({ delay: null })
  session!: Session
  private keys = 0
  private held: Promise<void> | null = null

  constructor(private start: Snapshot = snapshot([])) {}

  async open(language = 'sv'): Promise<this> {
    const boot: Bootstrap = {
      snapshot: this.start,
      me: { person: ME, membership: uuid(800), name: 'Ida Berg', organisation: 'Verdandi' },
      urls: { api: '/api/v1', live: '/live/' },
      language,
      organisations: [
        { id: uuid(900), name: 'Huddinge kommun', short_name: 'Huddinge' },
        { id: uuid(902), name: 'Botkyrka kommun', short_name: 'Botkyrka' },
      ],
    }
    this.session = makeSession(boot, {
      fetch: (input, init) => this.fetch(String(input), init ?? {}),
      openWire: () => {
        const wire = new FakeWire()
        this.wires.push(wire)
        return wire
      },
      storage: this.storage,
      clock: this.clock,
      random: () => 1,
      lock: sharedLock(),
      page: this.page,
      newKey: () => uuid(5000 + (this.keys += 1)),
    })
    render(
      <SessionProvider value={this.session}>
        <Room />
      </SessionProvider>,
    )
    await act(async () => {
      startSession(this.session)
      this.wires[0]?.welcome()
      await settle()
    })
    return this
  }

  /** The same browser after a reload. */
  async reopen(start = this.start): Promise<RoomBench> {
    cleanup()
    const bench = new RoomBench(start)
    bench.storage = this.storage
    bench.replies = this.replies
    return bench.open()
  }

  /** The server takes its time until the function returned here is called. */
  hold(): () => void {
    let release = () => {}
    this.held = new Promise((done) => (release = done))
    return release
  }

  on(match: string, reply: (call: Call) => Reply): this {
    this.replies.unshift({ match, reply })
    return this
  }

  async pass(ms: number): Promise<void> {
    await act(() => this.clock.pass(ms))
    // Drawing happens between turns of the browser's own loop.
    await act(() => new Promise((done) => setTimeout(done, 0)))
  }

  async settle(): Promise<void> {
    await this.pass(0)
  }

  async live(seq: number, ...messages: Message[]): Promise<void> {
    const views: Views = Object.fromEntries(messages.map((one) => [`message:${one.id}`, one]))
    const last = this.session.boot.snapshot.seq
    const events = Array.from({ length: seq - last }, (_, index) => event(last + index + 1))
    await act(async () => {
      this.wires.at(-1)?.say({ t: 'ev', stream: `room:${ROOM}`, epoch: 'e1', events, views })
      await settle()
    })
    await this.settle()
  }

  writes(method: string): Call[] {
    return this.calls.filter((call) => call.method === method && !/draft|read$/.test(call.path))
  }

  get field(): HTMLTextAreaElement {
    return screen.getByLabelText(/^Skriv ett (inlägg|svar)$/)
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : init.body
    const call = { method: init.method ?? 'GET', path, body, headers: new Headers(init.headers) }
    this.calls.push(call)
    await this.held
    const rule = this.replies.find(({ match }) => `${call.method} ${path}`.includes(match))
    const reply = rule?.reply(call) ?? { json: {} }
    if (reply === 'no net') throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(reply.json), { status: reply.status ?? 200 })
  }
}

import { act, render } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import type { LiveEvent, View } from '../../src/live/protocol'
import { MemoryStorage } from '../../src/live/storage'
import type { Abilities, Bootstrap, Group, Kinds, Me, Mine, Note, Participant, Snapshot, Step, ViewName } from '../../src/workshop/core/views'
import { Workshop } from '../../src/workshop/parts/Workshop'
import { SessionProvider, type Session } from '../../src/workshop/session'
import { makeSession, startSession } from '../../src/workshop/start'
import { FakeClock, settle } from './clock'
import { event } from './events'
import { sharedLock } from './outbox'
import { FakePage } from './page'
import { uuid } from './room'
import { FakeWire } from './wire'

export const WORKSHOP = uuid(1)
export const ME = uuid(2)
export const STEP = uuid(3)
/** The clock of the tests begins here; so does the server's. */
export const NOW = new Date(1_000_000).toISOString()

export function at(seconds: number): string {
  return new Date(1_000_000 + seconds * 1000).toISOString()
}

export function workshop(changes: Partial<Kinds['workshop']> = {}): Kinds['workshop'] {
  return {
    kind: 'workshop', id: WORKSHOP, version: 1, title: 'Introduktion', purpose: 'Vi lär känna varandra.', place: 'Huddinge',
    state: 'running', step: STEP, steps: [STEP], locked: false, notice: '', council: { slug: 'rad', name: 'Rådet' }, url: '/w/',
    ...changes,
  }
}

export function step(changes: Partial<Step> = {}): Step {
  return {
    kind: 'step', id: STEP, version: 1, revision: 1, workshop: WORKSHOP, position: 1, type: 'board', title: 'Vad hindrar?',
    instruction: '', plain: '', minutes: 10, naming: 'named', settings: boardSettings(), state: 'open', opened_at: NOW,
    ends_at: at(600), closed_at: null, revealed: false, authors_hidden: false, items: [],
    ...changes,
  }
}

export function boardSettings(changes: Partial<Step['settings']> = {}): Step['settings'] {
  return { columns: [{ id: 'a', title: 'Det hindrar' }, { id: 'b', title: 'Det hjälper' }], hidden: false, most: null, grouping: 'everybody', ...changes }
}

export function note(nth: number, changes: Partial<Note> = {}): Note {
  return {
    kind: 'note', id: uuid(100 + nth), version: 1, revision: 1, step: STEP, table: null, group: null, column: 'a', rank: nth,
    text: `Lapp ${nth}`, state: 'shown', by: null, on_behalf: false, audience: 'workshop',
    ...changes,
  }
}

export function group(nth: number, changes: Partial<Group> = {}): Group {
  return { kind: 'group', id: uuid(200 + nth), version: 1, step: STEP, table: null, column: 'a', rank: nth, title: `Grupp ${nth}`, dissolved: false, audience: 'workshop', ...changes }
}

export function participant(nth: number, changes: Partial<Participant> = {}): Participant {
  return { kind: 'participant', id: uuid(300 + nth), version: 1, name: `Person ${nth}`, organisation: 'Huddinge', role: 'participant', state: 'in', late: false, ...changes }
}

export function me(changes: Partial<Me> = {}): Me {
  return { ...participant(0), id: ME, name: 'Ida Berg', organisation: 'Verdandi', extra: 0, ...changes }
}

const NOTHING: Abilities = { contribute: true, run: false, run_step: false, end: false, conclude: false, take_wheel: false, change_plan: false, see_behind: false }
export const LEADS: Abilities = { contribute: true, run: true, run_step: true, end: true, conclude: true, take_wheel: false, change_plan: true, see_behind: true }

interface Parts {
  views?: View[]
  mine?: Mine
  me?: Me | null
  abilities?: Abilities
  streams?: Snapshot['streams']
  now?: string
}

export function snapshot({ views = [], mine = {}, me: who = me(), abilities = NOTHING, streams, now = NOW }: Parts = {}): Snapshot {
  const all = views.some(({ kind }) => kind === 'workshop') ? views : [workshop(), ...views]
  const there = all.some(({ kind }) => kind === 'step') ? all : [...all, step()]
  const usual = { [`workshop:${WORKSHOP}`]: { epoch: 'e1', seq: 10 }, [`people:${WORKSHOP}`]: { epoch: 'e1', seq: 5 }, [`participant:${ME}`]: { epoch: 'e1', seq: 0 } }
  return { workshop: WORKSHOP, streams: streams ?? usual, views: there, me: who, mine, abilities, now }
}

export interface Call {
  method: string
  path: string
  body: unknown
  headers: Headers
}

type Reply = { status?: number; json: unknown } | 'no net'

/** A workshop on the screen, with the server in the test's hands. */
export class WorkshopBench {
  clock = new FakeClock()
  page = new FakePage()
  storage = new MemoryStorage()
  wires: FakeWire[] = []
  calls: Call[] = []
  replies: { match: string; reply: (call: Call) => Reply }[] = []
  user = userEvent.setup({ delay: null })
  session!: Session
  private keys = 0
  private seqs = new Map<string, number>()

  constructor(private start: Snapshot = snapshot(), private view: ViewName = 'participant') {
    for (const [stream, { seq }] of Object.entries(start.streams)) this.seqs.set(stream, seq)
  }

  /** Without anything drawn: the core alone. */
  run(): this {
    const boot: Bootstrap = {
      view: this.view,
      snapshot: this.start,
      membership: null,
      urls: { api: '/api/v1', live: '/live/', join: 'https://arenan.example/workshop/ABCD2345/', room: '/rum/' },
      code: 'ABCD 2345',
      language: 'sv',
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
    return this
  }

  async follow(): Promise<this> {
    this.run()
    startSession(this.session)
    await this.welcome()
    return this
  }

  async open(): Promise<this> {
    this.run()
    render(
      <SessionProvider value={this.session}>
        <Workshop />
      </SessionProvider>,
    )
    await act(async () => {
      startSession(this.session)
      await this.welcome()
    })
    await this.settle()
    return this
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

  /** Something is told on a stream. */
  async tell(stream: 'workshop' | 'people' | 'hosts' | 'participant' | string, ...views: View[]): Promise<void> {
    const name = stream.includes(':') ? stream : `${stream}:${stream === 'participant' ? ME : WORKSHOP}`
    const seq = (this.seqs.get(name) ?? 0) + 1
    this.seqs.set(name, seq)
    const told: LiveEvent[] = [event(seq, 'workshops.something')]
    this.wires.at(-1)?.say({ t: 'ev', stream: name, epoch: 'e1', events: told, views: Object.fromEntries(views.map((one) => [`${one.kind}:${one.id}`, one])) })
    await settle()
  }

  async tellDrawn(stream: string, ...views: View[]): Promise<void> {
    await act(() => this.tell(stream, ...views))
    await this.settle()
  }

  writes(): Call[] {
    return this.calls.filter(({ method }) => method !== 'GET')
  }

  asked(path: string): Call[] {
    return this.calls.filter((call) => call.method === 'GET' && call.path.endsWith(path))
  }

  get subscribed(): string[] {
    return this.wires.flatMap((wire) => wire.frames('sub').map(({ stream }) => stream))
  }

  private async welcome(): Promise<void> {
    const wire = this.wires.at(-1)
    wire?.welcome()
    for (const sub of wire?.frames('sub') ?? []) {
      wire?.say({ t: 'subd', id: sub.id, stream: sub.stream, epoch: 'e1', head: sub.after, mode: 'live' })
    }
    await settle()
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : init.body
    const call = { method: init.method ?? 'GET', path: path.replace('/api/v1', ''), body, headers: new Headers(init.headers) }
    this.calls.push(call)
    await Promise.resolve()
    const rule = this.replies.find(({ match }) => `${call.method} ${call.path}`.includes(match))
    const isSnapshot = call.path.endsWith('/snapshot')
    const usual = isSnapshot ? { ...this.start, now: new Date(this.clock.now()).toISOString() } : {}
    const reply = rule?.reply(call) ?? { json: usual }
    if (reply === 'no net') throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(reply.json), { status: reply.status ?? 200 })
  }
}

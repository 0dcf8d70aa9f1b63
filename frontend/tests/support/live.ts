import { LiveClient, type LiveOptions } from '../../src/live/client'
import type { LinkState } from '../../src/live/link-state'
import type { PollAnswer, PollResult } from '../../src/live/poll'
import type { Position } from '../../src/live/position'
import type { LiveEvent, Views } from '../../src/live/protocol'
import { FakeClock } from './clock'
import { EPOCH, STREAM } from './events'
import { FakePage } from './page'
import { FakeWire } from './wire'

interface Question {
  stream: string
  position: Position | null
  wait: number
  answer: (result: PollResult) => void
}

/** A live client with its world in the test's hands. Jitter is switched off: every wait is its longest. */
export class LiveBench {
  clock = new FakeClock()
  page = new FakePage()
  wires: FakeWire[] = []
  questions: Question[] = []
  applied: LiveEvent[] = []
  views: Views[] = []
  states: LinkState['kind'][] = []
  gone: string[] = []
  typed: [string, boolean][] = []
  snapshots: Position[] = []
  loadSnapshot: (head: Position) => Promise<Position> = (head) => Promise.resolve(head)
  client: LiveClient

  constructor(options: Partial<LiveOptions> = {}) {
    this.client = new LiveClient({
      client: 'client',
      actingFor: 'membership',
      openWire: () => {
        const wire = new FakeWire()
        this.wires.push(wire)
        return wire
      },
      fetchEvents: (stream, position, wait) =>
        new Promise((answer) => this.questions.push({ stream, position, wait, answer })),
      sendTyping: (stream, on) => this.typed.push([stream, on]),
      clock: this.clock,
      random: () => 1,
      page: this.page,
      ...options,
    })
    this.client.states.listen(({ kind }) => this.states.push(kind))
  }

  /** Follows the room from a snapshot at number 10. */
  follow(seq = 10): this {
    this.client.subscribe(STREAM, { epoch: EPOCH, seq }, {
      apply: (events, views) => {
        this.applied.push(...events)
        this.views.push(views)
      },
      loadSnapshot: async (head) => {
        this.snapshots.push(head)
        return this.loadSnapshot(head)
      },
      gone: (reason) => this.gone.push(reason),
    })
    return this
  }

  /** The usual beginning: welcome, and the room in step. */
  async live(): Promise<this> {
    this.follow().client.start()
    this.wire.welcome()
    this.subscribed()
    await this.clock.pass(0)
    return this
  }

  get wire(): FakeWire {
    const wire = this.wires.at(-1)
    if (!wire) throw new Error('No socket has been opened')
    return wire
  }

  subscribed(mode: 'live' | 'reset' = 'live', head = 10, epoch = EPOCH): void {
    const asked = this.wire.frames('sub').at(-1)
    if (!asked) throw new Error('Nothing was asked')
    this.wire.say({ t: 'subd', id: asked.id, stream: asked.stream, epoch, head, mode })
  }

  ev(events: LiveEvent[], epoch = EPOCH, views: Views = {}): void {
    this.wire.say({ t: 'ev', stream: STREAM, epoch, events, views })
  }

  async answer(result: PollResult | Partial<PollAnswer>): Promise<void> {
    const question = this.questions.at(-1)
    if (!question) throw new Error('Nobody has asked')
    const usual: PollAnswer = { stream: STREAM, epoch: EPOCH, head: 10, mode: 'events', events: [], views: {} }
    question.answer('kind' in result ? result : { kind: 'answer', answer: { ...usual, ...result } })
    await this.clock.pass(0)
  }

  get seqs(): number[] {
    return this.applied.map(({ seq }) => seq)
  }
}

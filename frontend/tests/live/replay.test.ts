import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LiveClient } from '../../src/live/client'
import type { ClientFrame, ServerFrame } from '../../src/live/protocol'
import { RoomStore } from '../../src/room/store'
import { FakeClock } from '../support/clock'
import { STREAM } from '../support/events'
import { FakePage } from '../support/page'
import { ME, ModelRoom, type Deed } from '../support/room'
import { FakeWire } from '../support/wire'

/** What happens next: a deed on the server, or a fault of the net. */
type Step =
  | { do: Deed; pick: number }
  | { send: 'in order' | 'twice' | 'lost' | 'reordered' | 'from the past' }
  | { link: 'broken' | 'silent' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom<Deed>('post', 'edit', 'delete'), pick: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant<Deed>('rebuild'), pick: fc.nat(1) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      send: fc.constantFrom<'in order' | 'twice' | 'lost' | 'reordered' | 'from the past'>(
        'in order',
        'twice',
        'lost',
        'reordered',
        'from the past',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ link: fc.constantFrom<'broken' | 'silent'>('broken', 'silent') }) },
)

/** A server that answers questions truthfully while the frames it sends by itself may meet any fate. */
class Faulty {
  clock = new FakeClock()
  model = new ModelRoom()
  store: RoomStore
  client: LiveClient
  private wires: FakeWire[] = []
  private told = 0

  constructor() {
    for (let count = 0; count < 5; count += 1) this.model.do('post', 0)
    const start = this.model.snapshot()
    this.told = this.model.head
    this.store = new RoomStore(start, this.clock)
    this.client = new LiveClient({
      client: 'c',
      actingFor: '',
      openWire: () => this.newWire(),
      fetchEvents: () => Promise.resolve({ kind: 'failed' }),
      sendTyping: () => {},
      clock: this.clock,
      random: () => 0.5,
      page: new FakePage(),
    })
    this.client.subscribe(STREAM, { epoch: start.epoch, seq: start.seq }, {
      apply: (_events, views) => this.store.applyViews(views, ME),
      loadSnapshot: () => {
        const fresh = this.model.snapshot()
        this.store.replace(fresh)
        return Promise.resolve({ epoch: fresh.epoch, seq: fresh.seq })
      },
    })
    this.client.start()
  }

  async play(steps: Step[]): Promise<void> {
    for (const one of steps) {
      await this.clock.pass(100)
      if ('do' in one) this.model.do(one.do, one.pick)
      else if ('send' in one) this.send(one.send)
      else if (one.link === 'broken') this.wires.at(-1)?.drop()
      else await this.clock.pass(60_000)
    }
  }

  /** The net is well again: a heartbeat goes through, and everything has time to mend. */
  async recover(): Promise<void> {
    for (let beat = 0; beat < 4; beat += 1) {
      await this.clock.pass(25_000)
      this.say({ t: 'hb', heads: { [STREAM]: [this.model.epoch, this.model.head] } })
    }
    await this.clock.pass(1_000)
  }

  private send(how: 'in order' | 'twice' | 'lost' | 'reordered' | 'from the past'): void {
    const from = Math.min(this.told, this.model.head) + 1
    const frames = [this.frame(from, this.model.head)]
    this.told = this.model.head
    if (how === 'lost') return
    if (how === 'twice') frames.push(...frames)
    if (how === 'reordered') frames.unshift(this.frame(this.model.head, this.model.head))
    if (how === 'from the past') frames.unshift(this.frame(Math.max(1, from - 3), from))
    for (const frame of frames) this.say(frame)
  }

  private frame(from: number, to: number): ServerFrame {
    return { t: 'ev', stream: STREAM, epoch: this.model.epoch, ...this.model.frame(from, to) }
  }

  private say(frame: ServerFrame): void {
    this.wires.at(-1)?.say(frame)
  }

  private newWire(): FakeWire {
    const wire = new FakeWire()
    wire.onSend = (frame) => this.answer(wire, frame)
    this.wires.push(wire)
    this.clock.after(1, () => wire.welcome())
    return wire
  }

  private answer(wire: FakeWire, frame: ClientFrame): void {
    if (frame.t !== 'sub') return
    const { head, epoch } = this.model
    const isKnown = frame.epoch === epoch && frame.after <= head
    const mode = isKnown ? 'live' : 'reset'
    // The replay takes a moment, during which other frames may come.
    this.clock.after(5, () => {
      wire.say({ t: 'subd', id: frame.id, stream: STREAM, epoch, head, mode })
      if (isKnown && frame.after < head && epoch === this.model.epoch) wire.say(this.frame(frame.after + 1, head))
    })
  }
}

describe('Old snapshot and events', () => {
  it('become equal to the fresh snapshot, whatever is lost, doubled, reordered or broken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const world = new Faulty()
        await world.play(steps)
        await world.recover()
        expect(world.store.messages).toEqual(world.model.snapshot().messages)
        expect(world.client.state.kind).toBe('live')
      }),
      { numRuns: 300 },
    )
  })
})

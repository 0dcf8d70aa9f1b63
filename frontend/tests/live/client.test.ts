import { describe, expect, it } from 'vitest'
import { NotThere } from '../../src/live/subscription'
import { event, events, STREAM, view } from '../support/events'
import { LiveBench } from '../support/live'

describe('The live client', () => {
  it('says hello first and asks for its streams from where the snapshot ended', async () => {
    const bench = await new LiveBench().live()
    expect(bench.wire.sent).toEqual([
      { t: 'hello', client: 'client', acting_for: 'membership' },
      { t: 'sub', id: 1, stream: STREAM, epoch: 'e1', after: 10 },
    ])
    expect(bench.states).toEqual(['catching-up', 'live'])
  })

  it('hands over events in order, with their views', async () => {
    const bench = await new LiveBench().live()
    bench.ev(events(11, 12), 'e1', { 'message:a': view('a', 3) })
    expect(bench.seqs).toEqual([11, 12])
    expect(bench.views).toEqual([{ 'message:a': view('a', 3) }])
  })

  it('drops what it has had before', async () => {
    const bench = await new LiveBench().live()
    bench.ev(events(11, 12))
    bench.ev(events(11, 12))
    bench.ev(events(12, 13))
    expect(bench.seqs).toEqual([11, 12, 13])
  })

  it('asks again from its last number when there is a hole, and only once', async () => {
    const bench = await new LiveBench().live()
    bench.ev([event(11), event(13)])
    bench.ev([event(14)])
    expect(bench.wire.frames('sub').at(-1)).toMatchObject({ epoch: 'e1', after: 11 })
    expect(bench.wire.frames('sub')).toHaveLength(2)
    bench.ev(events(12, 14))
    bench.subscribed()
    expect(bench.seqs).toEqual([11, 12, 13, 14])
    expect(bench.client.state.kind).toBe('live')
  })

  it('finds a silent loss when a heartbeat names a higher head', async () => {
    const bench = await new LiveBench().live()
    bench.wire.say({ t: 'hb', heads: { [STREAM]: ['e1', 12] } })
    expect(bench.wire.frames('sub').at(-1)).toMatchObject({ after: 10 })
    expect(bench.client.state.kind).toBe('catching-up')
  })

  it('is content with a heartbeat that names its own position', async () => {
    const bench = await new LiveBench().live()
    bench.wire.say({ t: 'hb', heads: { [STREAM]: ['e1', 10] } })
    expect(bench.wire.frames('sub')).toHaveLength(1)
  })

  it('asks again for a stream that the heartbeat does not mention', async () => {
    const bench = await new LiveBench().live()
    bench.wire.say({ t: 'hb', heads: {} })
    expect(bench.wire.frames('sub')).toHaveLength(2)
  })

  it('loads a snapshot on reset and goes on from there', async () => {
    const bench = new LiveBench().follow()
    bench.loadSnapshot = () => Promise.resolve({ epoch: 'e2', seq: 40 })
    bench.client.start()
    bench.wire.welcome()
    bench.subscribed('reset', 41, 'e2')
    await bench.clock.pass(0)
    expect(bench.snapshots).toEqual([{ epoch: 'e2', seq: 41 }])
    expect(bench.wire.frames('sub').at(-1)).toMatchObject({ epoch: 'e2', after: 40 })
    bench.subscribed('live', 41, 'e2')
    bench.ev([event(41)], 'e2')
    expect(bench.seqs).toEqual([41])
  })

  it('loads a snapshot when events of another epoch arrive, and applies none of them', async () => {
    const bench = await new LiveBench().live()
    bench.loadSnapshot = () => Promise.resolve({ epoch: 'e2', seq: 3 })
    bench.ev([event(11)], 'e2')
    await bench.clock.pass(0)
    expect(bench.seqs).toEqual([])
    expect(bench.wire.frames('sub').at(-1)).toMatchObject({ epoch: 'e2', after: 3 })
  })

  it('tries the snapshot again when it cannot be had', async () => {
    const bench = await new LiveBench().live()
    let tries = 0
    bench.loadSnapshot = (head) => (++tries < 3 ? Promise.reject(new Error('no net')) : Promise.resolve(head))
    bench.ev([event(11)], 'e2')
    await bench.clock.pass(10_000)
    expect(tries).toBe(3)
    expect(bench.wire.frames('sub').at(-1)).toMatchObject({ epoch: 'e2' })
  })

  it('takes a snapshot that is not there as the loss of the stream', async () => {
    const bench = await new LiveBench().live()
    bench.loadSnapshot = () => Promise.reject(new NotThere())
    bench.ev([event(11)], 'e2')
    await bench.clock.pass(0)
    expect(bench.gone).toEqual(['missing'])
  })

  it('does not let a server that always says reset be hammered', async () => {
    const bench = await new LiveBench().live()
    for (let round = 0; round < 5; round += 1) {
      bench.wire.say({ t: 'hb', heads: { [STREAM]: ['e9', 1] } })
      bench.subscribed('reset', 1, 'e9')
      await bench.clock.pass(0)
    }
    expect(bench.snapshots.length).toBeLessThanOrEqual(2)
  })

  it('ignores an answer to an earlier question', async () => {
    const bench = await new LiveBench().live()
    bench.ev([event(13)])
    bench.wire.say({ t: 'subd', id: 1, stream: STREAM, epoch: 'e1', head: 10, mode: 'reset' })
    expect(bench.snapshots).toEqual([])
  })

  it('loads a snapshot when the server resets the stream by itself', async () => {
    const bench = await new LiveBench().live()
    bench.wire.say({ t: 'subd', id: 0, stream: STREAM, epoch: 'e2', head: 4, mode: 'reset' })
    await bench.clock.pass(0)
    expect(bench.wire.frames('sub').at(-1)).toMatchObject({ epoch: 'e2', after: 4 })
  })

  it('ends a stream whose right is lost and never asks for it again', async () => {
    const bench = await new LiveBench().live()
    bench.wire.say({ t: 'gone', stream: STREAM, reason: 'rights' })
    bench.ev([event(11)])
    bench.wire.say({ t: 'hb', heads: {} })
    expect(bench.gone).toEqual(['rights'])
    expect(bench.seqs).toEqual([])
    expect(bench.wire.frames('sub')).toHaveLength(1)
  })

  it('takes an error on its question as the loss of the stream, unless the error passes', async () => {
    const bench = new LiveBench().follow()
    bench.client.start()
    bench.wire.welcome()
    bench.wire.say({ t: 'error', code: 'too-fast', detail: '', id: 1 })
    expect(bench.gone).toEqual([])
    bench.wire.say({ t: 'error', code: 'too-many', detail: '', id: 1 })
    expect(bench.gone).toEqual(['too-many'])
  })

  it('starts a stream without a snapshot at the server’s head', async () => {
    const bench = new LiveBench()
    const notes: string[] = []
    bench.client.subscribe('person:p', null, {
      apply: () => {},
      loadSnapshot: (head) => Promise.resolve(head),
      note: (kind) => notes.push(kind),
    })
    bench.client.start()
    bench.wire.welcome()
    expect(bench.wire.frames('sub')[0]).toMatchObject({ epoch: '', after: 0 })
    bench.subscribed('reset', 7)
    await bench.clock.pass(0)
    expect(bench.wire.frames('sub')[1]).toMatchObject({ epoch: 'e1', after: 7 })
    bench.wire.say({ t: 'note', stream: 'person:p', kind: 'read', data: {} })
    expect(notes).toEqual(['read'])
  })

  it('acknowledges every 32 events, and the rest after two seconds', async () => {
    const bench = await new LiveBench().live()
    bench.ev(events(11, 42))
    expect(bench.wire.frames('ack')).toEqual([{ t: 'ack', n: 32 }])
    bench.ev(events(43, 45))
    expect(bench.wire.frames('ack')).toHaveLength(1)
    await bench.clock.pass(2_000)
    expect(bench.wire.frames('ack').at(-1)).toEqual({ t: 'ack', n: 35 })
  })

  it('says that somebody types at most every three seconds', async () => {
    const bench = await new LiveBench().live()
    bench.client.typing(STREAM, true)
    bench.client.typing(STREAM, true)
    await bench.clock.pass(3_000)
    bench.client.typing(STREAM, true)
    bench.client.typing(STREAM, false)
    bench.client.typing(STREAM, false)
    expect(bench.wire.frames('typing').map(({ on }) => on)).toEqual([true, true, false])
  })

  it('survives frames it does not understand', async () => {
    const bench = await new LiveBench().live()
    bench.wire.onmessage?.({ data: 'not json' })
    bench.wire.onmessage?.({ data: '{"t":"fireworks","stream":"x"}' })
    bench.wire.onmessage?.({ data: new ArrayBuffer(3) })
    bench.ev([event(11)])
    expect(bench.seqs).toEqual([11])
  })

  it('leaves a stream when nobody follows it any more', async () => {
    const bench = new LiveBench()
    const leave = bench.client.subscribe(STREAM, { epoch: 'e1', seq: 1 }, { apply: () => {}, loadSnapshot: (h) => Promise.resolve(h) })
    bench.client.start()
    bench.wire.welcome()
    leave()
    expect(bench.wire.sent.at(-1)).toEqual({ t: 'unsub', stream: STREAM })
  })
})

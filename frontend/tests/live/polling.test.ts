import { describe, expect, it } from 'vitest'
import { event, events, STREAM } from '../support/events'
import { LiveBench } from '../support/live'

async function blocked(): Promise<LiveBench> {
  const bench = new LiveBench().follow()
  bench.client.start()
  bench.wire.drop()
  await bench.clock.pass(500)
  bench.wire.drop()
  await bench.clock.pass(0)
  return bench
}

describe('Where sockets are blocked', () => {
  it('the second failed attempt starts long polling from the same position', async () => {
    const bench = await blocked()
    expect(bench.questions).toHaveLength(1)
    expect(bench.questions[0]).toMatchObject({ stream: STREAM, position: { epoch: 'e1', seq: 10 }, wait: 0 })
    await bench.answer({ events: events(11, 12), head: 12 })
    expect(bench.seqs).toEqual([11, 12])
    expect(bench.client.state.kind).toBe('polling')
    expect(bench.questions.at(-1)).toMatchObject({ position: { seq: 12 }, wait: 25 })
  })

  it('a swallowed handshake counts as failed after six seconds', async () => {
    const bench = new LiveBench().follow()
    bench.client.start()
    bench.wire.open()
    await bench.clock.pass(6_500)
    await bench.clock.pass(6_000)
    expect(bench.questions).toHaveLength(1)
  })

  it('a socket constructor that throws counts as failed too', async () => {
    const bench = new LiveBench({
      openWire: () => {
        throw new DOMException('blocked', 'SecurityError')
      },
    }).follow()
    bench.client.start()
    await bench.clock.pass(500)
    expect(bench.questions).toHaveLength(1)
  })

  it('the socket is tried again every minute and takes over when it works', async () => {
    const bench = await blocked()
    await bench.answer({ events: [event(11)], head: 11 })
    await bench.clock.pass(60_000)
    expect(bench.wires).toHaveLength(3)
    bench.wire.welcome()
    bench.subscribed('live', 11)
    expect(bench.client.state.kind).toBe('live')
    await bench.answer({ events: [event(12)], head: 12 })
    expect(bench.seqs).toEqual([11])
    bench.ev([event(12)])
    expect(bench.seqs).toEqual([11, 12])
  })

  it('a failed poll is repeated with growing pauses, and the page says that it is cut off', async () => {
    const bench = await blocked()
    await bench.answer({ kind: 'failed' })
    expect(bench.client.state.kind).toBe('offline')
    await bench.clock.pass(999)
    expect(bench.questions).toHaveLength(1)
    await bench.clock.pass(1)
    expect(bench.questions).toHaveLength(2)
    await bench.answer({})
    expect(bench.client.state.kind).toBe('polling')
  })

  it('a poll waits as long as the server asks', async () => {
    const bench = await blocked()
    await bench.answer({ kind: 'failed', retryAfter: 30_000 })
    await bench.clock.pass(29_000)
    expect(bench.questions).toHaveLength(1)
    await bench.clock.pass(1_000)
    expect(bench.questions).toHaveLength(2)
  })

  it('the net’s return ends the pause', async () => {
    const bench = await blocked()
    await bench.answer({ kind: 'failed', retryAfter: 30_000 })
    bench.page.goOnline()
    await bench.clock.pass(0)
    expect(bench.questions).toHaveLength(2)
  })

  it('a reset loads a snapshot and asks on from there', async () => {
    const bench = await blocked()
    bench.loadSnapshot = () => Promise.resolve({ epoch: 'e2', seq: 5 })
    await bench.answer({ mode: 'reset', epoch: 'e2', head: 5 })
    expect(bench.questions.at(-1)).toMatchObject({ position: { epoch: 'e2', seq: 5 }, wait: 0 })
  })

  it('empty answers that come too fast do not become a storm of questions', async () => {
    const bench = await blocked()
    await bench.answer({})
    await bench.answer({})
    expect(bench.questions).toHaveLength(2)
    await bench.clock.pass(1_000)
    expect(bench.questions).toHaveLength(3)
  })

  it('a stream that is not found is gone', async () => {
    const bench = await blocked()
    await bench.answer({ kind: 'gone' })
    expect(bench.gone).toEqual(['rights'])
  })

  it('being signed out ends everything', async () => {
    const bench = await blocked()
    await bench.answer({ kind: 'signed-out' })
    expect(bench.client.state).toEqual({ kind: 'ended', reason: 'signed-out' })
    await bench.clock.pass(120_000)
    expect(bench.questions).toHaveLength(1)
  })

  it('typing goes over plain HTTP', async () => {
    const bench = await blocked()
    bench.client.typing(STREAM, true)
    expect(bench.typed).toEqual([[STREAM, true]])
  })
})

describe('After a restart of the server', () => {
  it('the socket is tried as soon as a poll is answered, where it has worked before', async () => {
    const bench = await new LiveBench().live()
    bench.wire.drop()
    for (const wait of [500, 1_000]) {
      await bench.clock.pass(wait)
      bench.wire.drop()
    }
    await bench.clock.pass(0)
    await bench.answer({ kind: 'failed' })
    await bench.clock.pass(1_000)
    const before = bench.wires.length
    await bench.answer({})
    expect(bench.wires).toHaveLength(before + 1)
  })
})

describe('Where polling is forced', () => {
  it('no socket is ever opened', async () => {
    const bench = new LiveBench({ forcePolling: true }).follow()
    bench.client.start()
    await bench.answer({})
    await bench.clock.pass(300_000)
    bench.page.goOnline()
    expect(bench.wires).toHaveLength(0)
  })
})

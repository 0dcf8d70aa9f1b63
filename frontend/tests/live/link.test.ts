import { describe, expect, it } from 'vitest'
import { backoff } from '../../src/live/backoff'
import { closeFamily } from '../../src/live/protocol'
import { event, STREAM } from '../support/events'
import { LiveBench } from '../support/live'

describe('The wait before a new attempt', () => {
  it('doubles up to twenty seconds, thirty in a hidden tab', () => {
    const longest = (attempt: number, hidden = false) => backoff(attempt, () => 1, hidden)
    expect([0, 1, 2, 3, 10].map((attempt) => longest(attempt))).toEqual([500, 1000, 2000, 4000, 20_000])
    expect(longest(10, true)).toBe(30_000)
  })

  it('is anything from nothing up, so that nobody comes back together', () => {
    expect(backoff(5, () => 0)).toBe(0)
    expect(backoff(5, () => 0.25)).toBe(4_000)
  })
})

describe('Close codes', () => {
  it('come in families', () => {
    expect([4001, 4099, 4101, 4199, 4200, 4202, 1006, 1001].map(closeFamily)).toEqual([
      'stop',
      'stop',
      'back-off',
      'back-off',
      'now',
      'now',
      'lost',
      'lost',
    ])
  })
})

describe('A link that breaks', () => {
  it('is opened again, and goes on after the last event', async () => {
    const bench = await new LiveBench().live()
    bench.ev([event(11)])
    bench.wire.drop()
    expect(bench.client.state.kind).toBe('connecting')
    await bench.clock.pass(500)
    bench.wire.welcome()
    expect(bench.wires).toHaveLength(2)
    expect(bench.wire.frames('sub')[0]).toMatchObject({ after: 11 })
  })

  it('waits longer each time until it has been stable for ten seconds', async () => {
    const bench = await new LiveBench().live()
    bench.wire.drop()
    await bench.clock.pass(500)
    bench.wire.welcome()
    bench.wire.drop()
    await bench.clock.pass(500)
    expect(bench.wires).toHaveLength(2)
    await bench.clock.pass(500)
    expect(bench.wires).toHaveLength(3)
    bench.wire.welcome()
    await bench.clock.pass(10_000)
    bench.wire.drop()
    await bench.clock.pass(500)
    expect(bench.wires).toHaveLength(4)
  })

  it('is given up after two silent heartbeats', async () => {
    const bench = await new LiveBench().live()
    await bench.clock.pass(49_000)
    expect(bench.wires).toHaveLength(1)
    await bench.clock.pass(2_000)
    expect(bench.wires[0]?.isClosed).toBe(true)
    expect(bench.wires).toHaveLength(2)
  })

  it('stays open as long as something is heard', async () => {
    const bench = await new LiveBench().live()
    for (let beat = 0; beat < 6; beat += 1) {
      await bench.clock.pass(25_000)
      bench.wire.say({ t: 'hb', heads: { [STREAM]: ['e1', 10] } })
    }
    expect(bench.wires).toHaveLength(1)
  })

  it('is tried at once when the net is back', async () => {
    const bench = await new LiveBench().live()
    for (let fall = 0; fall < 2; fall += 1) {
      bench.wire.drop()
      await bench.clock.pass(1_000)
      bench.wire.welcome()
    }
    bench.page.goOffline()
    bench.wire.drop()
    expect(bench.client.state).toMatchObject({ kind: 'offline' })
    const before = bench.wires.length
    bench.page.goOnline()
    expect(bench.wires).toHaveLength(before + 1)
  })

  it('must prove itself when somebody looks at the page after sleep', async () => {
    const bench = await new LiveBench().live()
    bench.page.lookAgain()
    expect(bench.wire.frames('ping')).toHaveLength(1)
    await bench.clock.pass(5_500)
    expect(bench.wires).toHaveLength(2)
  })

  it('says since when the page is old', async () => {
    const bench = await new LiveBench().live()
    const { clock, page } = bench
    await clock.pass(4_000)
    bench.wire.say({ t: 'pong', c: 1 })
    const lastHeard = clock.now()
    await clock.pass(9_000)
    page.goOffline()
    bench.wire.drop()
    expect(bench.client.state).toEqual({ kind: 'offline', since: lastHeard })
  })
})

describe('A server that closes', () => {
  it('with a stop code is left alone for good', async () => {
    const bench = await new LiveBench().live()
    bench.wire.drop(4001)
    await bench.clock.pass(120_000)
    expect(bench.wires).toHaveLength(1)
    expect(bench.questions).toHaveLength(0)
    expect(bench.client.state).toEqual({ kind: 'ended', reason: 'signed-out' })
  })

  it('because it is overloaded is given seconds of peace', async () => {
    const bench = await new LiveBench().live()
    bench.wire.drop(4102)
    await bench.clock.pass(3_900)
    expect(bench.wires).toHaveLength(1)
    await bench.clock.pass(200)
    expect(bench.wires).toHaveLength(2)
  })

  it('with a code that means now is called again now, but not in a circle', async () => {
    const bench = await new LiveBench().live()
    bench.wire.drop(4202)
    await bench.clock.pass(0)
    expect(bench.wires).toHaveLength(2)
    bench.wire.welcome()
    bench.wire.drop(4202)
    await bench.clock.pass(900)
    expect(bench.wires).toHaveLength(2)
  })

  it('after a drain is called again at the appointed time', async () => {
    const bench = await new LiveBench().live()
    bench.wire.say({ t: 'drain', after: 7_000 })
    await bench.clock.pass(1_000)
    bench.wire.drop(4200)
    await bench.clock.pass(5_900)
    expect(bench.wires).toHaveLength(1)
    await bench.clock.pass(200)
    expect(bench.wires).toHaveLength(2)
  })

  it('and drains without closing is left at the appointed time', async () => {
    const bench = await new LiveBench().live()
    bench.wire.say({ t: 'drain', after: 3_000 })
    await bench.clock.pass(3_000)
    expect(bench.wires[0]?.isClosed).toBe(true)
    expect(bench.wires).toHaveLength(2)
  })
})

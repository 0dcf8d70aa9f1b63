// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { check, type Network } from '../../src/netcheck/page'
import { probeHttp, probeSocket, verdict } from '../../src/netcheck/probe'
import { FakeClock, settle } from '../support/clock'
import { FakeWire } from '../support/wire'

const JSON_ANSWER = { status: 401, type: 'application/problem+json' }

describe('The fast way', () => {
  let clock: FakeClock
  let wire: FakeWire

  beforeEach(() => {
    clock = new FakeClock()
    wire = new FakeWire()
  })

  it('works when the server says anything, be it that one is not signed in', async () => {
    const outcome = probeSocket(() => wire, clock)
    wire.open()
    expect(wire.frames('hello')).toHaveLength(1)
    await clock.pass(40)
    wire.say({ t: 'error', code: 'signed-out', detail: '' })
    expect(await outcome).toEqual({ works: true, ms: 40 })
    expect(wire.isClosed).toBe(true)
  })

  it('works when the server closes with a code of its own', async () => {
    const outcome = probeSocket(() => wire, clock)
    wire.drop(4001)
    expect(await outcome).toMatchObject({ works: true })
  })

  it('is blocked when the link breaks without a word', async () => {
    const outcome = probeSocket(() => wire, clock)
    wire.drop(1006)
    expect(await outcome).toEqual({ works: false })
  })

  it('is blocked when a proxy lets it open and nothing through', async () => {
    const outcome = probeSocket(() => wire, clock)
    wire.open()
    await clock.pass(8_000)
    expect(await outcome).toEqual({ works: false })
    expect(wire.isClosed).toBe(true)
  })

  it('is blocked when the browser throws', async () => {
    const outcome = probeSocket(() => {
      throw new Error('refused')
    }, clock)
    expect(await outcome).toEqual({ works: false })
  })
})

describe('The other way', () => {
  const clock = new FakeClock()

  it('works when the server answers, even that one may not', async () => {
    expect(await probeHttp(() => Promise.resolve(JSON_ANSWER), clock)).toMatchObject({ works: true })
  })

  it('does not when a page of the network itself comes in its place, or nothing', async () => {
    expect(await probeHttp(() => Promise.resolve({ status: 200, type: 'text/html' }), clock)).toEqual({ works: false })
    expect(await probeHttp(() => Promise.reject(new Error('no net')), clock)).toEqual({ works: false })
  })
})

describe('What it comes to', () => {
  const yes = { works: true, ms: 1 } as const
  const no = { works: false } as const

  it('is said for each case', () => {
    expect(verdict(yes, yes, true)).toBe('good')
    expect(verdict(yes, no, true)).toBe('odd')
    expect(verdict(no, yes, true)).toBe('slower')
    expect(verdict(no, no, true)).toBe('bad')
    expect(verdict(no, no, false)).toBe('offline')
  })
})

describe('The page', () => {
  it('says while it tries, and then what works, in the words it was given', async () => {
    document.body.innerHTML = `<section data-netcheck data-live="/live/" data-fallback="/x" data-word-trying="Provar"
      data-word-works="Fungerar" data-word-blocked="Stoppas" data-word-slower="Det går, lite långsammare">
      <p data-verdict></p><i data-result="live"></i><i data-result="fallback"></i><i data-result="time"></i></section>`
    const place = document.querySelector<HTMLElement>('[data-netcheck]')!
    const wire = new FakeWire()
    const network: Network = { open: () => wire, ask: () => Promise.resolve(JSON_ANSWER), isOnline: () => true }
    const done = check(place, network, new FakeClock())
    const text = (name: string) => place.querySelector(name)?.textContent
    expect(text('[data-verdict]')).toBe('Provar')
    await settle()
    wire.drop(1006)
    await done
    expect(text('[data-verdict]')).toBe('Det går, lite långsammare')
    expect(text('[data-result="live"]')).toBe('Stoppas')
    expect(text('[data-result="fallback"]')).toBe('Fungerar')
    expect(text('[data-result="time"]')).toBe('0 ms')
  })
})

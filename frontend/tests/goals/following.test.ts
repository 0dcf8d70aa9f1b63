// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { followGoals } from '../../src/goals/following'
import type { Amount } from '../../src/goals/views'
import type { View } from '../../src/live/protocol'
import { FakeClock, settle } from '../support/clock'
import { FakePage } from '../support/page'
import { FakeWire } from '../support/wire'

const STREAM = 'goals:sjoby'
const EPOCH = 'e1'

const icon = (name: string) => `<svg class="icon"><use href="/static/arenan/icons.svg#${name}"></use></svg>`

const LINE = `<div id="goals-live" data-stream="${STREAM}" data-epoch="${EPOCH}" data-seq="10" data-acting-for="hat" data-language="sv" hidden>
  <span data-live-state></span><button data-live-bar hidden></button><span data-live-speech></span></div>`

const figure = (total = '30') => `<div class="figure">
  <span data-indicator="i1" data-field="total">${total}</span>
  <span class="status status-behind" data-indicator="i1" data-field="status">${icon('circle-alert')}<span data-word>Efter</span></span>
  <span class="trend" data-indicator="i1" data-field="trend" hidden>${icon('minus')}<span data-word></span></span>
  <span data-indicator="i1" data-field="reported">1 av 2 har rapporterat</span></div>`

const rows = (...numbers: number[]) => numbers.map((n) => `<li data-row="${n}">Händelse ${n}</li>`).join('')

const page = (body: string) => `<!doctype html><html><body><main>${LINE}${body}</main></body></html>`

const exact = (number: string): Amount => ({ operator: 'exact', number, high: null })

const indicator = (so_far: Amount | null, more: object = {}): View =>
  ({
    kind: 'indicator', id: 'i1', version: 2, name: 'Platser', unit: 'platser', decimals: 0,
    total: { so_far, hidden: false, status: 'on_track', trend: 'improving' }, reported: 2, expected: 2, ...more,
  }) as View

class Bench {
  clock = new FakeClock()
  wires: FakeWire[] = []
  loads = 0
  served = ''

  async open(body: string): Promise<this> {
    document.documentElement.innerHTML = page(body).replace(/^.*?<html>|<\/html>$/gs, '')
    this.served = page(body)
    followGoals({
      document,
      openWire: () => {
        const wire = new FakeWire()
        this.wires.push(wire)
        return wire
      },
      fetchEvents: () => new Promise(() => {}),
      loadPage: async () => {
        this.loads += 1
        return new Response(this.served, { status: 200 })
      },
      clock: this.clock,
      random: () => 1,
      page: new FakePage(),
      newKey: () => 'key',
    })
    const wire = this.wires[0] as FakeWire
    wire.welcome()
    const ask = wire.frames('sub')[0]
    wire.say({ t: 'subd', id: ask?.id ?? 0, stream: STREAM, epoch: EPOCH, head: 10, mode: 'live' })
    await settle()
    return this
  }

  async live(seq: number, ...views: View[]): Promise<void> {
    const event = { seq, type: 'network.figures_published', version: 1, data: {}, actor: '', acting_for: '', at: '' }
    const named = Object.fromEntries(views.map((view) => [`${view.kind}:${view.id}`, view]))
    this.wires[0]?.say({ t: 'ev', stream: STREAM, epoch: EPOCH, events: [event], views: named })
    await settle()
  }

  /** Lets the page be fetched again and put in place. */
  async refreshed(body: string): Promise<void> {
    this.served = page(body)
    await this.clock.pass(1_300)
    await settle()
  }
}

const field = (name: string) => document.querySelector(`[data-field="${name}"]`) as HTMLElement
const bar = () => document.querySelector('[data-live-bar]') as HTMLButtonElement
const spoken = () => document.querySelector('[data-live-speech]')?.textContent

describe('A page of goals', () => {
  let bench: Bench
  beforeEach(() => {
    bench = new Bench()
  })

  it('asks for what came after the rows it shows', async () => {
    await bench.open(figure())
    expect(bench.wires[0]?.frames('sub')[0]).toMatchObject({ stream: STREAM, epoch: EPOCH, after: 10 })
    expect(document.querySelector('[data-live-state]')?.textContent).toBe('Sidan uppdateras av sig själv')
  })

  it('writes a new figure into the page at once, before anything is fetched', async () => {
    await bench.open(figure())
    await bench.live(11, indicator(exact('1042')))
    expect(field('total').textContent).toBe('1\u00a0042')
    expect(field('status').textContent?.trim()).toBe('I fas')
    expect(field('status').className).toContain('status-on_track')
    expect(field('status').querySelector('use')?.getAttribute('href')).toBe('/static/arenan/icons.svg#circle-check')
    expect(field('trend').hidden).toBe(false)
    expect(field('reported').textContent).toBe('2 av 2 har rapporterat')
    expect(field('total').classList.contains('is-fresh')).toBe(true)
    expect(bench.loads).toBe(0)
    await bench.clock.pass(5_000)
    expect(field('total').classList.contains('is-fresh')).toBe(false)
  })

  it.each([
    [{ operator: 'more', number: '3500', high: null }, 'mer än 3\u00a0500'],
    [{ operator: 'range', number: '40', high: '45' }, 'mellan 40 och 45'],
    [null, 'ingen rapport'],
  ])('says a figure as it was said: %j', async (amount, words) => {
    await bench.open(figure())
    await bench.live(11, indicator(amount as Amount | null))
    expect(field('total').textContent).toBe(words)
    expect(document.querySelector('.figure')?.classList.contains('is-silent')).toBe(amount === null)
  })

  it('passes over a view that is older than the one shown', async () => {
    await bench.open(figure())
    await bench.live(11, indicator(exact('42'), { version: 5 }))
    await bench.live(12, indicator(exact('41'), { version: 4 }))
    expect(field('total').textContent).toBe('42')
  })

  it('tells a screen reader at most once in a few seconds, the newest word', async () => {
    await bench.open(figure())
    await bench.live(11, indicator(exact('41'), { version: 2 }))
    await bench.live(12, indicator(exact('42'), { version: 3 }))
    await bench.clock.pass(500)
    expect(spoken()).toBe('Platser: 42, i fas')
    await bench.live(13, indicator(exact('43'), { version: 4 }))
    await bench.clock.pass(1_000)
    expect(spoken()).toBe('Platser: 42, i fas')
    await bench.clock.pass(3_500)
    expect(spoken()).toBe('Platser: 43, i fas')
  })

  it('makes only the parts anew that differ', async () => {
    const body = (late: string) => `<div data-live-part="same"><p>A</p></div><div data-live-part="late"><p>${late}</p></div>`
    await bench.open(body('Sent'))
    const same = document.querySelector('[data-live-part="same"] p')
    await bench.live(11)
    await bench.refreshed(body('Inget är försenat'))
    expect(document.querySelector('[data-live-part="late"]')?.textContent).toBe('Inget är försenat')
    expect(document.querySelector('[data-live-part="same"] p')).toBe(same)
  })

  it('never touches the part that somebody is in, until they leave it', async () => {
    const body = (text: string) => `<div data-live-part="own"><a href="#x">Länk</a> <span>${text}</span></div><a id="out" href="#y">Ut</a>`
    await bench.open(body('förr'))
    const link = document.querySelector('a') as HTMLElement
    link.focus()
    await bench.live(11)
    await bench.refreshed(body('nu'))
    expect(document.activeElement).toBe(link)
    expect(document.body.textContent).toContain('förr')
    ;(document.getElementById('out') as HTMLElement).focus()
    await bench.clock.pass(10)
    expect(document.body.textContent).toContain('nu')
  })

  it('says that there are new rows instead of putting them above what is read', async () => {
    const body = (...numbers: number[]) => `<ol data-live-part="timeline" data-live-quiet>${rows(...numbers)}</ol>`
    await bench.open(body(2, 1))
    await bench.live(11)
    await bench.refreshed(body(3, 2, 1))
    expect(document.querySelectorAll('li')).toHaveLength(2)
    expect(bar().hidden).toBe(false)
    expect(bar().textContent).toBe('1 ny händelse – visa')
    bar().click()
    expect(document.querySelectorAll('li')).toHaveLength(3)
    expect(bar().hidden).toBe(true)
  })

  it('leaves open what its reader has opened', async () => {
    const body = (text: string) => `<div data-live-part="f"><details><summary>Tabell</summary>${text}</details></div>`
    await bench.open(body('30'))
    ;(document.querySelector('details') as HTMLDetailsElement).open = true
    await bench.live(11)
    await bench.refreshed(body('42'))
    expect(document.querySelector('details')?.open).toBe(true)
    expect(document.querySelector('details')?.textContent).toContain('42')
  })

  it('fetches once for many events in a row', async () => {
    await bench.open(figure())
    for (const seq of [11, 12, 13, 14]) await bench.live(seq)
    await bench.refreshed(figure())
    expect(bench.loads).toBe(1)
  })

  it('does not take over a page that was made for somebody else', async () => {
    await bench.open('<div data-live-part="a">mitt</div>')
    await bench.live(11)
    bench.served = page('<div data-live-part="a">annat</div>').replace('data-acting-for="hat"', 'data-acting-for="other"')
    await bench.clock.pass(1_300)
    expect(document.body.textContent).toContain('mitt')
  })
})

// @vitest-environment happy-dom
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { startGrid, type Grid } from '../../src/reporting/grid'
import { FIELDS } from '../../src/reporting/texts'
import type { Bootstrap } from '../../src/reporting/views'
import { settle } from '../support/clock'
import { event } from '../support/events'
import { FakePage } from '../support/page'
import { Desk, FakeServer, MEN, TOTAL, WOMEN } from '../support/reporting'
import { uuid } from '../support/room'
import { FakeWire } from '../support/wire'

const STREAM = `organisation:${uuid(9)}`
const WAS = JSON.stringify(FIELDS.map((field) => (field === 'operator' ? 'exact' : '')))

function line(key: string, name: string): string {
  return `
    <tr data-line="${name}" data-key="${key}" data-before="10">
      <th class="cells-name">${name}</th>
      <td><input type="hidden" data-was><select data-field="operator"><option value="exact">exakt</option><option value="range">mellan</option></select>
        <input data-field="number" aria-label="Platser, ${name}"><input data-field="high" aria-label="Platser, ${name}: högst"></td>
      <td data-change></td><td><span data-beside></span><input data-field="source" aria-label="Källa, ${name}"></td><td id="says-${name}" data-says></td>
    </tr>`
}

function page(): string {
  return `
    <svg class="icon"><use href="/icons.svg#x"></use></svg>
    <div data-grid><p data-link hidden></p>
      <section data-entry="${uuid(2)}" data-period="${uuid(3)}" data-report="${uuid(1)}" data-revision="1" data-state="draft" data-decimals="0" data-editable>
        <span data-badge><svg></svg>Utkast</span><span data-save></span><div data-merge hidden></div>
        <table>${line(TOTAL, 'Totalt')}${line(WOMEN, 'Kvinnor')}${line(MEN, 'Män')}</table>
        <form data-form method="post"><input type="hidden" data-revision-field><button name="do" value="submit">Skicka</button></form>
      </section><p data-speech role="status"></p></div>
    <form data-send-all method="post"><strong data-complete></strong><span data-all-saved></span><button>Skicka alla</button></form>`
}

/** The table on a page, with the server in the test's hands. */
class Bench {
  server = new FakeServer()
  desk = new Desk(this.server)
  wire = new FakeWire()
  net = new FakePage()
  user = userEvent.setup({ delay: null })
  grid!: Grid

  open(): this {
    document.body.innerHTML = page()
    for (const was of document.querySelectorAll<HTMLInputElement>('[data-was]')) was.value = WAS
    const boot: Bootstrap = {
      me: { person: uuid(7), membership: uuid(8) },
      urls: { api: '/api/v1', live: '/live/' },
      language: 'sv',
      stream: STREAM,
      position: { epoch: 'e1', seq: 4 },
      operators: { exact: 'exakt', range: 'mellan' },
      since: '2016',
    }
    this.grid = startGrid(document.querySelector('[data-grid]') as HTMLElement, boot, {
      document,
      fetch: this.server.fetch,
      openWire: () => this.wire,
      storage: this.desk.storage,
      clock: this.desk.clock,
      random: () => 1,
      page: this.net,
      newKey: this.desk.world().newKey,
    })
    return this
  }

  field(name: string): HTMLInputElement {
    return document.querySelector(`[aria-label="Platser, ${name}"]`) as HTMLInputElement
  }

  says(name: string): string {
    return document.getElementById(`says-${name}`)?.textContent ?? ''
  }

  get save(): string {
    return document.querySelector('[data-save]')?.textContent ?? ''
  }

  /** A colleague writes, and the live link tells of it. */
  async colleague(cell: string, number: string): Promise<void> {
    this.server.write(cell, number)
    const view = this.server.view()
    this.wire.say({ t: 'ev', stream: STREAM, epoch: 'e1', events: [event(5)], views: { [`report:${view.id}`]: view } })
    await settle()
  }

  goLive(): this {
    this.wire.welcome()
    const ask = this.wire.sent.find((frame) => frame.t === 'sub')
    this.wire.say({ t: 'subd', id: ask && 'id' in ask ? ask.id : 0, stream: STREAM, epoch: 'e1', head: 4, mode: 'live' })
    return this
  }
}

let bench: Bench
afterEach(() => bench.grid.live.stop())

describe('The keyboard', () => {
  it('moves down with Enter and the arrow, up with Shift and Enter', async () => {
    bench = new Bench().open()
    bench.field('Totalt').focus()
    await bench.user.keyboard('12{Enter}7{ArrowDown}5{Shift>}{Enter}{/Shift}')
    expect(document.activeElement).toBe(bench.field('Kvinnor'))
    expect(['Totalt', 'Kvinnor', 'Män'].map((name) => bench.field(name).value)).toEqual(['12', '7', '5'])
  })

  it('sends no form with Enter, neither in a number nor beside it', async () => {
    bench = new Bench().open()
    let sent = 0
    document.addEventListener('submit', (submitted) => {
      submitted.preventDefault()
      sent += 1
    })
    bench.field('Män').focus()
    await bench.user.keyboard('5{Enter}')
    document.querySelector<HTMLInputElement>('[aria-label="Källa, Män"]')?.focus()
    await bench.user.keyboard('Årsredovisning{Enter}')
    expect(sent).toBe(0)
    expect(bench.field('Män').value).toBe('5')
  })

  it('puts back with Escape what stood there', async () => {
    bench = new Bench().open()
    bench.field('Totalt').focus()
    await bench.user.keyboard('12{Enter}{Shift>}{Enter}{/Shift}99{Escape}')
    expect(bench.field('Totalt').value).toBe('12')
    await bench.desk.clock.pass(800)
    expect(bench.server.values.get(TOTAL)?.number).toBe('12')
  })

  it('replaces when one types, and changes after F2', async () => {
    bench = new Bench().open()
    bench.field('Totalt').focus()
    await bench.user.keyboard('12{Enter}{Shift>}{Enter}{/Shift}')
    expect([bench.field('Totalt').selectionStart, bench.field('Totalt').selectionEnd]).toEqual([0, 2])
    await bench.user.keyboard('{F2}5')
    expect(bench.field('Totalt').value).toBe('125')
  })

  it('passes the upper end of a range by when none is chosen', async () => {
    bench = new Bench().open()
    bench.field('Totalt').focus()
    await bench.user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(bench.field('Totalt'))
    await bench.user.selectOptions(document.querySelector('[data-field="operator"]') as HTMLElement, 'range')
    bench.field('Totalt').focus()
    await bench.user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(bench.field('Totalt: högst'))
  })
})

describe('The page', () => {
  it('says that it saves, has saved, and how much has changed since last period', async () => {
    bench = new Bench().open()
    bench.field('Totalt').focus()
    await bench.user.keyboard('15')
    expect(bench.save).toBe('Skriver …')
    await bench.desk.clock.pass(800)
    expect(bench.save).toBe('Sparat')
    expect(document.querySelector('[data-change]')?.textContent).toBe('+5 sedan 2016')
    expect(document.querySelector<HTMLInputElement>('[data-revision-field]')?.value).toBe('2')
  })

  it('puts the server\u2019s words beside the field, and speaks them', async () => {
    bench = new Bench().open()
    bench.field('Totalt').focus()
    await bench.user.keyboard('tolv')
    await bench.desk.clock.pass(800)
    expect(bench.says('Totalt')).toBe('Det här är text.')
    expect(bench.field('Totalt').getAttribute('aria-invalid')).toBe('true')
    expect(bench.field('Totalt').getAttribute('aria-describedby')).toBe('says-Totalt')
    expect(document.querySelector('[data-speech]')?.textContent).toBe('Totalt: Det här är text.')
    expect(bench.field('Totalt').value).toBe('tolv')
  })

  it('says without a net that nothing is sent yet, and sends it when the net is back', async () => {
    bench = new Bench().open()
    bench.server.net = 'away'
    bench.field('Totalt').focus()
    await bench.user.keyboard('12')
    await bench.desk.clock.pass(800)
    expect(bench.save).toBe('Inte sänt än – sänds när nätet är tillbaka')
    bench.server.net = 'there'
    bench.net.goOnline()
    await settle()
    expect(bench.save).toBe('Sparat')
  })

  it('sends no report that is not saved yet, and says why', async () => {
    bench = new Bench().open()
    bench.server.net = 'away'
    bench.field('Totalt').focus()
    await bench.user.keyboard('12')
    const left: boolean[] = []
    document.addEventListener('submit', (submitted) => left.push(submitted.defaultPrevented))
    await bench.user.click(document.querySelector('[data-form] button') as HTMLElement)
    await settle()
    expect(left).toEqual([])
    expect(bench.save).toContain('rapporten är inte skickad')
  })

  it('counts what is complete and carries which versions were seen', async () => {
    bench = new Bench().open()
    bench.field('Totalt').focus()
    await bench.user.keyboard('12{Enter}7{Enter}5')
    await bench.desk.clock.pass(800)
    expect(document.querySelector('[data-complete]')?.textContent).toBe('1 rapport är klar att skicka')
    const { row } = bench.grid.entries[0]!
    expect([...document.querySelectorAll<HTMLInputElement>('[name="seen"]')].map(({ value }) => value)).toEqual([
      `${row.report}:${row.revision}`,
    ])
  })

  it('shows what a colleague writes where one does not write', async () => {
    bench = new Bench().open().goLive()
    bench.field('Totalt').focus()
    await bench.user.keyboard('1')
    await bench.colleague(WOMEN, '7')
    expect(bench.field('Kvinnor').value).toBe('7')
    expect(bench.field('Totalt').value).toBe('1')
    expect(document.activeElement).toBe(bench.field('Totalt'))
  })

  it('shows both wordings of one cell, and takes the one that is chosen', async () => {
    bench = new Bench().open()
    bench.server.write(TOTAL, '30')
    bench.field('Totalt').focus()
    await bench.user.keyboard('20')
    await bench.desk.clock.pass(800)
    const merge = document.querySelector<HTMLElement>('[data-merge]')
    expect(merge?.hidden).toBe(false)
    expect(merge?.textContent).toContain('Ida Berg skrev')
    await bench.user.click(document.querySelector('[aria-label="Behåll mitt: Totalt"]') as HTMLElement)
    await settle()
    expect(merge?.hidden).toBe(true)
    expect(bench.server.values.get(TOTAL)?.number).toBe('20')
    expect(bench.save).toBe('Sparat')
  })

  it('takes no more words when a colleague has sent it, and keeps mine in sight', async () => {
    bench = new Bench().open().goLive()
    bench.field('Totalt').focus()
    await bench.user.keyboard('20')
    bench.server.state = 'submitted'
    await bench.colleague(WOMEN, '5')
    expect(bench.field('Totalt').readOnly).toBe(true)
    expect(bench.says('Totalt')).toBe('Det här hade du skrivit. Det är inte sparat: 20')
    expect(document.querySelector('[data-badge]')?.textContent).toBe('Skickad för godkännande')
  })
})

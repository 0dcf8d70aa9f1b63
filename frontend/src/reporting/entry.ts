import type { Catalogue } from '../i18n'
import type { Formats } from '../i18n/format'
import type { Cancel } from '../live/clock'
import type { Cell } from './cell'
import { drawMerge } from './merge'
import type { Row } from './row'
import { FIELDS, hasDetails, type Field, type Texts } from './texts'
import type { Bootstrap } from './views'
import { changeWords, missingWords, saidTexts, stateWords } from './words'

export interface EntryWorld {
  words: Catalogue
  formats: Formats
  boot: Bootstrap
  speak: (words: string) => void
}

type Control = HTMLInputElement | HTMLSelectElement

interface Line {
  element: HTMLElement
  cell: Cell
  name: string
  controls: Map<Field, Control>
}

const MAIN: Field[] = ['number', 'numerator', 'high', 'denominator']

/** Reads what stands in the fields of an entry, as the server wrote the page. */
export function textsInLines(section: HTMLElement): Record<string, Texts> {
  const lines = [...section.querySelectorAll<HTMLElement>('[data-line]')]
  return Object.fromEntries(lines.map((line) => [line.dataset.key ?? '', savedTexts(line)]))
}

/** What the server had when the page was made; what is typed may differ when a form came back with errors. */
function savedTexts(line: HTMLElement): Texts {
  const was = JSON.parse(line.querySelector<HTMLInputElement>('[data-was]')?.value || '[]') as string[]
  return Object.fromEntries(FIELDS.map((field, place) => [field, was[place] ?? ''])) as Texts
}

function texts(line: HTMLElement, selector: string): string[] {
  return [...line.querySelectorAll(`[data-says] ${selector}`)].map(({ textContent }) => textContent?.trim() ?? '')
}

function controlsIn(line: HTMLElement): Map<Field, Control> {
  const found = [...line.querySelectorAll<Control>('[data-field]')]
  return new Map(found.map((control) => [control.dataset.field as Field, control]))
}

/** One indicator on the page: what is typed goes to its row, and what the row knows is said here. */
export class Entry {
  private lines: Line[] = []
  private said = new Map<string, string>()
  private state = ''

  constructor(
    readonly section: HTMLElement,
    readonly row: Row,
    private world: EntryWorld,
  ) {
    for (const element of section.querySelectorAll<HTMLElement>('[data-line]')) this.addLine(element)
  }

  start(): Cancel {
    this.section.addEventListener('input', (event) => this.typed(event.target))
    this.section.addEventListener('change', (event) => this.typed(event.target))
    this.section.addEventListener('focusin', (event) => this.row.focus(this.keyAt(event.target)))
    this.section.addEventListener('focusout', (event) => this.row.focus(this.keyAt(event.relatedTarget)))
    const cancel = this.row.changes.listen(() => this.draw())
    this.adopt()
    this.draw()
    return cancel
  }

  /** Every cell holds a saved value, so that the return can be sent. */
  get isComplete(): boolean {
    const filled = this.lines.every(({ cell }) => cell.saved.number !== '' || cell.saved.numerator !== '')
    return filled && this.row.isSaved && !this.row.closed
  }

  private addLine(element: HTMLElement): void {
    const cell = this.row.cells.get(element.dataset.key ?? '')
    const name = element.querySelector('.cells-name')?.textContent ?? ''
    if (!cell) return
    cell.warnings = texts(element, '.cells-warning')
    this.said.set(cell.key, JSON.stringify([texts(element, '.field-error'), cell.warnings]))
    this.lines.push({ element, cell, name, controls: controlsIn(element) })
  }

  /** What a form brought back with errors, or the browser kept in its fields, counts as typed here and now. */
  private adopt(): void {
    for (const { cell, controls } of this.lines) {
      if (cell.isDirty) continue
      for (const [field, control] of controls) {
        if (control.value !== cell.typed[field]) this.row.type(cell.key, field, control.value)
      }
    }
  }

  private typed(target: EventTarget | null): void {
    const line = this.lineAt(target)
    const field = (target as HTMLElement).dataset?.field as Field | undefined
    if (!line || !field) return
    const text = (target as Control).value
    if (text !== line.cell.typed[field]) this.row.type(line.cell.key, field, text)
  }

  private keyAt(target: EventTarget | null): string | null {
    return this.lineAt(target)?.cell.key ?? null
  }

  private lineAt(target: EventTarget | null): Line | undefined {
    return target instanceof Node ? this.lines.find(({ element }) => element.contains(target)) : undefined
  }

  private draw(): void {
    const { row, section, world } = this
    section.dataset.report = row.report
    section.dataset.revision = String(row.revision)
    const revision = section.querySelector<HTMLInputElement>('[data-revision-field]')
    if (revision) revision.value = row.revision ? String(row.revision) : ''
    this.drawState()
    for (const line of this.lines) this.drawLine(line)
    const merge = section.querySelector<HTMLElement>('[data-merge]')
    if (merge) drawMerge(merge, this.lines, row, world)
  }

  private drawState(): void {
    const { row, section, world } = this
    const save = section.querySelector<HTMLElement>('[data-save]')
    const words = stateWords(row, world.words)
    if (save && (save.textContent !== words || save.dataset.kind !== row.state)) {
      save.dataset.kind = row.state
      save.textContent = words
      if (this.state !== row.state && ['waiting', 'signed-out', 'clash', 'closed'].includes(row.state)) world.speak(words)
    }
    this.state = row.state
    section.toggleAttribute('data-closed', row.closed !== '')
    this.drawBadge()
  }

  /** A return that somebody has sent or settled meanwhile says so, and takes no more words. */
  private drawBadge(): void {
    const { row, section, world } = this
    const known = world.words.reportStates as Record<string, string>
    const state = known[row.reportState]
    const badge = section.querySelector<HTMLElement>('[data-badge]')
    if (badge && state && section.dataset.state !== row.reportState) {
      section.dataset.state = row.reportState
      badge.lastChild?.replaceWith(state)
    }
    for (const button of section.querySelectorAll<HTMLButtonElement>('[data-form] button')) button.disabled = row.closed !== ''
  }

  private drawLine({ element, cell, name, controls }: Line): void {
    for (const [field, control] of controls) {
      if (control.value !== cell.typed[field]) control.value = cell.typed[field]
      if (control instanceof HTMLInputElement) control.readOnly = this.row.closed !== ''
      else control.disabled = this.row.closed !== ''
      const isWrong = cell.errors[field] !== undefined
      control.toggleAttribute('aria-invalid', isWrong)
      if (isWrong) control.setAttribute('aria-invalid', 'true')
      this.describe(element, control)
    }
    const was = element.querySelector<HTMLInputElement>('[data-was]')
    if (was) was.value = JSON.stringify(FIELDS.map((field) => cell.saved[field]))
    this.drawSays(element, cell, name)
    this.drawBeside(element, cell)
  }

  private describe(element: HTMLElement, control: Control): void {
    const says = element.querySelector('[data-says]')
    if (says?.id && MAIN.includes(control.dataset.field as Field)) control.setAttribute('aria-describedby', says.id)
  }

  private drawSays(element: HTMLElement, cell: Cell, name: string): void {
    const { row, world } = this
    const says = element.querySelector<HTMLElement>('[data-says]')
    if (!says) return
    const missing = missingWords(cell, row.isIn(cell.key), world.words)
    const lost = row.closed && cell.isDirty ? world.words.reportKept(saidTexts(cell.typed, world.boot.operators, world.words)) : ''
    const errors = [...Object.values(cell.errors), missing, lost].filter((one) => one !== '')
    const warnings = cell.isDirty ? [] : cell.warnings
    const wanted = JSON.stringify([errors, warnings])
    if (this.said.get(cell.key) === wanted) return
    this.said.set(cell.key, wanted)
    says.replaceChildren(...errors.map((one) => sentence(one, 'field-error')), ...warnings.map((one) => sentence(one, 'cells-warning')))
    element.classList.toggle('cells-wrong', errors.length > 0)
    if (errors.length + warnings.length > 0) world.speak(`${name}: ${[...errors, ...warnings].join(' ')}`)
  }

  private drawBeside(element: HTMLElement, cell: Cell): void {
    const { section, world } = this
    const { decimals, scale } = section.dataset
    const change = element.querySelector('[data-change]')
    const measure = {
      before: element.dataset.before ?? '',
      decimals: Number(decimals ?? 0),
      scale: scale === undefined ? null : Number(scale),
      since: world.boot.since,
    }
    if (change) change.textContent = changeWords(cell.typed, measure, world.words)
    const beside = element.querySelector('[data-beside]')
    if (beside) beside.textContent = hasDetails(cell.typed) ? world.words.reportSourceAndNote : world.words.reportAddSource
  }
}

function sentence(words: string, kind: string): HTMLElement {
  const line = document.createElement('p')
  line.className = kind
  const sign = document.querySelector('svg.icon')?.cloneNode(true) as SVGElement | undefined
  const use = sign?.querySelector('use')
  if (sign && use) {
    use.setAttribute('href', `${use.getAttribute('href')?.split('#')[0] ?? ''}#circle-alert`)
    line.append(sign)
  }
  line.append(words)
  return line
}

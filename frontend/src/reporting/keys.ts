/** Moves through the table as in a spreadsheet: typing starts anew, F2 or a press changes what stands there. */
export class Keys {
  /** Inside a number the arrows move the caret; otherwise they move between fields. */
  private isInside = false
  private before = ''
  private byPointer: EventTarget | null = null

  constructor(private root: HTMLElement) {}

  start(): void {
    this.root.addEventListener('focusin', (event) => this.entered(event.target))
    this.root.addEventListener('pointerdown', (event) => this.pressed(event.target))
    this.root.addEventListener('input', (event) => isField(event.target) && (this.isInside = true))
    this.root.addEventListener('keydown', (event) => this.key(event))
  }

  private entered(target: EventTarget | null): void {
    if (!isField(target)) return
    this.before = target.value
    // Who presses into a number wants the caret where they pressed.
    this.isInside = this.byPointer === target
    if (!this.isInside) target.select()
    this.byPointer = null
  }

  private pressed(target: EventTarget | null): void {
    if (!isField(target)) return
    if (target === document.activeElement) this.isInside = true
    else this.byPointer = target
  }

  private key(event: KeyboardEvent): void {
    const field = event.target
    // Enter in a note would send the whole form; what stands there is saved anyway.
    if (event.key === 'Enter' && isBeside(field)) event.preventDefault()
    if (!isField(field) || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const act = this.actionFor(event, field)
    if (!act) return
    event.preventDefault()
    act()
  }

  private actionFor(event: KeyboardEvent, field: HTMLInputElement): (() => void) | null {
    switch (event.key) {
      case 'Enter':
        return () => this.down(field, event.shiftKey ? -1 : 1)
      case 'ArrowDown':
        return () => this.down(field, 1)
      case 'ArrowUp':
        return () => this.down(field, -1)
      case 'ArrowLeft':
        return event.shiftKey || this.isInside ? null : () => this.aside(field, -1)
      case 'ArrowRight':
        return event.shiftKey || this.isInside ? null : () => this.aside(field, 1)
      case 'F2':
        return () => this.inside(field)
      case 'Escape':
        return () => this.restore(field)
      default:
        return null
    }
  }

  private inside(field: HTMLInputElement): void {
    this.isInside = true
    field.setSelectionRange(field.value.length, field.value.length)
  }

  private restore(field: HTMLInputElement): void {
    if (field.value !== this.before) {
      field.value = this.before
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    this.isInside = false
    field.select()
  }

  /** The same column in the next line; at the end the focus stays, so that one notices. */
  private down(field: HTMLInputElement, step: 1 | -1): void {
    const lines = [...this.root.querySelectorAll<HTMLElement>('[data-line]')].filter((line) => fieldsIn(line).length > 0)
    const place = lines.findIndex((line) => line.contains(field))
    const next = lines[place + step]
    if (!next) return this.leave(field)
    const column = fieldsIn(lines[place] as HTMLElement).indexOf(field)
    const there = fieldsIn(next)
    ;(there[column] ?? there[0])?.focus()
  }

  /** Nothing lies that way: what stands here is still handed over, as on leaving. */
  private leave(field: HTMLInputElement): void {
    field.blur()
    field.focus()
  }

  private aside(field: HTMLInputElement, step: 1 | -1): void {
    const line = field.closest<HTMLElement>('[data-line]')
    const fields = line ? fieldsIn(line) : []
    fields[fields.indexOf(field) + step]?.focus()
  }
}

const NUMBERS = new Set(['number', 'high', 'numerator', 'denominator'])

function isField(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && NUMBERS.has(target.dataset.field ?? '')
}

function isBeside(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.dataset.field !== undefined && !isField(target)
}

function fieldsIn(line: HTMLElement): HTMLInputElement[] {
  return [...line.querySelectorAll<HTMLInputElement>('input[data-field]')].filter(
    (field) => isField(field) && !field.readOnly && isShown(field),
  )
}

/** The upper end of a range is there only when a range is chosen. */
function isShown(field: HTMLInputElement): boolean {
  if (field.dataset.field !== 'high') return true
  return field.closest('[data-line]')?.querySelector<HTMLSelectElement>('[data-field="operator"]')?.value === 'range'
}

import type { Catalogue } from '../i18n'
import type { Entry } from './entry'

/** Forms leave only when everything typed has been saved, so that nobody sends less than they see. */
export class Sending {
  private released = new WeakSet<HTMLFormElement>()

  constructor(
    private page: Document,
    private entries: Entry[],
    private words: Catalogue,
    private speak: (words: string) => void,
  ) {}

  start(): void {
    for (const entry of this.entries) {
      const form = entry.section.querySelector<HTMLFormElement>('[data-form]')
      form?.addEventListener('submit', (event) => this.hold(event, form, [entry]))
      entry.row.changes.listen(() => this.drawFoot())
    }
    const all = this.page.querySelector<HTMLFormElement>('[data-send-all]')
    all?.addEventListener('submit', (event) => this.hold(event, all, this.entries))
    this.drawFoot()
  }

  private hold(event: SubmitEvent, form: HTMLFormElement, entries: Entry[]): void {
    const unsaved = entries.filter(({ row }) => !row.isSaved && !row.closed)
    if (this.released.has(form) || unsaved.length === 0) return
    // Nobody further out shall take this for a form that has left.
    event.preventDefault()
    event.stopPropagation()
    void this.finish(form, event.submitter, unsaved)
  }

  private async finish(form: HTMLFormElement, submitter: HTMLElement | null, unsaved: Entry[]): Promise<void> {
    await Promise.all(unsaved.map(({ row }) => row.flush()))
    const stuck = unsaved.find(({ row }) => ['waiting', 'clash', 'signed-out'].includes(row.state))
    if (stuck) return this.tell(stuck)
    this.released.add(form)
    form.requestSubmit(submitter)
    this.released.delete(form)
  }

  private tell({ row, section }: Entry): void {
    const { words } = this
    if (row.state === 'waiting') this.speak(words.reportNotSentOffline)
    const save = section.querySelector<HTMLElement>('[data-save]')
    if (save && row.state === 'waiting') save.textContent = words.reportNotSentOffline
    section.scrollIntoView({ block: 'nearest' })
  }

  /** The line that sends everything says how many are complete, and carries which versions were seen. */
  private drawFoot(): void {
    const foot = this.page.querySelector<HTMLFormElement>('[data-send-all]')
    if (!foot) return
    const complete = this.entries.filter((entry) => entry.isComplete)
    const count = foot.querySelector('[data-complete]')
    if (count) count.textContent = this.words.reportComplete(complete.length)
    const saved = foot.querySelector('[data-all-saved]')
    const isAllSaved = this.entries.every(({ row }) => row.isSaved)
    if (saved) saved.textContent = isAllSaved ? this.words.reportAllSaved : this.words.reportNotAllSaved
    foot.querySelector('button')?.setAttribute('aria-disabled', String(complete.length === 0))
    for (const old of foot.querySelectorAll('[name="seen"]')) old.remove()
    foot.append(...complete.map(({ row }) => seen(`${row.report}:${row.revision}`)))
  }
}

function seen(value: string): HTMLInputElement {
  const field = document.createElement('input')
  field.type = 'hidden'
  field.name = 'seen'
  field.value = value
  return field
}

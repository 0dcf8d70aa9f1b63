import type { Saying, Sign } from './saying'
import type { GoalView, IndicatorView } from './views'

type Freshen = (element: Element) => void

/** Writes figures into the page at once. Only what differs is touched, and only the words themselves. */
export class Patching {
  private versions = new Map<string, number>()

  constructor(
    private root: ParentNode,
    private saying: Saying,
    private freshen: Freshen,
  ) {}

  /** Whether something that is on the page changed. A view older than the one shown is passed over. */
  indicator(view: IndicatorView): boolean {
    if (!this.isNewer(view)) return false
    const { total } = view
    const said = this.saying.amount(total.so_far, view.decimals)
    let changed = this.text('indicator', view.id, 'total', said)
    this.each('indicator', view.id, 'total', (element) => {
      element.closest('.figure')?.classList.toggle('is-silent', total.so_far === null)
    })
    changed = this.signs('indicator', view.id, total.status, total.trend) || changed
    if (view.expected) {
      const reported = this.saying.words.haveReported(view.reported ?? 0, view.expected)
      changed = this.text('indicator', view.id, 'reported', reported) || changed
    }
    return changed
  }

  goal(view: GoalView): boolean {
    return this.isNewer(view) && this.signs('goal', view.id, view.status.word, view.status.trend)
  }

  private isNewer({ id, version }: { id: string; version: number }): boolean {
    if ((this.versions.get(id) ?? 0) > version) return false
    this.versions.set(id, version)
    return true
  }

  private signs(of: string, id: string, status: string, trend: string): boolean {
    let changed = false
    this.each(of, id, 'status', (element) => {
      if (element.classList.contains(`status-${status}`)) return
      const others = [...element.classList].filter((name) => name.startsWith('status-'))
      element.classList.remove(...others)
      element.classList.add(`status-${status}`)
      write(element, this.saying.status(status))
      this.freshen(element)
      changed = true
    })
    this.each(of, id, 'trend', (element) => {
      const sign = this.saying.trend(trend)
      element.toggleAttribute('hidden', sign === null)
      if (sign && write(element, sign)) changed = true
    })
    return changed
  }

  private text(of: string, id: string, field: string, words: string): boolean {
    let changed = false
    this.each(of, id, field, (element) => {
      if (element.textContent === words) return
      element.textContent = words
      this.freshen(element)
      changed = true
    })
    return changed
  }

  private each(of: string, id: string, field: string, run: (element: Element) => void): void {
    this.root.querySelectorAll(`[data-${of}="${CSS.escape(id)}"][data-field="${field}"]`).forEach(run)
  }
}

function write(element: Element, { label, icon }: Sign): boolean {
  const word = element.querySelector('[data-word]')
  if (!word || word.textContent === label) return false
  word.textContent = label
  const use = element.querySelector('use')
  const href = use?.getAttribute('href')
  if (use && href) use.setAttribute('href', href.replace(/#.*$/, `#${icon}`))
  return true
}

/** What a page has been made of anew, and what waits because showing it would move what is being read. */
export interface Merged {
  /** Rows that are new in parts that do not grow by themselves, and parts that were not there before. */
  waiting: number
  /** Parts left alone because somebody is in them: they are looked at again when the focus leaves. */
  busy: boolean
}

const PART = '[data-live-part]'

/**
 * Brings the marked parts of a page up to date with a fresh copy of it. A part that is the same stays as it is, one
 * with the focus inside is left alone, and one that grows (`data-live-quiet`) waits until its reader asks.
 */
export function mergeParts(page: Document, fresh: Document, showAll = false): Merged {
  const merged: Merged = { waiting: 0, busy: false }
  const place = placeOf(page)
  for (const part of page.querySelectorAll<HTMLElement>(PART)) {
    const next = fresh.querySelector<HTMLElement>(`[data-live-part="${CSS.escape(part.dataset.livePart ?? '')}"]`)
    if (!next || plain(part) === plain(next)) continue
    const news = part.hasAttribute('data-live-quiet') && !showAll ? newRows(part, next) : 0
    if (news > 0) merged.waiting += news
    else if (holdsFocus(part)) merged.busy = true
    else replace(part, next)
  }
  merged.waiting += unknownParts(page, fresh)
  place.restore()
  return merged
}

/** The HTML of a part without what differs each time it is made: keys of forms, and marks of this page. */
function plain(part: Element): string {
  const copy = part.cloneNode(true) as Element
  copy.querySelectorAll('input[type="hidden"]').forEach((input) => input.removeAttribute('value'))
  copy.querySelectorAll('.is-fresh').forEach((element) => element.classList.remove('is-fresh'))
  copy.querySelectorAll('details').forEach((details) => details.removeAttribute('open'))
  return copy.innerHTML.replace(/ class=""/g, '').replace(/\s+/g, ' ')
}

function holdsFocus(part: Element): boolean {
  const active = part.ownerDocument.activeElement
  return active !== null && active !== part && part.contains(active)
}

/** Puts the new content in place; what its reader has opened stays open. */
function replace(part: HTMLElement, next: HTMLElement): void {
  const open = [...part.querySelectorAll('details')].map((details) => details.open)
  part.replaceChildren(...[...next.childNodes].map((node) => part.ownerDocument.importNode(node, true)))
  part.querySelectorAll('details').forEach((details, number) => {
    if (open[number] !== undefined) details.open = open[number]
  })
}

function newRows(part: Element, next: Element): number {
  const known = new Set([...part.querySelectorAll<HTMLElement>('[data-row]')].map(({ dataset }) => dataset.row))
  return [...next.querySelectorAll<HTMLElement>('[data-row]')].filter(({ dataset }) => !known.has(dataset.row)).length
}

function unknownParts(page: Document, fresh: Document): number {
  const known = new Set([...page.querySelectorAll<HTMLElement>(PART)].map(({ dataset }) => dataset.livePart))
  return [...fresh.querySelectorAll<HTMLElement>(PART)].filter(({ dataset }) => !known.has(dataset.livePart)).length
}

/**
 * Remembers where what is being read stands on the screen, and scrolls it back there: what has the focus, else the
 * first that is in sight. Two columns cannot both stand still.
 */
export function placeOf(page: Document): { restore(): void } {
  const view = page.defaultView
  const active = page.activeElement && page.activeElement !== page.body ? [page.activeElement] : []
  const seen = [...active, ...page.querySelectorAll(`${PART}, main h2, main h3, main p`)]
    .map((element) => ({ element, top: element.getBoundingClientRect().top }))
    .filter(({ top }) => view !== null && top >= 0 && top < view.innerHeight)
  // The browser's own way to hold a page still would be added to ours.
  page.documentElement.style.overflowAnchor = 'none'
  return {
    restore() {
      const still = seen.find(({ element }) => element.isConnected)
      const moved = still ? still.element.getBoundingClientRect().top - still.top : 0
      if (view && Math.abs(moved) >= 1) view.scrollBy({ top: moved, behavior: 'instant' })
      page.documentElement.style.removeProperty('overflow-anchor')
    },
  }
}

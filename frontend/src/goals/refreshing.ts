import type { Clock, Random } from '../live/clock'
import type { Position } from '../live/position'
import { NotThere } from '../live/subscription'
import { mergeParts } from './parts'

const SOONEST = 300
const SPREAD = 900

export interface RefreshingOptions {
  page: Document
  /** Fetches this same page again. */
  load: () => Promise<Response>
  clock: Clock
  random: Random
  /** How much waits to be shown; 0 when nothing does. */
  waiting: (count: number) => void
}

/** Makes the marked parts of the page anew after something happened, a little later for each reader. */
export class Refreshing {
  private isPlanned = false
  private isLoading = false
  private again = false
  private latest: Document | null = null

  constructor(private options: RefreshingOptions) {
    const { page } = options
    page.addEventListener('focusout', () => this.options.clock.after(0, () => this.merge()))
  }

  /** All who see an event must not ask the server in the same moment. */
  plan(): void {
    if (this.isPlanned) return
    this.isPlanned = true
    const { clock, random } = this.options
    clock.after(SOONEST + random() * SPREAD, () => {
      this.isPlanned = false
      void this.refresh()
    })
  }

  /** Shows what has waited. */
  showAll(): void {
    if (this.latest) mergeParts(this.options.page, this.latest, true)
    this.options.waiting(0)
  }

  /** Loads the page anew and says where in the stream it stands. */
  async now(): Promise<Position> {
    const fresh = await this.fetch()
    this.latest = fresh
    this.merge()
    return positionIn(fresh)
  }

  private async refresh(): Promise<void> {
    if (this.isLoading) {
      this.again = true
      return
    }
    this.isLoading = true
    try {
      await this.now()
    } catch {
      // The link says by itself when there is no contact; the next event tries again.
    } finally {
      this.isLoading = false
    }
    if (this.again) {
      this.again = false
      this.plan()
    }
  }

  private async fetch(): Promise<Document> {
    const response = await this.options.load()
    if (response.status === 404 || response.status === 403) throw new NotThere()
    if (!response.ok) throw new Error(`The page answered ${response.status}`)
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
    // Somebody signed out, or put on another hat in another tab: that page is not this one.
    if (markOf(fresh) === undefined || markOf(fresh) !== markOf(this.options.page)) throw new NotThere()
    return fresh
  }

  private merge(): void {
    if (!this.latest) return
    const { waiting, busy } = mergeParts(this.options.page, this.latest)
    this.options.waiting(waiting)
    if (!busy && waiting === 0) this.latest = null
  }
}

export function lineIn(page: Document): HTMLElement | null {
  return page.getElementById('goals-live')
}

function markOf(page: Document): string | undefined {
  const line = lineIn(page)
  return line ? `${line.dataset.stream} ${line.dataset.actingFor}` : undefined
}

export function positionIn(page: Document): Position {
  const data = lineIn(page)?.dataset
  return { epoch: data?.epoch ?? '', seq: Number(data?.seq ?? 0) }
}

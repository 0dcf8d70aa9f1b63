import { ApiError, type Http } from '../api/http'
import { backoff } from '../live/backoff'
import type { Cancel, Clock, Random } from '../live/clock'
import { Emitter } from '../live/emitter'
import type { KeyValue } from '../live/storage'
import { Cell } from './cell'
import { errorsByCell } from './refusals'
import { Shelf, type Kept, type Pending } from './shelf'
import { bodyOf, sameTexts, textsOf, type Field, type Texts } from './texts'
import { isEditable, type ReportView, type WriteAnswer } from './views'

export interface RowStart {
  indicator: string
  period: string
  /** Id of the return; empty before it is begun. */
  report: string
  revision: number
  cells: Record<string, Texts>
}

export interface RowWorld {
  http: Http
  clock: Clock
  random: Random
  storage: KeyValue
  newKey: () => string
  /** Person and hat: nobody else's words are ever sent from here. */
  scope: string
}

export type RowState = 'quiet' | 'typing' | 'saving' | 'saved' | 'waiting' | 'signed-out' | 'refused' | 'clash' | 'closed'

export const SAVE_AFTER = 800
const TOO_MANY = 429

/** One return that is filled in: saved as one types, whatever the net does, and never over a colleague's words. */
export class Row {
  readonly changes = new Emitter<void>()
  readonly cells = new Map<string, Cell>()
  report: string
  revision: number
  /** Why it can no longer be changed, in the server's words. */
  closed = ''
  reportState = ''
  /** Who has written last, when it was somebody else. */
  colleague = ''
  private shelf: Shelf
  private pending: Pending | null = null
  private late: ReportView | null = null
  private focused: string | null = null
  private running: Promise<void> | null = null
  private isSignedOut = false
  private hasSaved = false
  private failures = 0
  private cancelSave: Cancel | null = null
  private cancelRetry: Cancel | null = null

  constructor(
    readonly start: RowStart,
    private world: RowWorld,
  ) {
    this.report = start.report
    this.revision = start.revision
    for (const [key, texts] of Object.entries(start.cells)) this.cells.set(key, new Cell(key, texts))
    this.shelf = new Shelf(world.storage, `arenan.reporting.${world.scope}.${start.indicator}.${start.period}`)
    this.restore(this.shelf.read())
  }

  get state(): RowState {
    const cells = [...this.cells.values()]
    if (this.closed) return 'closed'
    if (cells.some(({ clash }) => clash)) return 'clash'
    if (this.isSignedOut) return 'signed-out'
    if (this.failures > 0) return 'waiting'
    if (this.running) return 'saving'
    if (cells.some((cell) => cell.isRefused)) return 'refused'
    if (cells.some((cell) => cell.isDirty)) return 'typing'
    return this.hasSaved ? 'saved' : 'quiet'
  }

  /** Whether the server has all that stands here. */
  get isSaved(): boolean {
    return !this.pending && ![...this.cells.values()].some((cell) => cell.isDirty)
  }

  type(key: string, field: Field, text: string): void {
    this.cells.get(key)?.type(field, text)
    this.keep()
    this.cancelSave?.()
    this.cancelSave = this.world.clock.after(SAVE_AFTER, () => void this.flush())
    this.changes.tell()
  }

  /** Which cell the keyboard is in; none when it has left. Leaving a cell sends what stands in it. */
  focus(key: string | null): void {
    const hasLeft = this.focused !== null && this.focused !== key
    this.focused = key
    if (hasLeft) void this.flush()
    this.changes.tell()
  }

  /** Whether somebody is still writing in this cell. */
  isIn(key: string): boolean {
    return this.focused === key
  }

  /** Somebody has written, here or elsewhere. */
  receive(view: ReportView): void {
    if (this.pending || this.running) this.late = !this.late || view.version > this.late.version ? view : this.late
    else this.learn(view)
  }

  choose(key: string, which: 'mine' | 'theirs'): void {
    this.cells.get(key)?.choose(which)
    this.keep()
    void this.flush()
  }

  /** The net seems to be back. */
  wake(): void {
    if (!this.cancelRetry && !this.isSignedOut) return
    this.cancelRetry?.()
    this.cancelRetry = null
    this.isSignedOut = false
    void this.flush()
  }

  /** Sends what is ready; done when nothing more can be sent for now. */
  flush(): Promise<void> {
    this.cancelSave?.()
    this.cancelSave = null
    if (this.closed || this.cancelRetry) return Promise.resolve()
    this.running ??= this.run()
    return this.running
  }

  private async run(): Promise<void> {
    while (await this.step());
    this.running = null
    this.takeLate()
    this.keep()
    this.changes.tell()
  }

  /** True when there may be more to send. */
  private async step(): Promise<boolean> {
    if (!this.pending && this.ready().length === 0) return false
    this.changes.tell()
    try {
      if (this.report === '') await this.open()
      else await this.send((this.pending ??= this.nextPending()))
      this.failures = 0
      return !this.closed
    } catch (error) {
      return this.failed(error)
    }
  }

  private ready(): Cell[] {
    return [...this.cells.values()].filter((cell) => cell.isReady(this.isIn(cell.key)))
  }

  private nextPending(): Pending {
    const values = Object.fromEntries(this.ready().map((cell) => [cell.key, { ...cell.typed }]))
    return { key: this.world.newKey(), revision: this.revision, values }
  }

  /** Beginning a return twice is harmless: the second one finds the first. */
  private async open(): Promise<void> {
    const { indicator, period } = this.start
    const answer = await this.world.http<WriteAnswer>('/returns', { method: 'POST', body: { indicator, period } })
    this.learn(answer.report)
  }

  private async send(pending: Pending): Promise<void> {
    // Written down before it leaves: a browser that dies now must know that the server may have it.
    this.keep()
    const values = Object.entries(pending.values).map(([key, texts]) => bodyOf(key, texts))
    const request = { method: 'PUT', body: { values }, idempotencyKey: pending.key, ifMatch: pending.revision } as const
    const answer = await this.world.http<WriteAnswer>(`/returns/${this.report}/values`, request)
    this.pending = null
    this.hasSaved = true
    this.colleague = ''
    for (const [key, texts] of Object.entries(pending.values)) this.cells.get(key)?.settle(texts)
    this.learn(answer.report)
  }

  private async failed(error: unknown): Promise<boolean> {
    if (!(error instanceof ApiError) || error.status >= 500 || error.status === TOO_MANY) {
      this.later(error instanceof ApiError ? error.retryAfter : undefined)
      return false
    }
    this.failures = 0
    if (error.status === 401 || error.status === 403) {
      this.isSignedOut = true
      return false
    }
    return this.refused(error)
  }

  private async refused(error: ApiError): Promise<boolean> {
    const sent = this.pending?.values ?? {}
    this.pending = null
    if (error.status === 412) return this.reread()
    if (error.status === 404 || error.status === 409 || this.report === '') {
      this.closed = error.message
      return false
    }
    const found = errorsByCell(error, Object.keys(sent))
    for (const [key, errors] of found) this.cells.get(key)?.refuse(errors, sent[key] as Texts)
    // The others of the same request are not to blame, and go again without it.
    return found.size > 0
  }

  private async reread(): Promise<boolean> {
    const before = this.revision
    try {
      this.learn(await this.world.http<ReportView>(`/returns/${this.report}`))
      // A server that calls the newest version stale must not be asked again and again.
      if (this.revision === before) this.later()
      return !this.closed && this.revision !== before
    } catch (error) {
      return this.failed(error)
    }
  }

  private learn(view: ReportView): void {
    if (view.version < this.revision) return
    this.report = view.id
    this.revision = view.version
    this.reportState = view.state
    for (const cell of this.cells.values()) {
      const value = view.values.find(({ cell: key }) => key === cell.key)
      const who = value?.written_by?.name ?? ''
      if (cell.learn(textsOf(value), who, value?.written_at ?? '')) this.colleague = who
      cell.warnings = view.warnings.filter(({ cell: key }) => key === cell.key).map(({ words }) => words)
    }
    this.closed = isEditable(view.state) ? '' : view.state
    this.keep()
    this.changes.tell()
  }

  private takeLate(): void {
    const view = this.late
    if (!view || this.pending) return
    this.late = null
    if (view.version > this.revision) this.learn(view)
  }

  private later(retryAfter?: number): void {
    this.failures += 1
    const delay = retryAfter ?? backoff(this.failures, this.world.random)
    this.cancelRetry = this.world.clock.after(delay, () => this.wake())
  }

  private keep(): void {
    const dirty = [...this.cells.values()].filter((cell) => cell.isDirty)
    const cells = Object.fromEntries(dirty.map(({ key, typed, saved }) => [key, { typed, saved }]))
    this.shelf.write({ cells, pending: this.pending })
  }

  /** Takes up what an earlier page could not send. What stood there then tells whether somebody has been here since. */
  private restore(kept: Kept | null): void {
    if (!kept) return
    this.pending = this.report === '' ? null : kept.pending
    for (const [key, { typed, saved }] of Object.entries(kept.cells)) {
      const cell = this.cells.get(key)
      if (!cell || sameTexts(typed, cell.saved)) continue
      const now = cell.saved
      cell.saved = saved
      cell.typed = typed
      const isOwn = this.pending?.values[key] && sameTexts(this.pending.values[key], now)
      if (isOwn) cell.saved = now
      else cell.learn(now, '', '')
    }
    this.keep()
  }
}

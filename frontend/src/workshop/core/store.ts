import { Emitter } from '../../live/emitter'
import type { View, Views } from '../../live/protocol'
import type { Abilities, Kind, Kinds, Me, Mine, Participant, Snapshot, Step, Workshop } from './views'

interface Entry {
  view: View
  /** When it was learnt, counted in things learnt. */
  stamp: number
}

/** A workshop as this browser knows it: views by kind and id, each as new as any stream has told. */
export class Store {
  readonly changes = new Emitter<void>()
  /** Views that came live and said something new, with what they replaced. */
  readonly arrivals = new Emitter<{ view: View; before: View | undefined }[]>()
  me: Me | null = null
  mine: Mine = {}
  abilities: Abilities
  /** Milliseconds that the server's clock is ahead of this one. */
  offset = 0
  streams: string[] = []
  goneReason: string | null = null
  present = new Set<string>()
  readonly id: string
  private entries = new Map<string, Entry>()
  private stamp = 0

  constructor(
    snapshot: Snapshot,
    private now: () => number,
  ) {
    this.id = snapshot.workshop
    this.abilities = snapshot.abilities
    this.replace(snapshot, this.mark())
  }

  /** A point in what was learnt, from which a snapshot may be older. */
  mark(): number {
    return this.stamp
  }

  /** A snapshot takes the place of everything, but for what streams told while it was on its way. */
  replace(snapshot: Snapshot, asked: number): void {
    const since = [...this.entries.values()].filter(({ stamp }) => stamp > asked)
    this.entries.clear()
    for (const view of snapshot.views) this.put(view)
    for (const { view } of since) this.put(view)
    this.me = snapshot.me
    this.mine = snapshot.mine
    this.abilities = snapshot.abilities
    this.streams = Object.keys(snapshot.streams)
    this.offset = Date.parse(snapshot.now) - this.now()
    this.changes.tell()
  }

  /** What came with applied events. */
  apply(views: Views): void {
    const learnt = Object.values(views)
      .map((view) => ({ view, before: this.get(view.kind as Kind, view.id) as View | undefined }))
      .filter(({ view }) => this.put(view))
    if (learnt.length === 0) return
    this.changes.tell()
    this.arrivals.tell(learnt)
  }

  /** What an own write was answered with. */
  learn(view: View): void {
    if (this.put(view)) this.changes.tell()
  }

  get<K extends Kind>(kind: K, id: string | null | undefined): Kinds[K] | undefined {
    return id ? (this.entries.get(`${kind}:${id}`)?.view as Kinds[K] | undefined) : undefined
  }

  all<K extends Kind>(kind: K): Kinds[K][] {
    const found: Kinds[K][] = []
    for (const { view } of this.entries.values()) if (view.kind === kind) found.push(view as Kinds[K])
    return found
  }

  get workshop(): Workshop {
    const found = this.get('workshop', this.id)
    if (!found) throw new Error('A snapshot without its workshop')
    return found
  }

  /** The step one is at: the open one, or the last one that was. */
  get step(): Step | null {
    return this.get('step', this.workshop.step) ?? null
  }

  /** The plan in its order. Steps that were taken out of it are no longer named by the workshop. */
  get steps(): Step[] {
    return this.workshop.steps.flatMap((id) => this.get('step', id) ?? [])
  }

  get people(): Participant[] {
    const there = this.all('participant').filter(({ state, role }) => state === 'in' && role !== 'screen')
    return there.sort((a, b) => a.name.localeCompare(b.name, 'sv'))
  }

  /** How much more time this person has, in per cent. */
  get extra(): number {
    return this.get('pace', this.me?.id)?.extra ?? this.me?.extra ?? 0
  }

  get serverNow(): number {
    return this.now() + this.offset
  }

  setMine(mine: Mine): void {
    this.mine = mine
    this.changes.tell()
  }

  setPresent(ids: string[]): void {
    this.present = new Set(ids)
    this.changes.tell()
  }

  /** The right is lost: what only the room may read leaves the screen. What one wrote oneself lies elsewhere. */
  end(reason: string): void {
    const { workshop } = this
    this.goneReason = reason
    this.entries.clear()
    this.put(workshop)
    this.present = new Set()
    this.changes.tell()
  }

  private put(view: View): boolean {
    const key = `${view.kind}:${view.id}`
    const known = this.entries.get(key)
    if (known && known.view.version >= view.version) return false
    this.entries.set(key, { view, stamp: (this.stamp += 1) })
    return true
  }
}

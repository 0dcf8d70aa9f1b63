import { ApiError, type Http } from '../../api/http'
import type { LiveClient } from '../../live/client'
import type { Cancel, Clock, Random } from '../../live/clock'
import { NotThere, type StreamHandlers } from '../../live/subscription'
import type { Store } from './store'
import { tablesToFollow } from './tables'
import type { Mine, Snapshot } from './views'

/** A whole room asks anew within this long, not within the same moment. */
const SPREAD = 3_000
/** What nobody waits for: two hundred answers in a row would keep those waiting who write meanwhile. */
export const UNHURRIED = 12_000
const AT_LEAST = 200
/** How often somebody whose words wait in the late basket asks what became of them: soon at first, then seldom. */
const BASKET_FIRST = 20_000
const BASKET_LAST = 320_000
const RETRY = 10_000

interface World {
  http: Http
  live: LiveClient
  clock: Clock
  random: Random
}

/** Follows all streams of a workshop, and loads anew what no stream tells. */
export class Following {
  private subscriptions = new Map<string, Cancel>()
  private loading: Promise<Snapshot> | null = null
  private cancelLoad: Cancel | null = null
  private cancelMine: Cancel | null = null
  /** Own writes answered so far: what is loaded while one is answered may not know of it. */
  private writes = 0
  /** Table streams that were missing when last asked; asking once more would change nothing. */
  private missing = ''

  constructor(
    private store: Store,
    private world: World,
  ) {}

  start(snapshot: Snapshot): void {
    this.keepUp(snapshot)
    this.store.changes.listen(() => this.lookForTables())
    this.lookForTables()
    this.lookInBasket(BASKET_FIRST)
  }

  wrote(): void {
    this.writes += 1
  }

  /** Everything anew, soon: rights or streams may have changed. */
  reloadSoon(spread = SPREAD): void {
    const { clock, random } = this.world
    this.cancelLoad ??= clock.after(AT_LEAST + random() * spread, () => {
      this.cancelLoad = null
      void this.reload().catch((error: unknown) => {
        if (!(error instanceof NotThere)) this.cancelLoad ??= clock.after(RETRY, () => this.retry())
      })
    })
  }

  /** What is one's own anew, soon: no stream tells of it. */
  mineSoon(spread = SPREAD): void {
    if (!this.store.me || this.store.me.role === 'screen') return
    const { clock, random } = this.world
    this.cancelMine ??= clock.after(AT_LEAST + random() * spread, () => {
      this.cancelMine = null
      void this.loadMine().catch(() => {})
    })
  }

  /** That something was left out is told by no stream: it would join somebody to what they wrote. */
  private lookInBasket(after: number): void {
    this.world.clock.after(after, () => {
      const waits = this.store.mine.late?.some(({ state }) => state === 'waiting') ?? false
      if (waits) this.mineSoon()
      this.lookInBasket(waits ? Math.min(2 * after, BASKET_LAST) : BASKET_FIRST)
    })
  }

  private retry(): void {
    this.cancelLoad = null
    this.reloadSoon()
  }

  /** Several that ask share one load. */
  private reload(): Promise<Snapshot> {
    this.loading ??= this.load().finally(() => (this.loading = null))
    return this.loading
  }

  private async load(): Promise<Snapshot> {
    const { store, world, writes } = this
    const asked = store.mark()
    const snapshot = await world.http<Snapshot>(`/workshops/${store.id}/snapshot`).catch(asNotThere)
    store.replace(snapshot, asked)
    this.keepUp(snapshot)
    if (writes !== this.writes) this.mineSoon()
    return snapshot
  }

  private async loadMine(): Promise<void> {
    const { store, writes } = this
    const mine = await this.world.http<Mine>(`/workshops/${store.id}/mine`)
    if (writes === this.writes) store.setMine(mine)
    else this.mineSoon()
  }

  /** Follows what the snapshot names, from where it stands, and nothing else. */
  private keepUp(snapshot: Snapshot): void {
    for (const [stream, cancel] of this.subscriptions) {
      if (stream in snapshot.streams) continue
      this.subscriptions.delete(stream)
      cancel()
    }
    for (const [stream, position] of Object.entries(snapshot.streams)) {
      if (this.subscriptions.has(stream)) continue
      this.subscriptions.set(stream, this.world.live.subscribe(stream, position, this.handlers(stream)))
    }
  }

  private handlers(stream: string): StreamHandlers {
    const { store } = this
    return {
      apply: (_events, views) => {
        store.apply(views)
        if (stream.startsWith('participant:')) this.mineSoon()
      },
      loadSnapshot: async () => {
        const position = (await this.reload()).streams[stream]
        if (!position) throw new NotThere()
        return position
      },
      ...(stream.startsWith('people:') && {
        presence: ({ people }) => store.setPresent(people.map(({ person }) => person)),
      }),
      gone: (reason) => this.gone(stream, reason),
    }
  }

  private gone(stream: string, reason: string): void {
    this.subscriptions.delete(stream)
    if (stream.startsWith('workshop:')) this.store.end(reason)
    else this.reloadSoon()
  }

  /** Who is given a table, or leads where tables are laid, has streams more; only a snapshot says where they begin. */
  private lookForTables(): void {
    const { store } = this
    if (store.goneReason !== null) return
    const leads = store.abilities.see_behind
    const missing = tablesToFollow(store.all('table'), store.me?.id, leads).filter((stream) => !this.subscriptions.has(stream))
    const named = missing.join()
    // Hosts are few: they need not wait for their turn.
    if (named !== '' && named !== this.missing) this.reloadSoon(leads ? 0 : SPREAD)
    this.missing = named
  }
}

function asNotThere(error: unknown): never {
  const isNotThere = error instanceof ApiError && (error.status === 404 || error.status === 403)
  throw isNotThere ? new NotThere() : error
}

import type { RoomApi } from '../api/rooms'
import { Emitter } from '../live/emitter'
import { includes, type Ranges } from '../live/ranges'
import type { RoomStore } from './store'

const PAGE = 50
const LARGE_PAGE = 100

export type LoadState = 'idle' | 'loading' | 'failed'

/** Where in the room the reader is, and how to get elsewhere without losing the place. */
export class Places {
  readonly changes = new Emitter<void>()
  /** The thread that is shown alone, by its top message. */
  thread: string | null = null
  /** The message somebody wants to come to; the list brings it into view and clears this. */
  target: string | null = null
  /** The message a link led to; it stays marked. */
  linked: string | null = null
  load: LoadState = 'idle'
  /** Live arrivals that have not been before anybody's eyes. */
  unseen = new Set<string>()
  readonly unreadFrom: number | null
  isMissing = false

  constructor(
    private store: RoomStore,
    private api: RoomApi,
    read: Ranges,
    me: string,
  ) {
    const first = store.messages.find(({ seq, author }) => author.id !== me && !includes(read, seq))
    this.unreadFrom = first?.seq ?? null
    store.arrivals.listen((messages) => {
      for (const { id } of messages) this.unseen.add(id)
      this.changes.tell()
    })
  }

  async loadEarlier(limit = PAGE): Promise<boolean> {
    const first = this.store.messages[0]
    if (this.load === 'loading' || !first || !this.store.hasEarlier) return false
    this.set('loading')
    try {
      this.store.prepend(await this.api.before(first.seq, limit))
      this.set('idle')
      return true
    } catch {
      this.set('failed')
      return false
    }
  }

  /** Goes to a message, fetching as much of the past as it takes: the list never has gaps. */
  async go(id: string, isLink = false): Promise<void> {
    if (isLink) this.linked = id
    if (!this.store.get(id)) await this.loadBackTo(id)
    const message = this.store.get(id)
    this.isMissing = !message
    if (message && this.thread && this.thread !== message.thread && this.thread !== id) this.thread = null
    this.target = message ? id : null
    this.changes.tell()
  }

  showThread(top: string | null, target: string | null): void {
    this.thread = top
    this.target = target
    this.changes.tell()
  }

  arrive(): void {
    this.target = null
  }

  see(id: string): void {
    if (this.unseen.delete(id)) this.changes.tell()
  }

  /** The first of the new ones, for the bar that offers them. */
  toUnseen(): void {
    const first = this.store.messages.find(({ id }) => this.unseen.has(id))
    this.unseen.clear()
    if (first) void this.go(first.id)
    this.changes.tell()
  }

  private async loadBackTo(id: string): Promise<void> {
    try {
      const { seq } = await this.api.message(id)
      const isAbove = () => (this.store.messages[0]?.seq ?? 0) > seq
      while (isAbove() && (await this.loadEarlier(LARGE_PAGE)));
    } catch {
      // It is not there, or not for us: the same to the one who looks.
    }
  }

  private set(load: LoadState): void {
    this.load = load
    this.changes.tell()
  }
}

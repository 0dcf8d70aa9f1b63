import { isMessage, isRoom, type Message, type MessagePage, type Room, type Snapshot } from '../api/types'
import type { Clock } from '../live/clock'
import { Emitter } from '../live/emitter'
import { Entities } from '../live/entities'
import type { Presence, Somebody, Views } from '../live/protocol'

/** Whoever stops writing without a word disappears after this long. */
const TYPING_LAPSES = 6_000

/** The room as this browser knows it. */
export class RoomStore {
  readonly changes = new Emitter<void>()
  /** Messages that came live from somebody else, in order. */
  readonly arrivals = new Emitter<Message[]>()
  /** What was said on another screen of the same person. */
  readonly echoes = new Emitter<Message[]>()
  room: Room
  messages: Message[] = []
  hasEarlier = false
  presence: Presence = { count: 0, people: [] }
  typing: Somebody[] = []
  goneReason: string | null = null
  private entities = new Entities<Message>()
  /** The list shows everything from this number on, without gaps. */
  private from = Infinity
  private cancelTyping: () => void = () => {}

  constructor(
    snapshot: Snapshot,
    private clock: Clock,
  ) {
    this.room = snapshot.room
    this.replace(snapshot)
  }

  get(id: string): Message | undefined {
    const message = this.entities.get(id)
    return message && message.seq >= this.from ? message : undefined
  }

  replies(thread: string): Message[] {
    return this.messages.filter((message) => message.thread === thread)
  }

  replace(snapshot: Snapshot): void {
    this.entities.clear()
    this.room = snapshot.room
    this.hasEarlier = snapshot.has_earlier
    this.from = snapshot.has_earlier ? (snapshot.messages[0]?.seq ?? 0) : 0
    for (const message of snapshot.messages) this.entities.upsert(message)
    this.sort()
  }

  prepend(page: MessagePage): void {
    this.hasEarlier = page.has_earlier
    this.from = page.has_earlier ? Math.min(this.from, page.results[0]?.seq ?? this.from) : 0
    for (const message of page.results) this.entities.upsert(message)
    this.sort()
  }

  /** What came with applied events. */
  applyViews(views: Views, me: string): void {
    const before = new Set(this.messages.map(({ id }) => id))
    for (const view of Object.values(views)) {
      if (isMessage(view)) this.entities.upsert(view)
      else if (isRoom(view)) this.upsertRoom(view)
    }
    this.sort()
    const fresh = this.messages.filter(({ id }) => !before.has(id))
    const arrived = fresh.filter(({ author }) => author.id !== me)
    const own = fresh.filter(({ author }) => author.id === me)
    if (arrived.length > 0) this.arrivals.tell(arrived)
    if (own.length > 0) this.echoes.tell(own)
  }

  /** What an own write was answered with. */
  upsert(message: Message): void {
    if (this.entities.upsert(message)) this.sort()
  }

  upsertRoom(room: Room): void {
    if (room.version < this.room.version) return
    const abilities = room.abilities ?? this.room.abilities
    this.room = abilities ? { ...room, abilities } : room
    this.changes.tell()
  }

  setPresence(presence: Presence): void {
    this.presence = { count: presence.count, people: presence.people }
    this.changes.tell()
  }

  setTyping(people: Somebody[]): void {
    this.cancelTyping()
    this.typing = people
    if (people.length > 0) this.cancelTyping = this.clock.after(TYPING_LAPSES, () => this.setTyping([]))
    this.changes.tell()
  }

  /** The right is lost: what only the room may read leaves the screen. */
  end(reason: string): void {
    this.goneReason = reason
    this.entities.clear()
    this.presence = { count: 0, people: [] }
    this.typing = []
    this.sort()
  }

  private sort(): void {
    const shown = this.entities.all().filter(({ seq }) => seq >= this.from)
    this.messages = shown.sort((a, b) => a.seq - b.seq)
    this.changes.tell()
  }
}

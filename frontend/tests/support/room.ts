import type { Message, Room, Snapshot } from '../../src/api/types'
import type { LiveEvent, Views } from '../../src/live/protocol'
import { event } from './events'

export const ROOM = '11111111-1111-4111-8111-111111111111'
export const ME = '22222222-2222-4222-8222-222222222222'
export const OTHER = '33333333-3333-4333-8333-333333333333'

/** A UUID that is easy to recognise. */
export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

export function message(seq: number, changes: Partial<Message> = {}): Message {
  const text = changes.text ?? `Text ${seq}`
  return {
    kind: 'message',
    id: uuid(seq),
    room: ROOM,
    seq,
    version: 1,
    revision: 1,
    thread: null,
    reply_to: null,
    quote: null,
    author: { id: OTHER, name: 'Anna Holm', title: 'samordnare' },
    organisation: { id: uuid(900), name: 'Huddinge kommun', short_name: 'Huddinge' },
    side: 'public',
    state: 'visible',
    text,
    html: `<p>${text}</p>`,
    posted_at: '2026-01-12T12:30:00Z',
    edited_at: null,
    reactions: [],
    attachments: [],
    mentions: [],
    question: null,
    activities: [],
    locked: false,
    reason: '',
    url: `/rad/sodertorn/rum/lokal/?m=${uuid(seq)}`,
    ...changes,
  }
}

export function mine(seq: number, changes: Partial<Message> = {}): Message {
  const organisation = { id: uuid(901), name: 'Verdandi', short_name: 'Verdandi' }
  return message(seq, { author: { id: ME, name: 'Ida Berg', title: 'verksamhetsledare' }, organisation, side: 'asf', ...changes })
}

export function room(changes: Partial<Room> = {}): Room {
  return {
    kind: 'room',
    id: ROOM,
    version: 1,
    revision: 1,
    slug: 'lokal',
    title: 'Lokal i Skogås',
    purpose: 'Hitta en lokal',
    room_kind: 'working',
    access: 'open',
    state: 'active',
    retention_days: null,
    summary: { text: '', html: '', updated_at: null },
    council: { slug: 'sodertorn', name: 'ASF-rådet Södertörn' },
    goal: null,
    url: '/rad/sodertorn/rum/lokal/',
    abilities: { post: true, react: true, moderate: false, edit_summary: false, ask: false, make_activity: false, manage: false },
    ...changes,
  }
}

export function snapshot(messages: Message[], changes: Partial<Snapshot> = {}): Snapshot {
  return {
    stream: `room:${ROOM}`,
    epoch: 'e1',
    seq: messages.at(-1)?.seq ?? 0,
    room: room(),
    messages,
    has_earlier: false,
    read: { ranges: [[1, 1_000_000]], unread: 0 },
    draft: null,
    me: { person: ME, membership: uuid(800) },
    ...changes,
  }
}

export type Deed = 'post' | 'edit' | 'delete' | 'rebuild'

/** A server's room: a log and what the log has led to. */
export class ModelRoom {
  epoch = 'e1'
  log: { event: LiveEvent; id: string }[] = []
  messages = new Map<string, Message>()

  get head(): number {
    return this.log.length
  }

  do(deed: Deed, pick: number): void {
    if (deed === 'rebuild') return this.rebuild()
    const seq = this.head + 1
    const known = [...this.messages.values()]
    const chosen = known[pick % Math.max(1, known.length)]
    const next = deed === 'post' || !chosen ? message(seq) : changed(chosen, deed, seq)
    this.messages.set(next.id, next)
    this.log.push({ event: event(seq, `council.message_${deed}`), id: next.id })
  }

  /** Views are made when a frame is sent, so they may be newer than the events beside them. */
  frame(from: number, to: number): { events: LiveEvent[]; views: Views } {
    const entries = this.log.slice(from - 1, to)
    const views = Object.fromEntries(entries.map(({ id }) => [`message:${id}`, this.messages.get(id) as Message]))
    return { events: entries.map((entry) => entry.event), views }
  }

  snapshot(limit = 1000): Snapshot {
    const all = [...this.messages.values()].sort((a, b) => a.seq - b.seq)
    const has_earlier = all.length > limit
    return snapshot(all.slice(-limit), { epoch: this.epoch, seq: this.head, has_earlier })
  }

  /** Restored from a copy: the end of the log is lost, versions go back, and the epoch says so. */
  private rebuild(): void {
    const kept = Math.floor(this.head / 2)
    this.log = this.log.slice(0, kept)
    const ids = new Set(this.log.map(({ id }) => id))
    this.messages = new Map([...this.messages].filter(([id]) => ids.has(id)).map(([id, one]) => [id, { ...one, version: 1, text: 'restored' }]))
    this.epoch = `e${Number(this.epoch.slice(1)) + 1}`
  }
}

function changed(known: Message, deed: 'edit' | 'delete', seq: number): Message {
  const version = known.version + 1
  if (deed === 'delete') return { ...known, version, state: 'deleted', text: '', html: '' }
  return { ...known, version, revision: known.revision + 1, text: `edited ${seq}` }
}

/** The shapes of the room API, exactly as REST and the live views give them. */
import type { View } from '../live/protocol'
import type { Ranges } from '../live/ranges'

export interface OrganisationRef {
  id: string
  name: string
  short_name: string
}

export interface PersonRef {
  id: string
  name: string
  title: string
}

export const REACTION_KINDS = ['agree', 'thanks', 'question', 'celebrate', 'concern'] as const
export type ReactionKind = (typeof REACTION_KINDS)[number]

export interface Reaction {
  kind: ReactionKind
  count: number
  people: { id: string; name: string; organisation: string }[]
}

export interface Attachment {
  id: string
  name: string
  size: number
  type: string
  url: string
}

export interface Question {
  id: string
  organisation: OrganisationRef
  due: string
  state: 'open' | 'answered' | 'withdrawn'
  overdue: boolean
  answer: string | null
  answered_at: string | null
}

/** A goal where it is only named. */
export interface GoalRef {
  id: string
  number: number
  title: string
  url: string
}

/** Something to be done that came from a message. */
export interface MadeActivity {
  id: string
  title: string
  state: 'planned' | 'ongoing' | 'done' | 'dropped'
  goal: GoalRef
}

export interface Mention {
  kind: 'person' | 'organisation'
  id: string
  name: string
}

export type Side = 'asf' | 'public' | 'business' | 'adviser' | ''

export interface Message extends View {
  kind: 'message'
  room: string
  seq: number
  revision: number
  thread: string | null
  reply_to: string | null
  quote: { id: string; author: string; organisation: string; excerpt: string } | null
  author: PersonRef
  organisation: OrganisationRef
  side: Side
  state: 'visible' | 'hidden' | 'deleted'
  text: string
  html: string
  posted_at: string
  edited_at: string | null
  reactions: Reaction[]
  attachments: Attachment[]
  mentions: Mention[]
  question: Question | null
  activities: MadeActivity[]
  locked: boolean
  reason: string
  url: string
}

export interface RoomAbilities {
  post: boolean
  react: boolean
  moderate: boolean
  edit_summary: boolean
  ask: boolean
  make_activity: boolean
  manage: boolean
}

export interface Room extends View {
  kind: 'room'
  revision: number
  slug: string
  title: string
  purpose: string
  room_kind: 'document' | 'working'
  access: 'open' | 'closed'
  state: 'active' | 'archived'
  retention_days: number | null
  summary: { text: string; html: string; updated_at: string | null }
  council: { slug: string; name: string }
  goal: GoalRef | null
  url: string
  /** Only REST says what one may do; a live view goes to everybody alike. */
  abilities?: RoomAbilities
}

export interface Snapshot {
  stream: string
  epoch: string
  seq: number
  room: Room
  messages: Message[]
  has_earlier: boolean
  read: { ranges: Ranges; unread: number }
  draft: { text: string; updated_at: string } | null
  me: { person: string; membership: string | null }
}

export interface MessagePage {
  results: Message[]
  has_earlier: boolean
}

export interface Revision {
  number: number
  html: string
  text: string
  at: string
}

export interface Bootstrap {
  snapshot: Snapshot
  me: { person: string; membership: string | null; name: string; organisation: string }
  urls: { api: string; live: string }
  language: string
  organisations: OrganisationRef[]
  /** Who sits in the council and can be named. */
  people?: { id: string; name: string; organisation: string }[]
}

export interface PostBody {
  text: string
  reply_to?: string
  quote?: string
  attachments?: string[]
  question?: { organisation: string; due: string }
}

export function isMessage(view: View): view is Message {
  return view.kind === 'message'
}

export function isRoom(view: View): view is Room {
  return view.kind === 'room'
}

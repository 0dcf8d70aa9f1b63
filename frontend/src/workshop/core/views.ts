/** The shapes of a workshop, exactly as REST, the snapshot and the live views give them. */
import type { View } from '../../live/protocol'
import type { Position } from '../../live/position'
import type { Question } from './questions'

export type StepType =
  | 'info'
  | 'checkin'
  | 'board'
  | 'vote'
  | 'poll'
  | 'questions'
  | 'speaking'
  | 'tables'
  | 'outcomes'
  | 'evaluation'

export type Naming = 'named' | 'organisation' | 'anonymous'

export interface Workshop extends View {
  kind: 'workshop'
  title: string
  purpose: string
  place: string
  state: 'planned' | 'announced' | 'running' | 'paused' | 'ended' | 'cancelled'
  step: string | null
  steps: string[]
  locked: boolean
  notice: string
  council: { slug: string; name: string }
  url: string
}

export interface Column {
  id: string
  title: string
}

export interface Item {
  id: string
  text: string
  note: string | null
  group: string | null
}

/** Each way of working reads its own part of this. */
export interface StepSettings {
  columns?: Column[]
  hidden?: boolean
  most?: number | null
  grouping?: 'everybody' | 'hosts'
  lines?: boolean
  size?: number
  source?: string
  budget?: number
  running?: boolean
  questions?: Question[]
  seconds?: number
  balance?: boolean
}

export interface Step extends View {
  kind: 'step'
  revision: number
  workshop: string
  position: number
  type: StepType
  title: string
  instruction: string
  plain: string
  minutes: number
  naming: Naming
  settings: StepSettings
  state: 'planned' | 'open' | 'closed'
  opened_at: string | null
  ends_at: string | null
  closed_at: string | null
  revealed: boolean
  authors_hidden: boolean
  items: Item[]
}

export interface Participant extends View {
  kind: 'participant'
  name: string
  organisation: string
  role: 'participant' | 'host' | 'screen'
  state: 'in' | 'removed'
  late: boolean
}

export interface Pace extends View {
  kind: 'pace'
  extra: number
}

export interface Host extends View {
  kind: 'host'
  person: string
  name: string
  organisation: string
  role: 'facilitator' | 'cohost' | 'deputy'
  ended: boolean
}

/** How something is signed: by a participant, an organisation, a kind of organisation, or not at all. */
export interface Signature {
  participant: string | null
  label: string
  kind: string
}

export interface Note extends View {
  kind: 'note'
  revision: number
  step: string
  table: string | null
  group: string | null
  column: string
  rank: number
  text: string
  state: 'shown' | 'removed' | 'redacted'
  by: Signature | null
  on_behalf: boolean
  audience: 'workshop' | 'hosts' | 'table'
}

export interface Group extends View {
  kind: 'group'
  step: string
  table: string | null
  column: string
  rank: number
  title: string
  dissolved: boolean
  audience: 'workshop' | 'hosts' | 'table'
}

export interface OwnLate {
  id: string
  step: string
  column: string
  text: string
  state: 'waiting' | 'taken' | 'left'
}

export interface Late extends View, OwnLate {
  kind: 'late'
  table: string | null
  by: Signature | null
}

export interface QuestionResult {
  given?: number
  options?: Record<string, number | { mean: number | null; first: number }>
  counts?: Record<string, number>
  mean?: number | null
  words?: { word: string; count: number }[]
  texts?: string[]
}

export interface Tally extends View {
  kind: 'tally'
  given: number
  results: { items?: Record<string, number>; questions?: Record<string, QuestionResult> } | null
}

export interface Hand extends View {
  kind: 'hand'
  step: string
  participant: string
  name: string
  organisation: string
  state: 'up' | 'speaking' | 'down'
  raised_at: string
  called_at: string | null
  done_at: string | null
}

export interface Order extends View {
  kind: 'order'
  next: { hand: string; reason: string } | null
  heard: { organisation: string; seconds: number; turns: number }[]
}

export interface Asked extends View {
  kind: 'asked'
  step: string
  text: string
  state: 'open' | 'answered' | 'merged' | 'removed'
  merged_into: string | null
  position: number
  by: Signature | null
  voices: number
}

export interface Table extends View {
  kind: 'table'
  step: string
  number: number
  name: string
  collected: boolean
  sittings: { participant: string; reason: string }[]
}

export interface Line extends View {
  kind: 'line'
  revision: number
  table: string
  text: string
  rank: number
  removed: boolean
}

export const OUTCOME_TYPES = ['conclusion', 'goal', 'activity', 'question', 'input'] as const
export type OutcomeType = (typeof OUTCOME_TYPES)[number]

export interface Source {
  kind: 'note' | 'group' | 'item' | 'line' | 'question'
  thing: string
}

export interface Outcome extends View {
  kind: 'outcome'
  revision: number
  position: number
  type: OutcomeType
  text: string
  state: 'suggested' | 'agreed' | 'handed_over' | 'dropped'
  organisation: { id: string; name: string } | null
  due: string | null
  became: { kind: string; url: string; title: string } | null
  sources: (Source & { step: string; dots: number | null })[]
}

/** For hosts alone: a source of a conclusion was redacted, so its words should be looked at. */
export interface Review extends View {
  kind: 'review'
  needed: boolean
}

export interface Kinds {
  workshop: Workshop
  step: Step
  participant: Participant
  pace: Pace
  host: Host
  note: Note
  group: Group
  late: Late
  tally: Tally
  hand: Hand
  order: Order
  asked: Asked
  table: Table
  line: Line
  outcome: Outcome
  review: Review
}

export type Kind = keyof Kinds

/** What one person alone may change, or has chosen. It is in no stream. */
export interface Mine {
  notes?: Note[]
  late?: OwnLate[]
  dots?: Record<string, Record<string, number>>
  answers?: Record<string, Record<string, unknown>>
  asked?: string[]
  voices?: string[]
  tables?: Record<string, string>
  /** Questions whose choice came too late to count, by step; known on this page alone. */
  tooLate?: Record<string, string[]>
}

export type Me = Participant & { extra: number }

export interface Abilities {
  contribute: boolean
  run: boolean
  run_step: boolean
  end: boolean
  conclude: boolean
  take_wheel: boolean
  change_plan: boolean
  see_behind: boolean
}

export interface Snapshot {
  workshop: string
  streams: Record<string, Position>
  views: View[]
  me: Me | null
  mine: Mine
  abilities: Abilities
  now: string
}

export type ViewName = 'participant' | 'host' | 'screen'

export interface Bootstrap {
  view: ViewName
  snapshot: Snapshot
  membership: string | null
  urls: { api: string; live: string; join: string; room: string; screen?: string }
  code: string
  /** The join link as a drawing, from the server. */
  qr?: string
  language: string
}

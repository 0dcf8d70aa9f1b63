import type { OutboxItem, Refusal } from '../../live/outbox-item'
import type { View } from '../../live/protocol'
import { deedOf, deedsOf, type Deed } from './deeds'
import type { Store } from './store'
import type { Abilities, Late, Mine, Note, OwnLate } from './views'

const isView = (data: unknown): data is View => typeof data === 'object' && data !== null && 'kind' in data && 'id' in data

/** What one chose in a vote, with what is still on its way. */
export function ownDots(store: Store, items: OutboxItem[], step: string): Record<string, number> {
  const dots = { ...store.mine.dots?.[step] }
  for (const { item, deed } of deedsOf(items, 'dots')) {
    if (deed.step === step && item.refusal === null) dots[deed.item] = deed.dots
  }
  return dots
}

/** What one answered in a poll, with what is still on its way. */
export function ownAnswers(store: Store, items: OutboxItem[], step: string): Record<string, unknown> {
  const answers = { ...store.mine.answers?.[step] }
  for (const { item, deed } of deedsOf(items, 'answer')) {
    if (deed.step === step && item.refusal === null) answers[deed.question] = deed.value
  }
  return answers
}

export function ownVoice(store: Store, items: OutboxItem[], asked: string): boolean {
  const waiting = deedsOf(items, 'voice').find(({ item, deed }) => deed.asked === asked && item.refusal === null)
  return waiting?.deed.on ?? store.mine.voices?.includes(asked) ?? false
}

export function handWanted(items: OutboxItem[], step: string): boolean | null {
  const waiting = deedsOf(items, 'hand').find(({ item, deed }) => deed.step === step && item.refusal === null)
  return waiting?.deed.up ?? null
}

/** What was refused of some kinds of deeds, newest last. */
export function refusedOf(items: OutboxItem[], isMeant: (deed: Deed) => boolean): (OutboxItem & { refusal: Refusal })[] {
  return items.filter((item): item is OutboxItem & { refusal: Refusal } => item.refusal !== null && isMeant(deedOf(item)))
}

/** The answer to an own write counts at once, without waiting for the live link to tell the same. */
export function learnFrom(store: Store, item: OutboxItem, data: unknown): void {
  const deed = deedOf(item)
  store.setMine(mineAfter(store.mine, deed, data))
  for (const view of viewsIn(data)) if (isView(view)) store.learn(view)
  if (!isView(data) || isOwnAlone(data, deed)) return
  if (data.kind === 'workshop' && 'abilities' in data) store.abilities = data.abilities as Abilities
  store.learn(data)
}

/** Some answers list several things, all the tables that were laid for example. */
function viewsIn(data: unknown): unknown[] {
  const { results } = (data ?? {}) as { results?: unknown }
  return Array.isArray(results) ? results : []
}

/** What is late or hidden from the others is in no stream of its writer; it lies among what is theirs. */
function isOwnAlone(view: View, deed: Deed): boolean {
  const isHidden = view.kind === 'note' && (view as Note).audience === 'hosts'
  return deed.does !== 'lead' && (view.kind === 'late' || isHidden)
}

function mineAfter(mine: Mine, deed: Deed, data: unknown): Mine {
  const found = (data ?? {}) as Given
  if (isView(data) && data.kind === 'late' && deed.does !== 'lead') return withLate(mine, data as Late)
  switch (deed.does) {
    case 'write':
      return withNote(mine, data)
    case 'edit':
    case 'move':
      return mine.notes?.some(({ id }) => id === deed.note) ? withNote(mine, data) : mine
    case 'remove':
      return { ...mine, notes: (mine.notes ?? []).filter(({ id }) => id !== deed.note) }
    case 'dots':
      return found.dots ? { ...mine, dots: { ...mine.dots, [deed.step]: found.dots } } : mine
    case 'answer':
      return withAnswers(mine, deed.step, found)
    case 'ask':
      return { ...mine, asked: [...new Set([...(mine.asked ?? []), deed.asked])] }
    case 'voice': {
      const others = (mine.voices ?? []).filter((id) => id !== deed.asked)
      return { ...mine, voices: deed.on ? [...others, deed.asked] : others }
    }
    default:
      return mine
  }
}

interface Given {
  dots?: Record<string, number>
  answers?: Record<string, unknown>
  late?: OwnLate[]
  refused?: string[]
}

function withAnswers(mine: Mine, step: string, { answers, late = [], refused = [] }: Given): Mine {
  if (!answers) return mine
  const answered = { ...mine, answers: { ...mine.answers, [step]: answers }, tooLate: { ...mine.tooLate, [step]: refused } }
  return late.reduce(withLate, answered)
}

function withNote(mine: Mine, data: unknown): Mine {
  if (!isView(data) || data.kind !== 'note') return mine
  const note = data as Note
  const others = (mine.notes ?? []).filter(({ id, version }) => id !== note.id || version > note.version)
  return { ...mine, notes: others.some(({ id }) => id === note.id) ? others : [...others, note] }
}

function withLate(mine: Mine, late: OwnLate): Mine {
  const { id, step, column, text, state } = late
  return { ...mine, late: [...(mine.late ?? []).filter((one) => one.id !== id), { id, step, column, text, state }] }
}

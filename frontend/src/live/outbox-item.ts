/** Why the server said no, in its own words (RFC 9457). */
export interface Refusal {
  status: number
  type: string
  title: string
  detail: string
}

/** One thing a person has done that the server may not know of yet. */
export interface OutboxItem {
  /** The idempotency key: however often it is sent, it happens once. */
  key: string
  order: number
  kind: 'post' | 'edit' | 'delete' | 'react' | 'unreact' | 'other'
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  body: unknown
  /** The revision this change was made from. */
  ifMatch?: number
  /** The message it concerns; absent for a new one. */
  target?: string
  /** What the person wrote, or what stands for it: the reaction's word. */
  text?: string
  /** What the interface needs to show the thing again, and the server does not. */
  extra?: unknown
  /** The newest number on the page when it was made: its own event comes after. */
  madeAt?: number
  /** Of several waiting things with the same name only the last is sent: it says all that the others said. */
  slot?: string
  /** Sent without its key, which would join the sender to what they wrote. Its address makes a repeat harmless. */
  isKeyless?: true
  /** Sent at least once without an answer, so the server may already have done it. */
  isUnsure: boolean
  refusal: Refusal | null
}

/** saving: on its way, or next in line; waiting: the net is away; refused: the server said no, the text is kept. */
export type SaveState = 'saving' | 'waiting' | 'refused'

export type Answer =
  | { kind: 'done'; data: unknown }
  | { kind: 'refused'; refusal: Refusal }
  /** No answer, or one that asks to try later. */
  | { kind: 'later'; retryAfter?: number; isAnswered: boolean }

export type NewItem = Omit<OutboxItem, 'key' | 'order' | 'isUnsure' | 'refusal'>

/** Signing in again can turn these around without anything else changing. */
const ABOUT_THE_PERSON = new Set([401, 403])

/**
 * A refusal is final for its key only when the server has looked the key up. Turned away at the door (401, 403)
 * after a lost answer, the thing may still have happened, and must go again under the same key.
 */
export function staysUnsure(refusal: Refusal, wasUnsure: boolean): boolean {
  return wasUnsure && ABOUT_THE_PERSON.has(refusal.status)
}

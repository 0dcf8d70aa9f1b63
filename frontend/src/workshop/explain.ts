import type { Catalogue } from '../i18n'
import type { OutboxItem } from '../live/outbox-item'
import type { Words } from './words'

/** Why something was refused, in words that say what is kept and what to do. */
export function explain({ refusal }: OutboxItem, words: Words, shared: Catalogue): string {
  if (refusal?.status === 401) return words.refusedSignedOut
  if (refusal?.status === 412) return words.refusedStale
  return refusal?.detail || shared.refusedUnknown
}

import type { Catalogue } from '../i18n'
import type { OutboxItem } from '../live/outbox-item'

/** Why something was refused, in words that say what is kept and what to do. */
export function explain({ refusal }: OutboxItem, words: Catalogue): string {
  if (refusal?.status === 401) return words.refusedSignedOut
  if (refusal?.status === 412) return words.refusedStale
  return refusal?.detail || words.refusedUnknown
}

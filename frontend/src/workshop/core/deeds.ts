import type { NewItem, OutboxItem } from '../../live/outbox-item'

/** What somebody did, so that it can be shown at once and again after a reload. The server never sees this. */
export type Deed =
  | { does: 'write'; step: string; note: string; column: string; text: string }
  | { does: 'edit'; note: string; text: string }
  | { does: 'remove'; note: string }
  | { does: 'move'; note: string; column: string; after: string | null; group: string | null }
  | { does: 'gather'; step: string; group: string; notes: string[]; title: string }
  | { does: 'name'; group: string; title: string }
  | { does: 'move-group'; group: string; column: string; after: string | null }
  | { does: 'dissolve'; group: string }
  | { does: 'dots'; step: string; item: string; dots: number }
  | { does: 'answer'; step: string; question: string; value: unknown }
  | { does: 'hand'; step: string; up: boolean }
  | { does: 'ask'; step: string; asked: string; text: string }
  | { does: 'voice'; asked: string; on: boolean }
  | { does: 'line'; table: string; line: string; text: string }
  | { does: 'edit-line'; line: string; text: string }
  | { does: 'move-line'; line: string; after: string | null }
  | { does: 'remove-line'; line: string }
  | { does: 'lead'; what: string; about: string }

export type DeedName = Deed['does']

export function deedOf(item: OutboxItem): Deed {
  return item.extra as Deed
}

/** The waiting things of some kinds, as what was done. */
export function deedsOf<N extends DeedName>(items: OutboxItem[], ...names: N[]): { item: OutboxItem; deed: Extract<Deed, { does: N }> }[] {
  return items.flatMap((item) => {
    const deed = deedOf(item)
    return names.includes(deed.does as N) ? [{ item, deed: deed as Extract<Deed, { does: N }> }] : []
  })
}

type Sent = Pick<NewItem, 'method' | 'path'> & Partial<Pick<NewItem, 'body' | 'ifMatch' | 'slot' | 'target'>>

export function asItem(deed: Deed, sent: Sent): NewItem {
  const text = 'text' in deed ? { text: deed.text } : {}
  return { kind: 'other', body: undefined, ...sent, ...text, extra: deed }
}

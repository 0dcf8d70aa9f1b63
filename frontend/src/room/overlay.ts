import { REACTION_KINDS, type Message, type Reaction, type ReactionKind } from '../api/types'
import type { OutboxItem } from '../live/outbox-item'

/** What belongs to one message but has not been answered by the server. */
export function itemsFor(items: OutboxItem[], id: string): OutboxItem[] {
  return items.filter(({ target }) => target === id)
}

/**
 * Own posts that are not in the list yet. The live link can be faster than the answer to the post: then the
 * message is there already, and its twin is not shown.
 */
export function pendingPosts(
  items: OutboxItem[],
  messages: Message[],
  me: string,
  answered: ReadonlySet<string>,
): OutboxItem[] {
  const taken = new Set(answered)
  return items.filter((item) => {
    if (item.kind !== 'post') return false
    const twin = messages.find((message) => isTwin(message, item, me) && !taken.has(message.id))
    if (twin) taken.add(twin.id)
    return !twin || item.refusal !== null
  })
}

function isTwin(message: Message, item: OutboxItem, me: string): boolean {
  return message.author.id === me && message.text === item.text && message.seq > (item.madeAt ?? Infinity)
}

/** Reactions as they will be once everything on its way has arrived. */
export function reactionsWith(message: Message, items: OutboxItem[], me: Reaction['people'][number]): Reaction[] {
  const own = new Map<ReactionKind, boolean>()
  for (const item of items) {
    if (item.refusal) continue
    if (item.kind === 'react' || item.kind === 'unreact') own.set(item.text as ReactionKind, item.kind === 'react')
  }
  return REACTION_KINDS.flatMap((kind) => {
    const known = message.reactions.find((reaction) => reaction.kind === kind)
    const people = known?.people ?? []
    const has = people.some(({ id }) => id === me.id)
    const will = own.get(kind) ?? has
    const count = (known?.count ?? 0) + Number(will) - Number(has)
    const others = people.filter(({ id }) => id !== me.id)
    return count > 0 ? [{ kind, count, people: will ? [...others, me] : others }] : []
  })
}

import type { Asked, Hand, Order } from './views'

export interface Queue {
  speaking: Hand | null
  waiting: Hand[]
  suggested: { hand: Hand; reason: string } | null
}

const earlier = (a: Hand, b: Hand) => a.raised_at.localeCompare(b.raised_at) || (a.id < b.id ? -1 : 1)

/** Who speaks, who waits in the order the hands went up, and whom the list suggests. */
export function queueOf(step: string, hands: Hand[], order: Order | undefined): Queue {
  const here = hands.filter((hand) => hand.step === step)
  const waiting = here.filter(({ state }) => state === 'up').sort(earlier)
  const next = waiting.find(({ id }) => id === order?.next?.hand)
  return {
    speaking: here.find(({ state }) => state === 'speaking') ?? null,
    waiting,
    suggested: next && order?.next ? { hand: next, reason: order.next.reason } : null,
  }
}

export function ownHand(step: string, hands: Hand[], me: string | undefined): Hand | null {
  return hands.find((hand) => hand.step === step && hand.participant === me && hand.state !== 'down') ?? null
}

export type AskedOrder = 'asked' | 'voices'

/** Open questions first, then those that were answered. Their order changes only when the reader asks for it. */
export function askedIn(step: string, asked: Asked[], order: AskedOrder): { open: Asked[]; answered: Asked[] } {
  const byPosition = (a: Asked, b: Asked) => a.position - b.position
  const byVoices = (a: Asked, b: Asked) => b.voices - a.voices || byPosition(a, b)
  const here = asked.filter((one) => one.step === step).sort(order === 'voices' ? byVoices : byPosition)
  return { open: here.filter(({ state }) => state === 'open'), answered: here.filter(({ state }) => state === 'answered') }
}

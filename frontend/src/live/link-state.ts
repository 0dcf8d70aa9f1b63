import type { Phase } from './subscription'

/** What the page says about its link. It is always shown, in words. */
export type LinkState =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'polling' }
  | { kind: 'catching-up' }
  /** What is on the page is as old as `since`. */
  | { kind: 'offline'; since: number }
  | { kind: 'ended'; reason: 'signed-out' | 'hat-ended' | 'protocol' | 'stopped' }

export interface LinkFacts {
  ended: 'signed-out' | 'hat-ended' | 'protocol' | 'stopped' | null
  isWelcomed: boolean
  /** Whether the long poll is answered; null when it is not used or not known yet. */
  pollWorks: boolean | null
  isOnline: boolean
  lastContact: number
  phases: Phase[]
}

export function judgeLink(facts: LinkFacts): LinkState {
  if (facts.ended) return { kind: 'ended', reason: facts.ended }
  if (facts.isWelcomed) {
    const isCurrent = facts.phases.every((phase) => phase === 'live' || phase === 'gone')
    return { kind: isCurrent ? 'live' : 'catching-up' }
  }
  if (facts.pollWorks) return { kind: facts.phases.includes('loading') ? 'catching-up' : 'polling' }
  const isCutOff = !facts.isOnline || facts.pollWorks === false
  return isCutOff ? { kind: 'offline', since: facts.lastContact } : { kind: 'connecting' }
}

export function sameState(one: LinkState, other: LinkState): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

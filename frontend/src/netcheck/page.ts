import type { Clock } from '../live/clock'
import type { Wire } from '../live/socket'
import { probeHttp, probeSocket, verdict, type Outcome } from './probe'

export interface Network {
  open(path: string): Wire
  ask(path: string): Promise<{ status: number; type: string }>
  isOnline(): boolean
}

/** Tries both ways and says in words what came of it; the words are the page's own. */
export async function check(place: HTMLElement, network: Network, clock: Clock): Promise<void> {
  const words = place.dataset
  const say = (name: string, text: string) => {
    const found = place.querySelector(`[data-result="${name}"]`)
    if (found) found.textContent = text
  }
  const judge = (text: string) => {
    const found = place.querySelector('[data-verdict]')
    if (found) found.textContent = text
  }
  judge(words.wordTrying ?? '')
  say('live', words.wordTrying ?? '')
  say('fallback', words.wordTrying ?? '')
  const shown = (outcome: Outcome) => (outcome.works ? (words.wordWorks ?? '') : (words.wordBlocked ?? ''))
  const [live, fallback] = await Promise.all([
    probeSocket(() => network.open(words.live ?? ''), clock),
    probeHttp(() => network.ask(words.fallback ?? ''), clock),
  ])
  say('live', shown(live))
  say('fallback', shown(fallback))
  const fastest = live.works ? live : fallback
  say('time', fastest.works ? `${Math.round(fastest.ms)} ms` : '–')
  const found = verdict(live, fallback, network.isOnline())
  judge(words[`word${found[0]!.toUpperCase()}${found.slice(1)}`] ?? '')
}

import { readFrame, SUBPROTOCOL } from '../live/protocol'
import type { Wire } from '../live/socket'
import type { Clock } from '../live/clock'

export type Outcome = { works: true; ms: number } | { works: false }
export type Verdict = 'good' | 'slower' | 'odd' | 'bad' | 'offline'

/** A proxy that swallows the handshake must not keep the reader waiting. */
const WITHIN = 8_000

/**
 * Does a socket get through, and words on it? Whoever is signed in is welcomed, and all others are told that they are
 * not: either way the server has answered, and that is all that is asked here.
 */
export function probeSocket(open: () => Wire, clock: Clock): Promise<Outcome> {
  return new Promise((tell) => {
    const began = clock.now()
    let wire: Wire | null = null
    const end = (outcome: Outcome) => {
      cancel()
      if (wire) {
        wire.onopen = wire.onmessage = wire.onclose = wire.onerror = null
        wire.close()
      }
      tell(outcome)
    }
    const cancel = clock.after(WITHIN, () => end({ works: false }))
    try {
      wire = open()
    } catch {
      // Some browsers throw where others fail later, for example under a policy that forbids sockets.
      return end({ works: false })
    }
    const socket = wire
    socket.onopen = () => socket.send(JSON.stringify({ t: 'hello', client: 'network-check', acting_for: '' }))
    socket.onmessage = ({ data }) => {
      if (readFrame(data)) end({ works: true, ms: clock.now() - began })
    }
    // A code of ours came all the way from the server; any other says that the way was cut.
    socket.onclose = ({ code }) => end(code >= 4000 ? { works: true, ms: clock.now() - began } : { works: false })
    socket.onerror = null
  })
}

/** Does the server itself answer over HTTP? A page of the network's own, or of a proxy, is no answer of ours. */
export async function probeHttp(ask: () => Promise<{ status: number; type: string }>, clock: Clock): Promise<Outcome> {
  const began = clock.now()
  try {
    const answer = await ask()
    const ours = answer.status < 500 && /^application\/(problem\+)?json/.test(answer.type)
    return ours ? { works: true, ms: clock.now() - began } : { works: false }
  } catch {
    return { works: false }
  }
}

export function verdict(live: Outcome, fallback: Outcome, online: boolean): Verdict {
  if (live.works) return fallback.works ? 'good' : 'odd'
  if (fallback.works) return 'slower'
  return online ? 'bad' : 'offline'
}

export function openSocket(path: string): Wire {
  const address = new URL(path, location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return new WebSocket(address, SUBPROTOCOL) as Wire
}

import type { PollAnswer, PollFetch, PollResult } from '../live/poll'
import { ApiError, type Http } from './http'

/** Longer than the server waits, so that only a dead line runs into it. */
const SPARE_SECONDS = 15

export function pollThrough(http: Http): PollFetch {
  return async (stream, position, wait, signal, mood) => {
    const query = new URLSearchParams({
      after: String(position?.seq ?? 0),
      epoch: position?.epoch ?? '',
      wait: String(wait),
      mood,
    })
    const timeout = (wait + SPARE_SECONDS) * 1000
    try {
      const path = `/streams/${encodeURIComponent(stream)}/events?${query.toString()}`
      return { kind: 'answer', answer: await http<PollAnswer>(path, { signal, timeout }) }
    } catch (error) {
      return failure(error)
    }
  }
}

function failure(error: unknown): PollResult {
  if (!(error instanceof ApiError)) return { kind: 'failed' }
  // 403: the hat that the page was made with is no longer the reader's.
  if (error.status === 404 || error.status === 403) return { kind: 'gone' }
  if (error.status === 401) return { kind: 'signed-out' }
  return error.retryAfter === undefined ? { kind: 'failed' } : { kind: 'failed', retryAfter: error.retryAfter }
}

export function typingThrough(http: Http): (stream: string, on: boolean) => void {
  return (stream, on) => {
    const path = `/streams/${encodeURIComponent(stream)}/typing`
    // Nobody misses a lost hint.
    http(path, { method: 'POST', body: { on } }).catch(() => {})
  }
}

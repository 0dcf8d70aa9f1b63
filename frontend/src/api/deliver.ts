import type { Answer, OutboxItem } from '../live/outbox-item'
import { ApiError, type Http } from './http'

const TOO_MANY = 429

/** Sends one thing from the outbox and sorts the answer: done, no, or later. */
export function deliverThrough(http: Http): (item: OutboxItem) => Promise<Answer> {
  return async (item) => {
    const { method, path, body, key, ifMatch, isKeyless } = item
    try {
      const signed = isKeyless ? {} : { idempotencyKey: key }
      const request = { method, body, ...signed, ...(ifMatch === undefined ? {} : { ifMatch }) }
      return { kind: 'done', data: await http(path, request) }
    } catch (error) {
      return sort(error)
    }
  }
}

function sort(error: unknown): Answer {
  if (!(error instanceof ApiError)) return { kind: 'later', isAnswered: false }
  const { status, type, title, detail, errors } = error.problem
  const retryAfter = error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }
  // A refusal for pace says that nothing was done; a broken server says nothing at all.
  if (status === TOO_MANY) return { kind: 'later', isAnswered: true, ...retryAfter }
  if (status >= 500) return { kind: 'later', isAnswered: false, ...retryAfter }
  const reasons = Object.values(errors).flat()
  return { kind: 'refused', refusal: { status, type, title, detail: reasons.join(' ') || detail || title } }
}

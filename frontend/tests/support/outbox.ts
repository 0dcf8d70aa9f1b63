import { Outbox } from '../../src/live/outbox'
import type { Lock } from '../../src/live/locks'
import type { Answer, NewItem, OutboxItem } from '../../src/live/outbox-item'
import { MemoryStorage, type KeyValue } from '../../src/live/storage'
import { FakeClock } from './clock'

/** What can happen to one request on its way there and back. */
export type Fate = 'arrives' | 'answer lost' | 'request lost' | 'server broken' | { refused: number } | { wait: number }

/** A server that remembers keys, and a net that does as it is told. */
export class FakeServer {
  posts: string[] = []
  requests: string[] = []
  fates: Fate[] = []
  private answers = new Map<string, Answer>()

  send = async (item: OutboxItem): Promise<Answer> => {
    this.requests.push(item.key)
    const fate = this.fates.shift() ?? 'arrives'
    await Promise.resolve()
    if (fate === 'request lost') return { kind: 'later', isAnswered: false }
    if (fate === 'server broken') return { kind: 'later', isAnswered: false }
    if (typeof fate === 'object') return 'wait' in fate ? later(fate.wait) : refused(fate.refused)
    const answer = this.perform(item)
    return fate === 'answer lost' ? { kind: 'later', isAnswered: false } : answer
  }

  private perform(item: OutboxItem): Answer {
    const known = this.answers.get(item.key)
    if (known) return known
    this.posts.push(item.text ?? '')
    const answer: Answer = { kind: 'done', data: { kind: 'message', id: item.key, revision: (item.ifMatch ?? 0) + 1 } }
    this.answers.set(item.key, answer)
    return answer
  }
}

function later(ms: number): Answer {
  return { kind: 'later', isAnswered: true, retryAfter: ms }
}

function refused(status: number): Answer {
  return { kind: 'refused', refusal: { status, type: 'about:blank', title: 'No', detail: `Because ${status}` } }
}

/** Web Locks as the browser has them: one holder at a time over all tabs. */
export function sharedLock(): Lock {
  let tail = Promise.resolve()
  return (_name, work) => {
    const turn = tail.then(work)
    tail = turn.catch(() => {})
    return turn
  }
}

export class OutboxBench {
  clock = new FakeClock()
  server = new FakeServer()
  storage: KeyValue = new MemoryStorage()
  lock: Lock = sharedLock()
  private keys = 0

  /** A tab: a new outbox over the same storage, as after a reload. */
  tab(): Outbox {
    return new Outbox({
      scope: 'person.room',
      storage: this.storage,
      send: this.server.send,
      newKey: () => `key-${(this.keys += 1)}`,
      clock: this.clock,
      random: () => 1,
      lock: this.lock,
    })
  }
}

export function post(text: string): NewItem {
  return { kind: 'post', method: 'POST', path: '/rooms/r/messages', body: { text }, text }
}

export function edit(text: string, ifMatch: number): NewItem {
  return { kind: 'edit', method: 'PATCH', path: '/messages/m', body: { text }, text, target: 'm', ifMatch }
}

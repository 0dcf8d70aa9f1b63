import type { Message, ReactionKind, Room } from '../api/types'
import type { NewItem, OutboxItem } from '../live/outbox-item'
import type { Outbox } from '../live/outbox'
import type { Post } from './writing'

/** What a person can do in a room. Everything goes through the outbox, so nothing is lost and nothing happens twice. */
export class Actions {
  constructor(
    private outbox: Outbox,
    private room: string,
    private newestSeq: () => number,
  ) {}

  post({ body, files }: Post): void {
    const path = `/rooms/${this.room}/messages`
    const shown = { text: body.text, extra: files, madeAt: this.newestSeq() }
    this.outbox.add({ kind: 'post', method: 'POST', path, body, ...shown })
  }

  edit(message: Message, text: string): void {
    this.onMessage(message, { kind: 'edit', method: 'PATCH', body: { text }, text, ifMatch: message.revision })
  }

  remove(message: Message): void {
    this.onMessage(message, { kind: 'delete', method: 'DELETE', body: undefined, ifMatch: message.revision })
  }

  react(message: Message, kind: ReactionKind, on: boolean): void {
    const item = on ? ({ kind: 'react', method: 'PUT' } as const) : ({ kind: 'unreact', method: 'DELETE' } as const)
    this.onMessage(message, { ...item, body: undefined, text: kind }, `/reactions/${kind}`)
  }

  hide(message: Message, reason: string): void {
    this.moderate(message, '/hide', { reason })
  }

  unhide(message: Message): void {
    this.moderate(message, '/unhide')
  }

  lock(message: Message, on: boolean): void {
    this.moderate(message, on ? '/lock' : '/unlock')
  }

  ask(message: Message, organisation: string, due: string): void {
    this.moderate(message, '/question', { organisation, due })
  }

  answer(question: string, message: Message): void {
    this.onQuestion(question, message, 'answer', { message: message.id })
  }

  withdraw(question: string, message: Message): void {
    this.onQuestion(question, message, 'withdraw', {})
  }

  editSummary(room: Room, text: string): void {
    const path = `/rooms/${room.id}/summary`
    const item = { kind: 'other', method: 'PUT', path, body: { text }, text } as const
    this.outbox.add({ ...item, target: room.id, ifMatch: room.revision })
  }

  /** Once more, on top of what the message has become. */
  retryOn(item: OutboxItem, revision: number): void {
    this.outbox.retry(item.key, { ifMatch: revision })
  }

  private moderate(message: Message, tail: string, body: unknown = {}): void {
    this.onMessage(message, { kind: 'other', method: 'POST', body }, tail)
  }

  private onMessage(message: Message, item: Omit<NewItem, 'path' | 'target'>, tail = ''): void {
    this.outbox.add({ ...item, path: `/messages/${message.id}${tail}`, target: message.id })
  }

  private onQuestion(question: string, message: Message, verb: string, body: unknown): void {
    const path = `/questions/${question}/${verb}`
    this.outbox.add({ kind: 'other', method: 'POST', path, body, target: message.id })
  }
}

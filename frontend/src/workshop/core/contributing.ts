import type { NewItem } from '../../live/outbox-item'
import type { Outbox } from '../../live/outbox'
import { asItem, type Deed } from './deeds'
import type { Asked, Group, Line, Note } from './views'

type Sent = Parameters<typeof asItem>[1]

/**
 * What everybody in the room can do. It goes through the outbox without a key: ids are made here, so that sending
 * again makes nothing twice, and nothing on the way joins somebody to what they wrote.
 */
export class Contributing {
  constructor(
    private outbox: Outbox,
    private newId: () => string,
  ) {}

  write(step: string, text: string, column: string, onBehalf = false): string {
    const note = this.newId()
    const body = { text, column, ...(onBehalf ? { on_behalf: true } : {}) }
    this.put({ does: 'write', step, note, column, text }, { path: `/workshop-steps/${step}/notes/${note}`, body })
    return note
  }

  edit(note: Note, text: string): void {
    const sent = { path: `/workshop-notes/${note.id}`, body: { text }, ifMatch: note.revision, target: note.id }
    this.put({ does: 'edit', note: note.id, text }, sent)
  }

  remove(note: string): void {
    this.send({ does: 'remove', note }, { method: 'DELETE', path: `/workshop-notes/${note}`, target: note })
  }

  move(note: string, place: { column: string; after?: string | null; group?: string | null }): void {
    const body = { after: null, group: null, ...place }
    const sent = { path: `/workshop-notes/${note}/place`, body, slot: `place.${note}` }
    this.put({ does: 'move', note, ...body }, sent)
  }

  gather(step: string, notes: string[], title: string): string {
    const group = this.newId()
    const sent = { path: `/workshop-steps/${step}/groups/${group}`, body: { notes, title } }
    this.put({ does: 'gather', step, group, notes, title }, sent)
    return group
  }

  name(group: Group, title: string): void {
    this.put({ does: 'name', group: group.id, title }, { path: `/workshop-groups/${group.id}`, body: { title } })
  }

  moveGroup(group: string, place: { column: string; after: string | null }): void {
    const sent = { path: `/workshop-groups/${group}/place`, body: place, slot: `place.${group}` }
    this.put({ does: 'move-group', group, ...place }, sent)
  }

  dissolve(group: string): void {
    this.send({ does: 'dissolve', group }, { method: 'DELETE', path: `/workshop-groups/${group}` })
  }

  dots(step: string, item: string, dots: number): void {
    const sent = { path: `/workshop-steps/${step}/dots`, body: { item, dots }, slot: `dots.${item}` }
    this.put({ does: 'dots', step, item, dots }, sent)
  }

  answer(step: string, question: string, value: unknown): void {
    const body = { answers: { [question]: value } }
    const sent = { path: `/workshop-steps/${step}/answers`, body, slot: `answer.${step}.${question}` }
    this.put({ does: 'answer', step, question, value }, sent)
  }

  hand(step: string, up: boolean): void {
    this.put({ does: 'hand', step, up }, { path: `/workshop-steps/${step}/hand`, body: { up }, slot: `hand.${step}` })
  }

  ask(step: string, text: string): string {
    const asked = this.newId()
    this.put({ does: 'ask', step, asked, text }, { path: `/workshop-steps/${step}/questions/${asked}`, body: { text } })
    return asked
  }

  voice(asked: Asked, on: boolean): void {
    const sent = { path: `/workshop-questions/${asked.id}/voice`, body: { on }, slot: `voice.${asked.id}` }
    this.put({ does: 'voice', asked: asked.id, on }, sent)
  }

  line(table: string, text: string, after: string | null): string {
    const line = this.newId()
    const body = after === null ? { text } : { text, after }
    this.put({ does: 'line', table, line, text }, { path: `/workshop-tables/${table}/lines/${line}`, body })
    return line
  }

  editLine(line: Line, text: string): void {
    const sent = { path: `/workshop-lines/${line.id}`, body: { text }, ifMatch: line.revision, target: line.id }
    this.put({ does: 'edit-line', line: line.id, text }, sent)
  }

  moveLine(line: string, after: string | null): void {
    const sent = { path: `/workshop-lines/${line}/place`, body: { after }, slot: `place.${line}` }
    this.put({ does: 'move-line', line, after }, sent)
  }

  removeLine(line: string): void {
    this.send({ does: 'remove-line', line }, { method: 'DELETE', path: `/workshop-lines/${line}` })
  }

  private put(deed: Deed, sent: Omit<Sent, 'method'>): void {
    this.send(deed, { ...sent, method: 'PUT' })
  }

  private send(deed: Deed, sent: Sent): void {
    const item: NewItem = { ...asItem(deed, sent), isKeyless: true }
    this.outbox.add(item)
  }
}

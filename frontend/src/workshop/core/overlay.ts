import type { OutboxItem } from '../../live/outbox-item'
import { deedOf } from './deeds'
import type { Group, Line, Note } from './views'

/** Behind everything the server has placed. */
const LAST = Number.MAX_SAFE_INTEGER - 1_000_000

export interface Overlaid {
  notes: Note[]
  groups: Group[]
  /** What is on its way or was refused, by the note or group it concerns. */
  waiting: Map<string, OutboxItem>
}

/**
 * A board as it will be when all that lies in the outbox has arrived. What was refused changes nothing, but a note that
 * was written stands there until its writer takes it away.
 */
export function overlaid(notes: Note[], groups: Group[], items: OutboxItem[], step: string, table: string | null): Overlaid {
  const board = new Draft(notes, groups)
  for (const item of items) board.take(item, step, table)
  return { notes: [...board.notes.values()], groups: [...board.groups.values()], waiting: board.waiting }
}

class Draft {
  notes: Map<string, Note>
  groups: Map<string, Group>
  waiting = new Map<string, OutboxItem>()
  private written = 0

  constructor(notes: Note[], groups: Group[]) {
    this.notes = new Map(notes.map((note) => [note.id, note]))
    this.groups = new Map(groups.map((group) => [group.id, group]))
  }

  take(item: OutboxItem, step: string, table: string | null): void {
    const deed = deedOf(item)
    const isGood = item.refusal === null
    switch (deed.does) {
      case 'write':
        if (deed.step !== step) return
        if (!this.notes.has(deed.note)) this.notes.set(deed.note, unsent(deed, table, (this.written += 1)))
        return this.mark(deed.note, item)
      case 'edit':
        if (isGood) this.change(deed.note, { text: deed.text })
        return this.mark(deed.note, item)
      case 'remove':
        if (isGood) this.change(deed.note, { state: 'removed' })
        return this.mark(deed.note, item)
      case 'move':
        if (isGood) this.move(deed.note, deed)
        return this.mark(deed.note, item)
      case 'gather':
        if (deed.step !== step) return
        if (isGood) this.gather(deed, table)
        return this.mark(isGood ? deed.group : (deed.notes[0] ?? ''), item)
      case 'name':
        if (isGood) this.changeGroup(deed.group, { title: deed.title })
        return this.mark(deed.group, item)
      case 'move-group':
        if (isGood) this.changeGroup(deed.group, { column: deed.column, rank: this.rankAfter(deed.group, deed.column, deed.after) })
        return this.mark(deed.group, item)
      case 'dissolve':
        if (isGood) this.changeGroup(deed.group, { dissolved: true })
        return this.mark(deed.group, item)
    }
  }

  private mark(id: string, item: OutboxItem): void {
    this.waiting.set(id, item)
  }

  private change(id: string, changes: Partial<Note>): void {
    const note = this.notes.get(id)
    if (note) this.notes.set(id, { ...note, ...changes })
  }

  private changeGroup(id: string, changes: Partial<Group>): void {
    const group = this.groups.get(id)
    if (group) this.groups.set(id, { ...group, ...changes })
  }

  private move(id: string, { column, after, group }: { column: string; after: string | null; group: string | null }): void {
    const home = group === null ? undefined : this.groups.get(group)
    const to = home?.column ?? column
    this.change(id, { group: home?.id ?? null, column: to, rank: this.rankAfter(id, to, after, home?.id) })
  }

  private gather(deed: { group: string; notes: string[]; title: string; step: string }, table: string | null): void {
    const chosen = deed.notes.flatMap((id) => this.notes.get(id) ?? [])
    const first = chosen[0]
    if (!first || this.groups.has(deed.group)) return
    const place = { step: deed.step, table, column: first.column, rank: first.rank }
    this.groups.set(deed.group, { kind: 'group', id: deed.group, version: 0, title: deed.title, dissolved: false, audience: 'workshop', ...place })
    for (const note of chosen) this.change(note.id, { group: deed.group, column: first.column })
  }

  /** A rank between what it stands after and what follows. */
  private rankAfter(id: string, column: string, after: string | null, group?: string): number {
    const lone = [...this.notes.values()].filter((note) => note.column === column && note.state === 'shown')
    const inside = lone.filter((note) => (group ? note.group === group : note.group === null))
    const groups = group ? [] : [...this.groups.values()].filter((one) => one.column === column && !one.dissolved)
    const siblings = [...inside, ...groups].filter((one) => one.id !== id).sort((a, b) => a.rank - b.rank)
    const at = after === null ? -1 : siblings.findIndex((one) => one.id === after)
    if (after !== null && at < 0) return (siblings.at(-1)?.rank ?? 0) + 1
    const before = siblings[at]?.rank
    const behind = siblings[at + 1]?.rank
    if (before === undefined) return (behind ?? 1) - 1
    return behind === undefined ? before + 1 : (before + behind) / 2
  }
}

function unsent(deed: { note: string; step: string; column: string; text: string }, table: string | null, nth: number): Note {
  const { note, step, column, text } = deed
  const nobody = { by: null, on_behalf: false, audience: 'hosts' } as const
  return { kind: 'note', id: note, version: 0, revision: 0, step, table, group: null, column, rank: LAST + nth, text, state: 'shown', ...nobody }
}

/** A table's lines as they will be. */
export function overlaidLines(lines: Line[], items: OutboxItem[], table: string): { lines: Line[]; waiting: Map<string, OutboxItem> } {
  const byId = new Map(lines.filter((line) => line.table === table).map((line) => [line.id, line]))
  const waiting = new Map<string, OutboxItem>()
  let written = 0
  for (const item of items) {
    const deed = deedOf(item)
    if (!('line' in deed)) continue
    if (deed.does === 'line' && deed.table !== table) continue
    if (deed.does === 'line' && !byId.has(deed.line)) byId.set(deed.line, unsentLine(deed, (written += 1)))
    const line = byId.get(deed.line)
    if (!line) continue
    waiting.set(deed.line, item)
    if (item.refusal === null) byId.set(deed.line, { ...line, ...lineChange(deed, [...byId.values()]) })
  }
  return { lines: [...byId.values()], waiting }
}

type LineDeed = Extract<ReturnType<typeof deedOf>, { line: string }>

function lineChange(deed: LineDeed, lines: Line[]): Partial<Line> {
  if (deed.does === 'edit-line') return { text: deed.text }
  if (deed.does === 'remove-line') return { removed: true }
  if (deed.does === 'line') return {}
  const others = lines.filter(({ id, removed }) => id !== deed.line && !removed).sort((a, b) => a.rank - b.rank)
  const at = deed.after === null ? -1 : others.findIndex(({ id }) => id === deed.after)
  const before = others[at]?.rank
  const behind = others[at + 1]?.rank
  if (before === undefined) return { rank: (behind ?? 1) - 1 }
  return { rank: behind === undefined ? before + 1 : (before + behind) / 2 }
}

function unsentLine(deed: { line: string; table: string; text: string }, nth: number): Line {
  return { kind: 'line', id: deed.line, version: 0, revision: 0, table: deed.table, text: deed.text, rank: LAST + nth, removed: false }
}

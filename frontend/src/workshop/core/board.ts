import type { Column, Group, Note, Step } from './views'

export interface Standing {
  kind: 'note' | 'group'
  id: string
  rank: number
  note?: Note
  group?: Group
  /** The notes of a group, in order. */
  notes: Note[]
}

export interface BoardColumn extends Column {
  standing: Standing[]
}

interface Parts {
  notes: Note[]
  groups: Group[]
  table?: string | null
}

const inOrder = (a: { rank: number; id: string }, b: { rank: number; id: string }) => a.rank - b.rank || (a.id < b.id ? -1 : 1)

/** The board of a step, or of one table in it: columns with groups and lone notes in the order all share. */
export function boardOf(step: Step, { notes, groups, table = null }: Parts): BoardColumn[] {
  const isHere = (thing: Note | Group) => thing.step === step.id && (thing.table ?? null) === table
  const shown = notes.filter((note) => isHere(note) && note.state === 'shown')
  const there = groups.filter((group) => isHere(group) && !group.dissolved)
  const known = new Set(there.map(({ id }) => id))
  const inside = (group: Group) => shown.filter((note) => note.group === group.id).sort(inOrder)
  const lone = shown.filter(({ group }) => group === null || !known.has(group))
  const standing: Standing[] = [
    ...lone.map((note): Standing => ({ kind: 'note', id: note.id, rank: note.rank, note, notes: [note] })),
    ...there.map((group): Standing => ({ kind: 'group', id: group.id, rank: group.rank, group, notes: inside(group) })),
  ]
  const columnOf = (one: Standing) => one.group?.column ?? one.note?.column
  const filled = standing.filter(({ kind, notes: held }) => kind === 'note' || held.length > 0)
  return (step.settings.columns ?? []).map((column) => ({
    ...column,
    standing: filled.filter((one) => columnOf(one) === column.id).sort(inOrder),
  }))
}

/** Own notes that no stream carries stand among those of the streams; of one that is in both the newer counts. */
export function withOwn(notes: Note[], own: Note[]): Note[] {
  const byId = new Map(notes.map((note) => [note.id, note]))
  for (const note of own) {
    const known = byId.get(note.id)
    if (!known || known.version < note.version) byId.set(note.id, note)
  }
  return [...byId.values()]
}

export function countNotes(columns: BoardColumn[]): number {
  return columns.reduce((sum, { standing }) => sum + standing.reduce((n, { notes }) => n + notes.length, 0), 0)
}

/** After which sibling something stands when it goes one place up or down; undefined where it cannot. */
export function neighbour(siblings: { id: string }[], id: string, by: -1 | 1): string | null | undefined {
  const at = siblings.findIndex((one) => one.id === id)
  const to = at + by
  if (at < 0 || to < 0 || to >= siblings.length) return undefined
  const others = siblings.filter((one) => one.id !== id)
  return to === 0 ? null : (others[to - 1]?.id ?? null)
}

import { useRef } from 'preact/hooks'
import { boardOf, countNotes, withOwn, type BoardColumn, type Standing } from '../../core/board'
import { overlaid, type Overlaid } from '../../core/overlay'
import type { Step } from '../../core/views'
import { useWorkshop } from '../../session'
import { usePowers } from '../powers'
import { GroupCard } from './GroupCard'
import { NoteCard } from './NoteCard'
import { WriteNote } from './WriteNote'

/** What the parts of one board share. */
export interface BoardWorld {
  step: Step
  table: string | null
  columns: BoardColumn[]
  waiting: Overlaid['waiting']
  /** The note or group that takes the focus when it is drawn at its new place. */
  focus: { current: string | null }
}

/** A board: headings with lists under them, in an order that everybody shares. */
export function Board({ step, table = null, readOnly = false }: { step: Step; table?: string | null; readOnly?: boolean }) {
  const { store, outbox, words } = useWorkshop()
  const { mayWrite, leads } = usePowers(step)
  const focus = useRef<string | null>(null)
  const notes = withOwn(store.all('note'), store.mine.notes ?? [])
  const { notes: shown, groups, waiting } = overlaid(notes, store.all('group'), outbox.items(), step.id, table)
  const columns = boardOf(step, { notes: shown, groups, table })
  const isHidden = step.settings.hidden && !step.revealed
  return (
    <>
      {mayWrite && !readOnly && <WriteNote step={step} own={ownCount(columns, store.mine.notes ?? [])} />}
      {isHidden && !leads && <p class="ws-hint">{words.hiddenBoard}</p>}
      {step.authors_hidden && <p class="ws-hint">{words.authorsHidden}</p>}
      <div class="ws-board" data-columns={columns.length}>
        {columns.map((column) => (
          <BoardPile key={column.id} column={column} world={{ step, table, columns, waiting, focus }} />
        ))}
      </div>
    </>
  )
}

function ownCount(columns: BoardColumn[], own: { id: string }[]): number {
  const ids = new Set(own.map(({ id }) => id))
  return columns.flatMap(({ standing }) => standing.flatMap(({ notes }) => notes)).filter((note) => ids.has(note.id) || note.version === 0).length
}

function BoardPile({ column, world }: { column: BoardColumn; world: BoardWorld }) {
  const { words } = useWorkshop()
  const id = `column-${world.step.id}-${world.table ?? ''}-${column.id}`
  const count = countNotes([column])
  return (
    <section class="ws-column" aria-labelledby={id}>
      <h3 class="ws-column-title" id={id}>
        {column.title} <span class="ws-count">{words.notes(count)}</span>
      </h3>
      {column.standing.length === 0 ? (
        <p class="ws-empty">{words.noNotes}</p>
      ) : (
        <ul class="ws-notes">
          {column.standing.map((one) => (
            <Standing key={one.id} one={one} column={column} world={world} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Standing({ one, column, world }: { one: Standing; column: BoardColumn; world: BoardWorld }) {
  if (one.group) return <GroupCard group={one.group} notes={one.notes} siblings={column.standing} world={world} />
  if (one.note) return <NoteCard note={one.note} siblings={column.standing} world={world} />
  return null
}

import { deedsOf } from '../../core/deeds'
import { tableOf, tablesIn } from '../../core/tables'
import type { Step, Table } from '../../core/views'
import { useWorkshop } from '../../session'
import { Board } from '../board/Board'
import { usePowers } from '../powers'
import { Refused } from '../Saving'
import { AllTables } from './AllTables'
import { Lines, useTakeBackLine } from './Lines'

/** Work in smaller groups: one's own table, what it writes, and what the others wrote once it is collected. */
export function Tables({ step }: { step: Step }) {
  const { store, words } = useWorkshop()
  const { leads } = usePowers(step)
  const tables = tablesIn(step.id, store.all('table'))
  const own = tableOf(step.id, tables, store.me?.id)
  if (tables.length === 0) return <p class="ws-empty">{words.tablesSoon}</p>
  return (
    <>
      {own ? <OwnTable step={step} table={own} /> : !leads && <p class="ws-closed">{words.noTable}</p>}
      {!leads && <LeftBehind step={step} tables={tables} own={own} />}
      <AllTables step={step} tables={tables} own={own} />
    </>
  )
}

interface LeftProps {
  step: Step
  tables: Table[]
  own: Table | null
}

/** What one had written for a table when one was moved from it: it was refused there, and can be taken along. */
function LeftBehind({ step, tables, own }: LeftProps) {
  const { outbox } = useWorkshop()
  const takeBack = useTakeBackLine(step)
  const others = new Set(tables.map(({ id }) => id).filter((id) => id !== own?.id))
  const left = deedsOf(outbox.items(), 'line').filter(({ item, deed }) => item.refusal !== null && others.has(deed.table))
  if (left.length === 0) return null
  return (
    <ul class="ws-line-list">
      {left.map(({ item, deed }) => (
        <li key={item.key} class="ws-line is-unsent">
          <p class="ws-note-text">{deed.text}</p>
          <Refused item={item} takeBack={() => takeBack(item)} />
        </li>
      ))}
    </ul>
  )
}

function OwnTable({ step, table }: { step: Step; table: Table }) {
  const { store, words } = useWorkshop()
  const { mayWrite } = usePowers(step)
  const reason = table.sittings.find(({ participant }) => participant === store.me?.id)?.reason ?? ''
  const hasBoard = (step.settings.columns ?? []).length > 0
  return (
    <section class="ws-own-table" aria-labelledby={`own-${table.id}`}>
      <p class="eyebrow ws-eyebrow">{words.yourTable}</p>
      <h3 class="ws-table-name" id={`own-${table.id}`}>
        {words.table(table.number)}
        {table.name && <span class="ws-table-title"> {table.name}</span>}
      </h3>
      <Sitting table={table} />
      {words.whyTable[reason] && <p class="ws-hint">{words.whyTable[reason]}</p>}
      {step.settings.lines !== false && <Lines step={step} table={table} mayWrite={mayWrite && !table.collected} />}
      {hasBoard && (
        <section class="ws-table-board">
          <h4 class="ws-small-title">{words.tableBoard}</h4>
          <Board step={step} table={table.id} />
        </section>
      )}
    </section>
  )
}

/** Who sits at a table: organisation first. */
export function Sitting({ table }: { table: Table }) {
  const { store } = useWorkshop()
  const people = table.sittings.flatMap(({ participant }) => store.get('participant', participant) ?? [])
  return (
    <ul class="ws-sitting">
      {people.map(({ id, name, organisation }) => (
        <li key={id}>
          <strong>{name}</strong>
          {organisation && <span class="soft"> {organisation}</span>}
        </li>
      ))}
    </ul>
  )
}

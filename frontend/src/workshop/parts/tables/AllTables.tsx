import { linesOf } from '../../core/tables'
import type { Step, Table } from '../../core/views'
import { useWorkshop } from '../../session'
import { Board } from '../board/Board'
import { usePowers } from '../powers'
import { Lines } from './Lines'
import { Sitting } from './Tables'

interface Props {
  step: Step
  tables: Table[]
  own: Table | null
}

/** The other tables: what they wrote as far as it is collected, and all of it for those who lead. */
export function AllTables({ step, tables, own }: Props) {
  const { store, words } = useWorkshop()
  const { leads } = usePowers(step)
  const written = new Set(store.all('line').filter(({ removed }) => !removed).map(({ table }) => table))
  // A table at which nobody sits was laid for more people; only what it wrote is worth showing.
  const others = tables.filter(({ id, sittings }) => id !== own?.id && (sittings.length > 0 || written.has(id)))
  if (others.length === 0) return null
  return (
    <section class="ws-all-tables" aria-labelledby={`tables-${step.id}`}>
      <h3 id={`tables-${step.id}`}>{words.otherTables}</h3>
      {others.map((table) => {
        const isReadable = table.collected || leads
        const lines = linesOf(table.id, store.all('line'))
        return (
          <details key={table.id} class="ws-table-card" open={table.collected && lines.length > 0}>
            <summary>
              <span class="ws-table-label">
                {words.table(table.number)}
                {table.name && <span class="ws-table-title"> {table.name}</span>}
              </span>
              <span class="soft">{words.peopleAt(table.sittings.length)}</span>
              {table.collected && <span class="badge badge-good">{words.collected}</span>}
            </summary>
            <Sitting table={table} />
            {isReadable && <Lines step={step} table={table} mayWrite={false} />}
            {isReadable && (step.settings.columns ?? []).length > 0 && <Board step={step} table={table.id} readOnly />}
          </details>
        )
      })}
    </section>
  )
}

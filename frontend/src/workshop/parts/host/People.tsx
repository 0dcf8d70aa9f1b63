import { useState } from 'preact/hooks'
import { byOrganisation, tableOf, tablesIn } from '../../core/tables'
import type { Participant } from '../../core/views'
import { useWorkshop } from '../../session'
import { SelectField } from '../Form'
import { Sure } from './Sure'

/** Who is here, by organisation, and what one can do for each. */
export function People() {
  const { store, words } = useWorkshop()
  const people = store.people
  const connected = people.filter(({ id }) => store.present.has(id)).length
  return (
    <section class="ws-desk-card" aria-labelledby="ws-people">
      <h2 class="ws-desk-title" id="ws-people">
        {words.lead.people}
      </h2>
      <p class="ws-hint">{words.lead.connected(connected, people.length)}</p>
      <dl class="ws-circles">
        {byOrganisation(people).map(({ organisation, people: there }) => (
          <div key={organisation}>
            <dt>
              {organisation || words.noOrganisation} <span class="ws-count">{there.length}</span>
            </dt>
            {there.map((person) => (
              <dd key={person.id}>
                <Person person={person} />
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  )
}

function Person({ person }: { person: Participant }) {
  const { store, words } = useWorkshop()
  const isAway = !store.present.has(person.id)
  const extra = store.get('pace', person.id)?.extra ?? 0
  return (
    <details class="ws-person">
      <summary aria-label={words.lead.personMenu(person.name)}>
        <span>{person.name}</span>
        <span class="soft small">
          {[isAway && words.lead.away, person.late && words.lead.cameLate, extra > 0 && words.lead.extraPercent(extra)].filter(Boolean).join(', ')}
        </span>
      </summary>
      {store.abilities.run && <PersonActions person={person} extra={extra} />}
    </details>
  )
}

const EXTRAS = [0, 25, 50, 100, 200]

function PersonActions({ person, extra }: { person: Participant; extra: number }) {
  const { words, leading } = useWorkshop()
  const [isSure, setSure] = useState(false)
  const options = EXTRAS.map((n) => ({ id: String(n), text: n === 0 ? words.lead.extraNone : words.lead.extraPercent(n) }))
  return (
    <div class="ws-person-actions">
      <SelectField label={words.lead.extra} value={String(extra)} options={options} onChange={(n) => n !== '' && leading.extraTime(person.id, Number(n))} />
      <Seat person={person} />
      {isSure ? (
        <Sure text={words.lead.showOutSure(person.name)} yes={words.lead.showOutYes} run={() => leading.showOut(person.id)} close={() => setSure(false)} />
      ) : (
        <button type="button" class="button-quiet" onClick={() => setSure(true)}>
          {words.lead.showOut}
        </button>
      )}
    </div>
  )
}

/** Another table, while the room works at tables. */
function Seat({ person }: { person: Participant }) {
  const { store, words, leading } = useWorkshop()
  const { step } = store
  const tables = step ? tablesIn(step.id, store.all('table')) : []
  if (!step || tables.length === 0) return null
  const now = tableOf(step.id, tables, person.id)?.id ?? ''
  const options = tables.map(({ id, number, name }) => ({ id, text: [words.table(number), name].filter(Boolean).join(' ') }))
  return <SelectField label={words.lead.seatLabel} value={now} options={options} onChange={(table) => table && table !== now && leading.seat(person.id, table)} />
}

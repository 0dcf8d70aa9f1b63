import { useState } from 'preact/hooks'
import type { Outcome } from '../core/views'
import { useWorkshop } from '../session'
import { LiftForm } from './LiftForm'

/** What the workshop concluded. Those who lead agree on it with the group, drop it, or hand it over. */
export function Outcomes() {
  const { store, words, boot } = useWorkshop()
  const leads = boot.view === 'host' && store.abilities.run
  const outcomes = store.all('outcome').sort((a, b) => a.position - b.position)
  const shown = outcomes.filter(({ state }) => leads || state !== 'dropped')
  return (
    <div class="ws-outcomes">
      {shown.length === 0 && <p class="ws-empty">{leads ? words.lead.outcomesEmpty : words.noOutcomes}</p>}
      <ol class="ws-outcome-list">
        {shown.map((outcome) => (
          <OutcomeCard key={outcome.id} outcome={outcome} leads={leads} />
        ))}
      </ol>
      {leads && <NewOutcome />}
    </div>
  )
}

function OutcomeCard({ outcome, leads }: { outcome: Outcome; leads: boolean }) {
  const { words, formats, leading } = useWorkshop()
  const { type, text, state, organisation, due, became, sources } = outcome
  return (
    <li class={`ws-outcome is-${state}`}>
      <p class="ws-outcome-type">
        {words.outcomeTypes[type]} <span class={state === 'agreed' ? 'badge badge-good' : 'badge'}>{words.outcomeStates[state]}</span>
      </p>
      <p class="ws-outcome-text">{text}</p>
      <p class="ws-note-meta">
        {organisation && <span>{organisation.name}</span>}
        {due && <span>{words.due(formats.date(due))}</span>}
        {leads && sources.length > 0 && <span>{words.lead.fromSources(sources.length)}</span>}
        {became && (
          <span>
            {words.became} <a href={became.url}>{became.title}</a>
          </span>
        )}
      </p>
      {leads && (
        <div class="row-actions">
          {state === 'suggested' && (
            <button type="button" class="button-quiet" onClick={() => leading.outcome(outcome, 'agree')}>
              {words.lead.agree}
            </button>
          )}
          {state === 'agreed' && type !== 'conclusion' && (
            <button type="button" class="button-quiet" onClick={() => leading.outcome(outcome, 'hand-over')}>
              {words.lead.handOver}
            </button>
          )}
          {(state === 'suggested' || state === 'agreed') && (
            <button type="button" class="button-quiet" onClick={() => leading.outcome(outcome, 'drop')}>
              {words.lead.drop}
            </button>
          )}
        </div>
      )}
    </li>
  )
}

function NewOutcome() {
  const { words } = useWorkshop()
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <LiftForm text="" sources={[]} close={() => setOpen(false)} />
  return (
    <button type="button" class="button-quiet" onClick={() => setOpen(true)}>
      {words.lead.newOutcome}
    </button>
  )
}

import { useState } from 'preact/hooks'
import type { Outcome } from '../core/views'
import { useWorkshop } from '../session'
import { canBeHandedOver, HandOver } from './HandOver'
import { ChangeOutcome, LiftForm } from './LiftForm'

/** What the workshop concluded. Those who lead agree on it with the group, drop it, or hand it over. */
export function Outcomes() {
  const { store, words, boot } = useWorkshop()
  // Also when the workshop is over: much is handed over the day after.
  const leads = boot.view === 'host' && store.abilities.conclude
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
  const { words, formats } = useWorkshop()
  const { id, type, text, state, organisation, due, became, sources } = outcome
  return (
    <li class={`ws-outcome is-${state}`} id={`slutsats-${id}`}>
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
      {leads && <LeadOutcome outcome={outcome} />}
    </li>
  )
}

type OutcomeFormKind = 'change' | 'hand-over'

function LeadOutcome({ outcome }: { outcome: Outcome }) {
  const { words, leading, store } = useWorkshop()
  const [form, setForm] = useState<OutcomeFormKind | null>(null)
  const close = () => setForm(null)
  const { state, text } = outcome
  if (form === 'change') return <ChangeOutcome outcome={outcome} close={close} />
  if (form === 'hand-over') return <HandOver outcome={outcome} close={close} />
  if (state !== 'suggested' && state !== 'agreed') return null
  return (
    <>
      {store.get('review', outcome.id)?.needed && (
        <div class="ws-bar">
          <p>{words.lead.review}</p>
          <Press label={words.lead.keepWords} about={text} run={() => leading.outcome(outcome, 'keep-words')} />
        </div>
      )}
      <div class="row-actions">
        {state === 'suggested' && <Press label={words.lead.agree} about={text} run={() => leading.outcome(outcome, 'agree')} />}
        {state === 'agreed' && canBeHandedOver(outcome) && <Press label={words.lead.handOver} about={text} run={() => setForm('hand-over')} />}
        <Press label={words.change} about={text} run={() => setForm('change')} />
        <Press label={words.lead.drop} about={text} run={() => leading.outcome(outcome, 'drop')} />
      </div>
    </>
  )
}

/** A button that says to those who hear it alone what it is about. */
function Press({ label, about, run }: { label: string; about: string; run: () => void }) {
  return (
    <button type="button" class="button-quiet button-small" aria-label={`${label}: ${about}`} onClick={run}>
      {label}
    </button>
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

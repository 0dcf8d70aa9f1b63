import { useState } from 'preact/hooks'
import type { Step } from '../../core/views'
import { useWorkshop } from '../../session'
import { Do } from './Do'
import { LayTables } from './LayTables'
import { Sure } from './Sure'

/** What belongs to leading the step that is looked at. */
export function LeadingStep({ step }: { step: Step }) {
  const { store, words, leading } = useWorkshop()
  const [isHiding, setHiding] = useState(false)
  const { abilities } = store
  if (!abilities.run || step.state === 'planned') return null
  const mayHide = step.naming !== 'anonymous' && !step.authors_hidden && (step.type === 'board' || step.type === 'tables' || step.type === 'questions')
  return (
    <div class="ws-leading">
      {hasHidden(step) && <Do icon="show" label={words.lead.reveal} run={() => leading.step('reveal', step.id)} />}
      {step.state === 'open' && abilities.run_step && <Do icon="close" label={words.lead.close} run={() => leading.step('close', step.id)} />}
      {mayHide && !isHiding && <Do icon="hide" label={words.lead.hideAuthors} run={() => setHiding(true)} />}
      {isHiding && <Sure text={words.lead.hideAuthorsSure} yes={words.lead.hideAuthorsYes} run={() => leading.step('hide-authors', step.id)} close={() => setHiding(false)} />}
      {step.type === 'tables' && <LayTables step={step} />}
    </div>
  )
}

/** Whether the step holds something that the room does not see yet. */
function hasHidden(step: Step): boolean {
  if (step.revealed) return false
  const { hidden, running } = step.settings
  const isBallot = step.type === 'vote' || step.type === 'poll' || step.type === 'checkin' || step.type === 'evaluation'
  return isBallot ? !running : hidden === true
}

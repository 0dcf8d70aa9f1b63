import type { Step } from '../../core/views'
import { useChanges, useWorkshop } from '../../session'

/** The plan, with where the room is. Every step can be looked at, and opened out of turn. */
export function HostPlan() {
  const { store } = useWorkshop()
  return (
    <ol class="ws-steps">
      {store.steps.map((step) => (
        <PlanStep key={step.id} step={step} />
      ))}
    </ol>
  )
}

function PlanStep({ step }: { step: Step }) {
  const { store, words, looking, leading } = useWorkshop()
  useChanges(looking.changes)
  const { workshop, abilities } = store
  const isNow = workshop.step === step.id
  const isShown = looking.step?.id === step.id
  const mayOpen = abilities.run && workshop.state === 'running' && step.state !== 'open'
  return (
    <li class={`ws-plan-step is-${step.state}${isShown ? ' is-shown' : ''}`} aria-current={isNow ? 'step' : undefined}>
      <button type="button" class="ws-plan-open" aria-label={words.lookAt(step.title)} onClick={() => looking.turnTo(step.id)}>
        <span class="ws-plan-name">{step.title}</span>
        <span class="ws-plan-meta">
          {words.types[step.type]}, {words.minutes(step.minutes)}
        </span>
      </button>
      <span class="ws-plan-state">{isNow && step.state === 'open' ? <span class="badge badge-new">{words.stepStates.open}</span> : step.state !== 'planned' && words.stepStates[step.state]}</span>
      {mayOpen && isShown && (
        <button type="button" class="button-quiet button-small" aria-label={words.lead.openStepNamed(step.title)} onClick={() => leading.go(step.id, workshop.step)}>
          {step.state === 'closed' ? words.lead.openAgain : words.lead.openStep}
        </button>
      )}
    </li>
  )
}

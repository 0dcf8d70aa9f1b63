import type { Step } from '../core/views'
import { useChanges, useSession } from '../session'

/** The programme of the day. What has begun can be looked at again. */
export function Plan() {
  const { store, words, looking } = useSession()
  useChanges(store.changes, looking.changes)
  return (
    <details class="ws-plan">
      <summary>{words.plan}</summary>
      <ol class="ws-plan-list">
        {store.steps.map((step) => (
          <li key={step.id} class={`is-${step.state}`} aria-current={step.id === store.workshop.step ? 'step' : undefined}>
            <PlanName step={step} />
            <span class="ws-plan-meta">
              {words.types[step.type]}, {words.minutes(step.minutes)}, {words.stepStates[step.state]}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

function PlanName({ step }: { step: Step }) {
  const { looking, words } = useSession()
  if (step.state === 'planned') return <span class="ws-plan-name">{step.title}</span>
  return (
    <button type="button" class="button-link ws-plan-name" aria-label={words.lookAt(step.title)} onClick={() => looking.turnTo(step.id)}>
      {step.title}
    </button>
  )
}

import type { Step } from '../core/views'
import { useSession } from '../session'

/** What one sent too late, and what became of it: nothing disappears without a word. */
export function LateOnes({ step }: { step: Step }) {
  const { store, words } = useSession()
  const late = (store.mine.late ?? []).filter((one) => one.step === step.id)
  if (late.length === 0) return null
  return (
    <section class="ws-late" aria-labelledby={`late-${step.id}`}>
      <h3 class="ws-small-title" id={`late-${step.id}`}>
        {words.lateTitle}
      </h3>
      <ul class="ws-late-list">
        {late.map(({ id, text, state }) => (
          <li key={id}>
            <span>{text}</span>
            <span class="badge">{words.lateStates[store.get('note', id) ? 'taken' : state]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

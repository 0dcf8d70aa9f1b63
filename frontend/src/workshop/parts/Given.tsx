import type { Step } from '../core/views'
import { useSession } from '../session'

/** How many have answered: a number, never who. */
export function Given({ step }: { step: Step }) {
  const { store, words } = useSession()
  const given = store.get('tally', step.id)?.given ?? 0
  const all = store.people.filter(({ role }) => role === 'participant').length
  if (step.state === 'planned') return null
  return <p class="ws-given">{all >= given && all > 0 ? words.givenOf(given, all) : words.given(given)}</p>
}

import type { Signature } from '../core/views'
import { useSession } from '../session'

/** Who said it, as far as it is told: organisation first, then the person. */
export function Signed({ by }: { by: Signature | null }) {
  const { store, words } = useSession()
  if (!by) return null
  const author = store.get('participant', by.participant)
  if (author) return <span>{[author.organisation, author.name].filter(Boolean).join(', ')}</span>
  if (by.kind) return <span>{words.organisationKinds[by.kind] ?? ''}</span>
  return by.label ? <span>{by.label}</span> : null
}

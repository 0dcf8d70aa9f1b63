import { useEffect, useState } from 'preact/hooks'
import type { Choice, ChoiceKind } from '../core/choices'
import { useSession } from '../session'

/** What one can choose from, loaded when it is first needed. */
export function useChoices(kind: ChoiceKind): { found: Choice[]; hasFailed: boolean } {
  const { choices } = useSession()
  const [found, setFound] = useState<Choice[]>([])
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    let isHere = true
    choices.of(kind).then(
      (list) => isHere && setFound(list),
      () => isHere && setFailed(true),
    )
    return () => {
      isHere = false
    }
  }, [kind])
  return { found, hasFailed }
}

import { useEffect, useState } from 'preact/hooks'
import { useSession } from '../session'

/** Long enough to be read aloud; afterwards the same words can be said again. */
const SPOKEN_WITHIN = 7_000

/** One polite voice for the whole room, so that messages to screen readers never talk over each other. */
export function Speech() {
  const { speech, clock } = useSession()
  const [said, setSaid] = useState('')
  useEffect(() => speech.listen(setSaid), [])
  useEffect(() => (said ? clock.after(SPOKEN_WITHIN, () => setSaid('')) : undefined), [said])
  return (
    <div class="sr-only" aria-live="polite">
      {said}
    </div>
  )
}

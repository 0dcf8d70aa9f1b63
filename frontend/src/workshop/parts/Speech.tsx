import { useEffect, useState } from 'preact/hooks'
import type { Emitter } from '../../live/emitter'
import { useSession } from '../session'

/** Long enough to be read aloud; afterwards the same words can be said again. */
const SPOKEN_WITHIN = 7_000

/** Two voices for the whole page: one that waits for a pause, and one for another step or the time. */
export function Speech() {
  const { speech, alarm } = useSession()
  return (
    <>
      <Voice source={speech} manner="polite" />
      <Voice source={alarm} manner="assertive" />
    </>
  )
}

function Voice({ source, manner }: { source: Emitter<string>; manner: 'polite' | 'assertive' }) {
  const { clock } = useSession()
  const [said, setSaid] = useState('')
  useEffect(() => source.listen(setSaid), [])
  useEffect(() => (said ? clock.after(SPOKEN_WITHIN, () => setSaid('')) : undefined), [said])
  return (
    <div class="sr-only" aria-live={manner}>
      {said}
    </div>
  )
}

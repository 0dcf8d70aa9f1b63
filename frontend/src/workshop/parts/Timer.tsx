import { asClock } from '../core/timing'
import type { Step } from '../core/views'
import { useChanges, useSession } from '../session'

const SOON = 60_000

/** How long is left. Said aloud only when a warning is due; the figures tick in silence. */
export function Timer({ step }: { step: Step }) {
  const { ticking, store, words } = useSession()
  useChanges(ticking.ticks)
  const left = ticking.left(step)
  if (left === null) return null
  return (
    <p class={left <= SOON ? 'ws-timer is-soon' : 'ws-timer'} role="timer">
      <span class="ws-timer-label">{left === 0 ? words.timeOut : words.timeLeft}</span>
      {left > 0 && <span class="ws-timer-figures">{asClock(left)}</span>}
      {store.extra > 0 && <span class="ws-timer-own">{words.ownTime}</span>}
    </p>
  )
}

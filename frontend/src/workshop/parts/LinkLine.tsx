import { describe } from '../../room/parts/LinkLine'
import { useChanges, useSession } from '../session'

/** Always there, in words, so that nobody takes what is old for the present. */
export function LinkLine() {
  const { live, shared, formats } = useSession()
  useChanges(live.states)
  const { state } = live
  return (
    <p class={`room-link ws-link is-${state.kind}`}>
      <span class="room-link-mark" aria-hidden="true" />
      <span>{describe(state, shared, formats)}</span>
      {state.kind === 'offline' && (
        <button type="button" class="button-quiet" onClick={() => live.retryNow()}>
          {shared.tryNow}
        </button>
      )}
    </p>
  )
}
